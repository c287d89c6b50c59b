import rule from '../../../src/rules/api/no-verb-in-route.ts';
import { testRule } from '../test-rule.ts';

const APP = "import express from 'express';\nconst app = express();\nconst send = (req, res) => res.json({});\n";

testRule(import.meta, rule, {
  valid: [
    { name: 'nouns that begin like a verb', code: `${APP}app.get('/upsert-history', send); app.get('/update-log', send);` },
    { name: 'nouns, and the method says the rest', code: `${APP}app.get('/users', send); app.delete('/users/:id', send); app.put('/users/me/password', send);` },
    { name: 'an action of a resource', code: `${APP}app.post('/orders/:id/cancel', send); app.post('/orders/search', send); app.post('/login', send);` },
    { name: 'names that only look like it', code: `${APP}app.get('/add-ons', send); app.get('/updates', send); app.get('/get-started', send); app.get('/addresses', send); app.get('/delete-dialog', send);` },
    { name: 'procedures', code: `${APP}app.post('/rpc/createUser', send);` },
    { name: 'a change by GET is a matter of its own', code: `${APP}app.get('/users/:id/delete', send);` },
    { name: 'the page of a form', code: `${APP}app.get('/users/edit', (req, res) => res.render('form'));` },
    { name: 'a form, which sends the browser on', code: `${APP}app.post('/users/delete/:id', async (req, res) => { if (!req.user) { res.status(403).send('no'); return; } res.redirect('/users'); });` },
    { name: 'look-alike: a map', code: "const map = new Map(); map.get('/getUsers', (value) => value);" },
    { name: 'unknown: nothing is known of the handler', code: `${APP}app.get('/getUsers', handlers.list);` },
  ],
  invalid: [
    { name: 'a verb and what it is done to', code: `${APP}app.get('/api/getUsers', send);`, errors: [{ messageId: 'verb', data: { method: 'GET', verb: 'get', segment: 'getUsers' }, line: 4, column: 15, endColumn: 23 }] },
    { name: 'a verb as an action', code: `${APP}app.post('/users/create', send);`, errors: [{ messageId: 'verb', data: { method: 'POST', verb: 'create', segment: 'create' }, line: 4, column: 18 }] },
    { name: 'a form that programs may send as well', code: `${APP}app.post('/users/create', (req, res) => (req.xhr ? res.json({}) : res.redirect('/users')));`, errors: [{ messageId: 'verb', line: 4 }] },
    {
      name: 'handlers that functions of other files put on an object',
      filename: 'src/app.ts',
      files: {
        'src/users.ts': 'export function usersOf(store) { const users = {}; users.list = async (req, res) => { res.json(await store.all()); }; return users; }',
        'src/all.ts': "import { usersOf } from './users';\nexport function handlersOf(store) { const all = {}; const users = usersOf(store); all.listUsers = users.list; all.other = store.any; all.other = store.other; return all; }",
      },
      code: "import express from 'express';\nimport { handlersOf } from './all';\nconst app = express();\nconst handlers = handlersOf({});\napp.get('/getUsers', handlers.listUsers);\napp.get('/getOthers', handlers.other);",
      errors: [{ messageId: 'verb', line: 5, column: 11 }],
    },
    { name: 'both at once', code: `${APP}app.post('/users/upsert', send);`, errors: [{ messageId: 'verb', data: { method: 'POST', verb: 'upsert', segment: 'upsert' }, line: 4 }] },
    { name: 'with hyphens', code: `${APP}app.put('/update-password', send);`, errors: [{ messageId: 'verb', line: 4 }] },
    { name: 'any method', code: `${APP}app.all('/fetch-users', send);`, errors: [{ messageId: 'verbOfAll', line: 4 }] },
    {
      name: 'a mount in front of the routes of another file',
      filename: 'src/app.ts',
      files: { 'package.json': '{ "name": "shop", "type": "module" }', 'src/orders.ts': "import { Router } from 'express';\nexport const orders = Router();\norders.post('/', (req, res) => res.json({}));" },
      code: "import express from 'express';\nimport { orders } from './orders';\nconst app = express();\napp.use('/create-order', orders);",
      errors: [{ messageId: 'verb', line: 4, column: 11 }],
    },
  ],
});
