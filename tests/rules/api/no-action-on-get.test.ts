import rule from '../../../src/rules/api/no-action-on-get.ts';
import { testRule } from '../test-rule.ts';

const APP = "import express from 'express';\nconst app = express();\nconst send = (req, res) => res.json({});\n";

testRule(import.meta, rule, {
  valid: [
    { name: 'the action with POST', code: `${APP}app.post('/orders/:id/cancel', send); app.delete('/orders/:id', send);` },
    { name: 'states and nouns', code: `${APP}app.get('/orders/cancelled', send); app.get('/orders/archive', send); app.get('/saved', send); app.get('/orders/start', send); app.get('/plugins/install_dialog', send);` },
    { name: 'the page of a form', code: `${APP}app.get('/users/create', (req, res) => res.render('form'));` },
    { name: 'unknown: a method of the response nobody knows may show a page', code: `${APP}app.get('/users/create', (req, res) => { res.type('html'); res.showForm('user'); });\napp.get('/users/add', (req, res) => { try { res.showForm('user'); } catch { res.status(500).json({}); } });` },
    { name: 'unknown: a function that is not there may show a page', code: `${APP}import { showForm } from './missing';\napp.get('/users/create', async (req, res) => { showForm({ req, res }); });\napp.get('/users/add', (req, res) => showForm(res));` },
    { name: 'a function of another file shows the page', files: { 'src/form.ts': 'export const showForm = (answer, name) => answer.render(name);' }, filename: 'src/app.ts', code: `import { showForm } from './form';\n${APP}app.get('/users/create', (req, res) => { showForm(res, 'user'); });` },
    { name: 'a link in an e-mail', code: `${APP}app.get('/unsubscribe/:user', send); app.get('/activate', (req, res) => res.json(req.query.token));` },
    { name: 'a scheduler calls it', code: `${APP}app.get('/cron/send-reminders', send); app.get('/send-reminders', (req, res) => res.json(req.headers.authorization));` },
    { name: 'a verb in the middle', code: `${APP}app.get('/assign/options', send);` },
    { name: 'look-alike: a client', code: "import axios from 'axios'; axios.get('/orders/1/delete', (response) => response.data);" },
    { name: 'unknown: nothing is known of the handler', code: `${APP}app.get('/orders/:id/delete', handlers.remove);` },
  ],
  invalid: [
    { name: 'an action behind one resource', code: `${APP}app.get('/orders/:id/archive', send);`, errors: [{ messageId: 'action', data: { segment: 'archive' }, line: 4, column: 22, endColumn: 29 }] },
    { name: 'a verb in front of a key', code: `${APP}app.get('/orders/delete/:id', send);`, errors: [{ messageId: 'action', line: 4 }] },
    { name: 'a verb and what it is done to', code: `${APP}app.get('/saveAddress', send);`, errors: [{ messageId: 'action', line: 4 }] },
    { name: 'a function of another file answers with data', files: { 'src/answer.ts': 'export const answer = (to, body) => to.status(200).json(body);' }, filename: 'src/app.ts', code: `import { answer } from './answer';\n${APP}app.get('/orders/:id/archive', async (req, res) => { answer(res, {}); });`, errors: [{ messageId: 'action', line: 5 }] },
    { name: 'Hono: the body is returned, and what comes before it only prepares it', code: "import { Hono } from 'hono';\nimport { archive } from './orders';\nconst app = new Hono();\napp.get('/orders/:id/archive', async (c) => { c.header('x-from', 'us'); c.set('order', c.req.param('id')); return archive(c.req.param('id')); });\napp.get('/orders/:id/pin', async (c, next) => { c.set('pins', await archive(c.req.param('id'))); await next(); });", errors: [{ messageId: 'action', line: 4 }, { messageId: 'action', line: 5 }] },
    { name: 'who is turned away with JSON is no browser, whatever a function answers otherwise', code: `${APP}import { answer } from './missing';\napp.get('/orders/:id/archive', async (req, res) => { if (!req.user) { res.status(401).json({}); return; } answer({ req, res }); });`, errors: [{ messageId: 'action', line: 5 }] },
    { name: 'Nest', filename: 'src/orders.controller.ts', code: "import { Controller, Get } from '@nestjs/common';\n@Controller('orders')\nexport class Orders { @Get(':id/activate') activate() { return {}; } }", errors: [{ messageId: 'action', line: 3 }] },
  ],
});
