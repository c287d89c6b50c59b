import rule from '../../../src/rules/security/no-eval.ts';
import { testRule } from '../test-rule.ts';

const EXPRESS = "import express from 'express'; const app = express();";

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: data is parsed', code: `${EXPRESS} app.post('/e', (req, res) => res.json(JSON.parse(req.body.text)));` },
    { name: 'remedy: chosen from a list', code: `${EXPRESS} const OPS = { add: (a, b) => a + b }; app.post('/e', (req, res) => res.json(OPS[req.body.op](1, 2)));` },
    { name: 'constant code', code: "import vm from 'node:vm'; export const two = () => vm.runInNewContext('1 + 1'); export const make = new Function('a', 'return a');" },
    { name: 'an operator of a list, one of which is written in another way', code: "export function compare(left: number, rule: { operator: string }) { let { operator } = rule; if (!['=', '<', '>'].includes(operator)) return false; if (operator === '=') operator = '==='; return eval(`${Number(left)} ${operator} 1`); }" },
    { name: 'the same in a callback', code: "export function count(rows: Row[], rule: { operator: string }) { let { operator } = rule; if (['=', '<', '>'].includes(operator)) { if (operator === '=') operator = '==='; return rows.filter((row) => eval(`${Number(row.price)} ${operator} 1`)); } }" },
    { name: 'a module that bundlers are not to see', code: "export const load = (path: string) => eval(`import('${path}')`);" },
    { name: 'code that is only compiled, to see whether it can be', code: "import vm from 'node:vm'; export function faultOf(code: string) { try { const script = new vm.Script(`(${code})`); return null; } catch (error) { return error.message; } } export function check(code: string) { new Function(code); return true; }" },
    { name: 'a timer with a function', code: `${EXPRESS} app.get('/e', (req, res) => setTimeout(() => res.send(req.query.x), 10));` },
    { name: 'a timer with a function that is named', code: `${EXPRESS} app.get('/e', (req, res) => { const done = makeDone(req.query.x); setTimeout(done, 10); });` },
    { name: 'look-alike: an eval of one’s own', code: "function evaluate(x: string) { return x; } const redis = { eval: (s: string) => s }; export const run = (x: string) => redis.eval(evaluate(x));" },
    { name: 'look-alike: a name that hides the global', code: 'export function run(eval: (x: string) => void, x: string) { eval(x); }' },
    { name: 'configuration', code: 'export const run = () => eval(process.env.HOOK);' },
    { name: 'developers choose what a script runs', filename: 'scripts/build.ts', code: 'export const run = (code: string) => eval(code);' },
    { name: 'option tainted: parameters do not count', options: [{ report: 'tainted' }], code: 'export const run = (code: string) => eval(code);' },
  ],
  invalid: [
    { name: 'request data', code: `${EXPRESS} app.post('/e', (req, res) => res.json(eval(req.body.code)));`, errors: [{ messageId: 'tainted', data: { path: 'req.body.code', name: 'eval', place: '' }, line: 1 }] },
    { name: 'a parameter', code: "export const compile = (body: string) => new Function('row', body);", errors: [{ messageId: 'built', data: { path: 'body', name: 'Function', place: '' }, line: 1 }] },
    { name: 'a module that the request chooses', code: `${EXPRESS} app.post('/e', async (req, res) => res.json(await eval(\`import('\${req.body.module}')\`)));`, errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'code beside the import of a module', code: "export const load = (path: string, name: string) => eval(`import('${path}').then((m) => m.${name})`);", errors: [{ messageId: 'built', line: 1 }] },
    { name: 'an operator that is written after the check', code: "export function compare(left: number, rule: { operator: string }) { let { operator } = rule; if (!['=', '<'].includes(operator)) return false; operator = rule.operator; return eval(`${Number(left)} ${operator} 1`); }", errors: [{ messageId: 'built', line: 1 }] },
    { name: 'a script that is made and run', code: "import vm from 'node:vm'; export function run(code: string) { const script = new vm.Script(code); return script.runInNewContext({}); }", errors: [{ messageId: 'built', data: { path: 'code', name: 'vm.Script', place: '' }, line: 1 }] },
    { name: 'vm is no sandbox', code: "import { runInNewContext as zz } from 'node:vm'; export const run = (code: string) => zz(code, {});", errors: [{ messageId: 'built', line: 1 }] },
    { name: 'a text for a timer', code: "export const later = (name: string) => setTimeout(`done('${name}')`, 10);", errors: [{ messageId: 'built', line: 1 }] },
    { name: 'a text for a timer beside a function for another', code: "setTimeout(() => start(), 10);\nexport const later = (name: string) => setTimeout(`done('${name}')`, 10);", errors: [{ messageId: 'built', line: 2 }] },
    { name: 'a filter with code, without a request', code: "import mongoose from 'mongoose';\nconst User = mongoose.model('User');\nsetTimeout(() => start(), 10);\nexport const find = (name: string) => User.find({ $where: `this.name == '${name}'` });", errors: [{ messageId: 'built', line: 4 }] },
    { name: 'what the database gave', code: "import pg from 'pg'; const pool = new pg.Pool(); export async function run() { const { rows } = await pool.query('SELECT code FROM hooks'); return eval(rows[0].code); }", errors: [{ messageId: 'built', line: 1 }] },
    { name: 'option any: configuration counts', options: [{ report: 'any' }], code: 'export const run = () => eval(process.env.HOOK);', errors: [{ messageId: 'built', line: 1 }] },
    {
      name: 'option tainted: the caller',
      options: [{ report: 'tainted' }],
      files: { 'run.ts': 'export const run = (code: string) => eval(code);\n' },
      code: "import express from 'express';\nimport { run } from './run';\nconst app = express();\napp.post('/e', (req, res) => res.json(run(req.body.code)));",
      errors: [{ messageId: 'passed', line: 4 }],
    },
  ],
});
