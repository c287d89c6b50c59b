import rule from '../../../src/rules/security/no-ssrf.ts';
import { testRule } from '../test-rule.ts';

const EXPRESS = "import express from 'express'; import axios from 'axios'; const app = express();";

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: the host is one of a list', code: `${EXPRESS} const HOSTS = ['images.example.com']; app.get('/p', async (req, res) => { const url = new URL(req.query.url); if (!HOSTS.includes(url.hostname)) return res.sendStatus(400); res.json(await fetch(url)); });` },
    { name: 'remedy: a target from a list', code: `${EXPRESS} const TARGETS = { a: 'https://a.example' }; app.get('/p', async (req, res) => res.json(await fetch(TARGETS[req.query.target])));` },
    { name: 'the host is fixed', code: `${EXPRESS} app.get('/p/:id', async (req, res) => res.json(await axios.get(\`https://api.example.com/items/\${req.params.id}\`)));` },
    { name: 'the host is configured', code: `${EXPRESS} app.get('/p/:id', async (req, res) => res.json(await fetch(process.env.API + '/items/' + req.params.id)));` },
    { name: 'a path below the base of a client', code: `${EXPRESS} const api = axios.create({ baseURL: 'https://api.example.com' }); app.get('/p/:id', async (req, res) => res.json(await api.get(\`/items/\${req.params.id}\`)));` },
    { name: 'data and headers choose no host', code: `${EXPRESS} app.post('/p', async (req, res) => res.json(await axios({ url: 'https://api.example.com', method: 'post', data: req.body, headers: { 'x-key': req.headers['x-key'] } })));` },
    { name: 'a query that is set', code: `${EXPRESS} app.get('/p', async (req, res) => { const url = new URL('https://api.example.com'); url.searchParams.set('q', req.query.q); res.json(await fetch(url)); });` },
    { name: 'the server’s own address', code: `${EXPRESS} app.get('/p', async (req, res) => res.json(await fetch(\`http://\${req.headers.host}/api/items\`)));` },
    { name: 'look-alike: a get of one’s own', code: `${EXPRESS} const cache = { get: (key) => key }; app.get('/p', (req, res) => res.json(cache.get(req.query.url)));` },
    { name: 'unknown: a function of another file checks', code: `import { assertPublic } from './addresses'; ${EXPRESS} app.get('/p', async (req, res) => { await assertPublic(req.query.url); res.json(await fetch(req.query.url)); });` },
    { name: 'unknown: who calls', code: 'export const load = (url) => fetch(url);' },
  ],
  invalid: [
    { name: 'the whole address', code: `${EXPRESS} app.get('/p', async (req, res) => res.json(await fetch(req.query.url)));`, errors: [{ messageId: 'tainted', data: { path: 'req.query.url', name: 'fetch', place: '' }, line: 1 }] },
    { name: 'the host', code: `${EXPRESS} app.get('/p', async (req, res) => { const { host } = req.query; res.json(await axios.get(\`https://\${host}/status\`)); });`, errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'in options', code: `${EXPRESS} app.post('/p', async (req, res) => res.json(await axios({ method: 'get', url: req.body.callback })));`, errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'a scheme is no host', code: `${EXPRESS} app.get('/p', async (req, res) => { if (!req.query.url.startsWith('https://')) return res.sendStatus(400); res.json(await fetch(req.query.url)); });`, errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'node:http, renamed', code: "import express from 'express'; import { get as zz } from 'node:http'; const yy = express(); yy.get('/p', (a, b) => zz({ host: a.query.h, path: '/' }, (c) => c.pipe(b)));", errors: [{ messageId: 'tainted', line: 1 }] },
    {
      name: 'the function that asks is in another file',
      files: { 'load.ts': 'export async function load(url: string) {\n  return fetch(url);\n}\n' },
      code: "import express from 'express';\nimport { load } from './load';\nconst app = express();\napp.get('/p', async (req, res) => res.json(await load(req.query.url)));",
      errors: [{ messageId: 'passed', data: { path: 'req.query.url', name: 'fetch', place: 'load.ts:2' }, line: 4 }],
    },
  ],
});
