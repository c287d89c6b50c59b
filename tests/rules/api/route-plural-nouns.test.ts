import rule from '../../../src/rules/api/route-plural-nouns.ts';
import { testRule } from '../test-rule.ts';

const APP = "import express from 'express';\nconst app = express();\nconst send = (req, res) => res.json({});\n";

testRule(import.meta, rule, {
  valid: [
    { name: 'a plural', code: `${APP}app.get('/orders/:id', send);` },
    { name: 'a verb', code: `${APP}app.post('/upsert/:id', send);` },
    { name: 'a singleton', code: `${APP}app.get('/profile', send); app.put('/orders/:id/status', send);` },
    { name: 'what cannot be counted', code: `${APP}app.get('/media/:id', send); app.get('/metadata/:id', send); app.get('/news/:id', send);` },
    { name: 'the field that is looked up by', code: `${APP}app.get('/users/email/:email', send); app.get('/users/by-name/:name', send);` },
    { name: 'actions and places', code: `${APP}app.post('/verify/:id', send); app.get('/me/:id', send); app.get('/admin/:id', send); app.get('/track-order/:id', send);` },
    { name: 'a protocol', code: `${APP}app.patch('/files/tus/:id', send);` },
    { name: 'a page', code: `${APP}app.get('/order/:id', (req, res) => res.render('order'));` },
    { name: 'look-alike: a client', code: "import axios from 'axios'; axios.get('/order/:id', (response) => response.data);" },
    { name: 'unknown: nothing is known of the handler', code: `${APP}app.get('/order/:id', handlers.one);` },
  ],
  invalid: [
    {
      name: 'a singular noun in front of a key',
      code: `${APP}app.get('/api/order/:id', send);`,
      errors: [{ messageId: 'singular', data: { segment: 'order', parameter: ':id', plural: 'orders' }, line: 4, column: 15, endColumn: 20, suggestions: [{ messageId: 'rename', output: `${APP}app.get('/api/orders/:id', send);` }] }],
    },
    {
      name: 'a key that is named after it, several words',
      code: `${APP}app.delete('/orderItem/:orderItemId', send);`,
      errors: [{ messageId: 'singular', line: 4, suggestions: [{ messageId: 'rename', output: `${APP}app.delete('/order-items/:orderItemId', send);` }] }],
    },
    {
      name: 'a mount, whose key another file writes',
      filename: 'src/app.ts',
      files: { 'package.json': '{ "name": "shop", "type": "module" }', 'src/orders.ts': "import { Router } from 'express';\nexport const orders = Router();\norders.get('/:orderId', (req, res) => res.json({}));" },
      code: "import express from 'express';\nimport { orders } from './orders';\nconst app = express();\napp.use('/order', orders);",
      errors: [{ messageId: 'singular', line: 4, suggestions: [{ messageId: 'rename', output: "import express from 'express';\nimport { orders } from './orders';\nconst app = express();\napp.use('/orders', orders);" }] }],
    },
  ],
});
