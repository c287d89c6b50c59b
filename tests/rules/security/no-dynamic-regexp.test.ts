import rule from '../../../src/rules/security/no-dynamic-regexp.ts';
import { testRule } from '../test-rule.ts';

const EXPRESS = "import express from 'express'; const app = express();";

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: escaped by the language', code: `${EXPRESS} app.get('/s', (req, res) => res.json(LIST.filter((x) => new RegExp(RegExp.escape(req.query.q), 'i').test(x))));` },
    { name: 'remedy: escaped by a package', code: `import escape from 'escape-string-regexp'; ${EXPRESS} app.get('/s', (req, res) => { const p = new RegExp(escape(req.query.q)); res.json(p.test('x')); });` },
    { name: 'remedy: escaped by hand', code: `${EXPRESS} const escape = (s) => s.replace(/[.*+?^\${}()|[\\]\\\\]/g, '\\\\$&'); app.get('/s', (req, res) => res.json(new RegExp(escape(req.query.q)).test('x')));` },
    { name: 'remedy: texts are compared', code: `${EXPRESS} app.get('/s', (req, res) => res.json(LIST.filter((x) => x.includes(req.query.q))));` },
    { name: 'chosen from a list', code: `${EXPRESS} app.get('/s', (req, res) => { const { q } = req.query; if (!['a', 'b'].includes(q)) return res.end(); res.json(new RegExp('^' + q).test('x')); });` },
    { name: 'a pattern of one’s own', code: `${EXPRESS} const WORD = 'a+'; app.get('/s', (req, res) => res.json(new RegExp(WORD).test(req.query.q)));` },
    { name: 'an engine without backtracking', code: `import RE2 from 're2'; ${EXPRESS} app.get('/s', (req, res) => res.json(new RE2(req.query.q).test('x')));` },
    { name: 'look-alike: a RegExp of one’s own', code: `${EXPRESS} class RegExp { constructor(readonly text) {} } app.get('/s', (req, res) => res.json(new RegExp(req.query.q)));` },
    { name: 'a parameter: unknown who calls', code: 'export const find = (q) => new RegExp(q);' },
  ],
  invalid: [
    { name: 'as it is', code: `${EXPRESS} app.get('/s', (req, res) => res.json(LIST.filter((x) => new RegExp(req.query.q).test(x))));`, errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'without new, and in a longer pattern', code: `${EXPRESS} app.get('/s', (req, res) => { const q = req.query.q; res.json(RegExp('^' + q, 'i').test('x')); });`, errors: [{ messageId: 'tainted', data: { path: 'req.query.q → q', name: 'RegExp', place: '' }, line: 1 }] },
    { name: 'encoding for an address is no escape', code: `${EXPRESS} app.get('/s', (req, res) => res.json(new RegExp(encodeURIComponent(req.query.q)).test('x')));`, errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'renamed', code: "import { Hono } from 'hono'; const z = new Hono(); z.get('/s', (y) => y.json(new RegExp(y.req.query('q')).test('x')));", errors: [{ messageId: 'tainted', line: 1 }] },
    {
      name: 'made in another file',
      files: { 'search.ts': 'export const matches = (pattern: string, text: string) => new RegExp(pattern).test(text);\n' },
      code: "import express from 'express';\nimport { matches } from './search';\nconst app = express();\napp.get('/s', (req, res) => res.json(matches(req.query.q, 'x')));",
      errors: [{ messageId: 'passed', data: { path: 'req.query.q', name: 'RegExp', place: 'search.ts:1' }, line: 4 }],
    },
  ],
});
