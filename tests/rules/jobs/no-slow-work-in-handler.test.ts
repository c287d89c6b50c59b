import rule from '../../../src/rules/jobs/no-slow-work-in-handler.ts';
import { testRule } from '../test-rule.ts';

/** An application with a mailer of nodemailer, and what a case adds. */
const app = (body: string, imports = ''): string => `
import express from 'express';
import nodemailer from 'nodemailer';
${imports}
const mailer = nodemailer.createTransport({});
const app = express();
${body}
`;
const MANIFEST = '{ "name": "shop", "dependencies": { "express": "5.0.0", "nodemailer": "7.0.0" } }';

testRule(import.meta, rule, {
  valid: [
    {
      name: 'the remedy: a job',
      code: app("const mails = new Queue('mails');\napp.post('/orders', async (req, res) => { await mails.add('confirmation', { id: req.body.id }); res.status(202).end(); });", "import { Queue } from 'bullmq';"),
    },
    { name: 'the processor of a queue', code: app("new Worker('mails', async (job) => { await mailer.sendMail(job.data); });", "import { Worker } from 'bullmq';") },
    { name: 'a scheduled task', code: app("cron.schedule('0 8 * * *', async () => { await mailer.sendMail({}); });", "import cron from 'node-cron';") },
    { name: 'nobody waits: void', code: app("app.post('/orders', (req, res) => { void mailer.sendMail({}).catch(console.error); res.end(); });") },
    { name: 'nobody waits: a promise with a catch', code: app("app.post('/orders', async (req, res) => { mailer.sendMail({}).catch(console.error); res.end(); });") },
    { name: 'nobody waits: a turn of its own', code: app("app.post('/orders', async (req, res) => { setImmediate(async () => { await mailer.sendMail({}); }); queueMicrotask(async () => { await mailer.sendMail({}); }); process.nextTick(() => mailer.sendMail({})); res.end(); });") },
    { name: 'nobody waits: forEach', code: app("app.post('/orders', async (req, res) => { req.body.to.forEach(async (to) => { await mailer.sendMail({ to }); }); res.end(); });") },
    { name: 'after the answer', code: app("app.post('/orders', async (req, res) => { res.status(202).json({}); await mailer.sendMail({}); });") },
    { name: 'after the answer, in a function', code: app("app.post('/orders', async (req, res) => { res.status(202).json({}); await confirm(req.body.to); });\nasync function confirm(to) { await mailer.sendMail({ to }); }") },
    {
      name: 'after the answer: after of Next.js',
      filename: 'app/api/orders/route.ts',
      files: { 'package.json': '{ "dependencies": { "next": "16.0.0", "resend": "6.0.0" } }' },
      code: "import { after } from 'next/server';\nimport { Resend } from 'resend';\nconst resend = new Resend('key');\nexport async function POST(request: Request) { after(async () => { await resend.emails.send({}); }); after(() => resend.emails.send({})); return Response.json(await request.json()); }",
    },
    {
      name: 'after the answer: waitUntil',
      filename: 'src/worker.ts',
      files: { 'package.json': '{ "dependencies": { "hono": "4.0.0", "resend": "6.0.0" } }' },
      code: "import { Hono } from 'hono';\nimport { Resend } from 'resend';\nconst resend = new Resend('key');\nconst app = new Hono();\napp.post('/orders', (c) => { c.executionCtx.waitUntil(resend.emails.send({})); return c.json({}); });\nexport default app;",
    },
    { name: 'a function that nobody waits for', code: app("app.post('/orders', async (req, res) => { void confirm(req.body.to); res.end(); });\nasync function confirm(to) { await mailer.sendMail({ to }); }") },
    { name: 'a function that does not wait', code: app("app.post('/orders', async (req, res) => { await confirm(req.body.to); res.end(); });\nasync function confirm(to) { mailer.sendMail({ to }).catch(console.error); }") },
    { name: 'a route that tries out the settings', code: app("app.post('/settings/mail/test', async (req, res) => { await mailer.sendMail({}); res.end(); });") },
    { name: 'another use of the library', code: app("app.get('/health', async (req, res) => { await mailer.verify(); res.end(); });") },
    { name: 'look-alike: a function of that name', code: "import express from 'express';\nconst mailer = { sendMail: async () => {} };\nconst app = express();\napp.post('/orders', async (req, res) => { await mailer.sendMail(); res.end(); });" },
    { name: 'unknown: a mailer from elsewhere', code: "import express from 'express';\nimport { mailer } from './missing';\nconst app = express();\napp.post('/orders', async (req, res) => { await mailer.sendMail({}); res.end(); });" },
    { name: 'unknown: a Lambda function that reads no request', filename: 'src/notify.ts', code: "import type { Handler } from 'aws-lambda';\nimport { Resend } from 'resend';\nconst resend = new Resend('key');\nexport const handler: Handler = async (input) => { await resend.emails.send({ to: input.to }); };" },
    { name: 'other requests', code: app("app.post('/orders', async (req, res) => { const paid = await fetch('https://payments.example/charges', { method: 'POST' }); res.json(await paid.json()); });") },
    { name: 'outside of requests', code: app('export async function digest(to: string) { await mailer.sendMail({ to }); }') },
    { name: 'a test', filename: 'orders.test.ts', code: app("app.post('/orders', async (req, res) => { await mailer.sendMail({}); res.end(); });") },
  ],
  invalid: [
    {
      name: 'in a handler',
      code: app("app.post('/orders', async (req, res) => { await mailer.sendMail({}); res.status(201).end(); });"),
      errors: [{ messageId: 'waits', data: { name: 'mailer.sendMail', what: 'an e-mail', path: 'handler' }, line: 6, column: 49 }],
    },
    { name: 'before the answer, by a callback of the client', code: app("app.post('/orders', (req, res) => { mailer.sendMail({}, (error) => { res.status(error ? 502 : 201).end(); }); });"), errors: [{ messageId: 'waits', line: 6 }] },
    { name: 'before the answer, by then', code: app("app.post('/orders', (req, res) => { mailer.sendMail({}).then(() => res.status(201).end()).catch(() => res.status(502).end()); });"), errors: [{ messageId: 'waits', line: 6 }] },
    { name: 'a branch that has answered', code: app("app.post('/orders', async (req, res) => { if (!req.body.to) { res.status(422).json({}); return; } await mailer.sendMail({}); res.status(201).end(); });"), errors: [{ messageId: 'waits', line: 6 }] },
    { name: 'to many, all at once', code: app("app.post('/orders', async (req, res) => { await Promise.all(req.body.to.map(async (to) => { await mailer.sendMail({ to }); })); res.end(); });"), errors: [{ messageId: 'waits', line: 6 }] },
    { name: 'to many, one by one', code: app("app.post('/orders', async (req, res) => { for (const to of req.body.to) await mailer.sendMail({ to }); res.end(); });"), errors: [{ messageId: 'waits', line: 6 }] },
    { name: 'with a limit of time', code: app("app.post('/orders', async (req, res) => { await withTimeout(mailer.sendMail({}), 5000); res.end(); });", "import { withTimeout } from 'promises';"), errors: [{ messageId: 'waits', line: 6 }] },
    { name: 'in a middleware', code: app("app.use(async (req, res, next) => { await mailer.sendMail({}); next(); });"), errors: [{ messageId: 'waits', line: 6 }] },
    { name: 'in a function of the file', code: app("app.post('/orders', async (req, res) => { await confirm(req.body.to); res.end(); });\nconst confirm = (to) => mailer.sendMail({ to });"), errors: [{ messageId: 'waits', data: { name: 'mailer.sendMail', what: 'an e-mail', path: 'handler → confirm' }, line: 7 }] },
    {
      name: 'in other files',
      filename: 'src/orders.ts',
      files: {
        'package.json': MANIFEST,
        'src/mailer.ts': "import nodemailer from 'nodemailer';\nexport const mailer = nodemailer.createTransport({});",
        'src/confirmations.ts': "import { mailer } from './mailer';\nexport async function confirm(to: string) { await mailer.sendMail({ to }); }",
      },
      code: "import { Router } from 'express';\nimport { confirm } from './confirmations';\nexport const router = Router();\nrouter.post('/orders', async (req, res) => {\n  await confirm(req.body.to);\n  res.end();\n});",
      errors: [{ messageId: 'waitsBelow', data: { name: 'mailer.sendMail', what: 'an e-mail', path: 'handler → confirm' }, line: 5, column: 9 }],
    },
    {
      name: 'whatever the names are',
      filename: 'src/a.ts',
      files: { 'package.json': MANIFEST, 'src/b.ts': "import n from 'nodemailer';\nconst t = n.createTransport({});\nexport const c = async (d: string) => { await t.sendMail({ to: d }); };" },
      code: "import { Router as R } from 'express';\nimport { c as e } from './b';\nexport const r = R();\nr.post('/orders', async (q, s) => { await e(q.body.to); s.end(); });",
      errors: [{ messageId: 'waitsBelow', line: 4 }],
    },
    {
      name: 'through injected services of Nest',
      filename: 'src/auth.controller.ts',
      files: {
        'package.json': '{ "dependencies": { "@nestjs/common": "11.0.0", "@nestjs-modules/mailer": "2.0.0" } }',
        'src/auth.service.ts': "import { Injectable } from '@nestjs/common';\nimport { MailerService } from '@nestjs-modules/mailer';\n@Injectable()\nexport class AuthService { constructor(private readonly mailer: MailerService) {} async register(to: string) { await this.mailer.sendMail({ to }); } }",
      },
      code: "import { Body, Controller, Post } from '@nestjs/common';\nimport { AuthService } from './auth.service';\n@Controller('auth')\nexport class AuthController { constructor(private readonly auth: AuthService) {}\n  @Post('register')\n  async register(@Body() body: { to: string }) { return this.auth.register(body.to); } }",
      errors: [{ messageId: 'waitsBelow', data: { name: 'this.mailer.sendMail', what: 'an e-mail', path: 'AuthController.register → AuthService.register' }, line: 6 }],
    },
    {
      name: 'CommonJS',
      filename: 'src/auth.js',
      parser: 'espree',
      sourceType: 'commonjs',
      files: { 'package.json': MANIFEST, 'src/mail.js': "const nodemailer = require('nodemailer');\nconst transport = nodemailer.createTransport({});\nconst send = async (to) => { await transport.sendMail({ to }); };\nconst reset = async (to) => { await send(to); };\nmodule.exports = { reset };" },
      code: "const router = require('express').Router();\nconst mail = require('./mail');\nrouter.post('/forgot-password', async (req, res) => { await mail.reset(req.body.email); res.status(204).end(); });\nmodule.exports = router;",
      errors: [{ messageId: 'waitsBelow', data: { name: 'transport.sendMail', what: 'an e-mail', path: 'handler → reset → send' }, line: 3 }],
    },
    {
      name: 'a text message',
      code: "import express from 'express';\nimport twilio from 'twilio';\nconst client = twilio('a', 'b');\nconst app = express();\napp.post('/codes', async (req, res) => { await client.messages.create({ to: req.body.phone }); res.end(); });",
      errors: [{ messageId: 'waits', data: { name: 'client.messages.create', what: 'a message', path: 'handler' }, line: 5 }],
    },
    {
      name: 'a push',
      code: "import express from 'express';\nimport webpush from 'web-push';\nconst app = express();\napp.post('/alerts', async (req, res) => { await Promise.allSettled(req.body.to.map((to) => webpush.sendNotification(to, ''))); res.end(); });",
      errors: [{ messageId: 'waits', line: 4 }],
    },
    {
      name: 'a function of a platform that reads a request',
      filename: 'src/contact.ts',
      code: "import type { APIGatewayProxyHandler } from 'aws-lambda';\nimport { Resend } from 'resend';\nconst resend = new Resend('key');\nexport const handler: APIGatewayProxyHandler = async (event) => { const { to } = JSON.parse(event.body ?? '{}'); await resend.emails.send({ to }); return { statusCode: 204, body: '' }; };",
      errors: [{ messageId: 'waits', line: 4 }],
    },
  ],
});
