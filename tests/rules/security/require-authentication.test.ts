import rule from '../../../src/rules/security/require-authentication.ts';
import { testRule } from '../test-rule.ts';

const files = { 'package.json': '{ "name": "app", "dependencies": { "express": "5", "passport": "0.7", "hono": "4", "@nestjs/common": "11" } }', 'notes.ts': 'export const notes = { add(text) { return text; } };' };
const app = (rest: string, before = ''): string => `
  import express from 'express';
  import { notes } from './notes';
  ${before}
  const app = express();
  app.use(express.json());
  ${rest}
  app.listen(3000);
`;
const add = "app.post('/notes', (req, res) => { res.json(notes.add(req.body.text)); });";

testRule(import.meta, rule, {
  valid: [
    { name: 'the remedy: a middleware of a package', files, code: app(`app.use(passport.authenticate('jwt')); ${add}`, "import passport from 'passport';") },
    { name: 'the remedy: a middleware of one’s own', files, code: app(`app.use((req, res, next) => { if (!req.get('authorization')) return res.sendStatus(401); next(); }); ${add}`) },
    { name: 'the remedy: the handler asks the session itself', files, code: app("app.post('/notes', (req, res) => { if (!req.session.userId) return res.sendStatus(401); res.json(notes.add(req.body.text)); });") },
    { name: 'the remedy: settings name a middleware of one’s own', files, settings: { http: { auth: ['gate'] } }, code: app(`app.use(gate); ${add}`, "import { gate } from '@acme/kit';") },
    { name: 'the remedy: a public address', options: [{ publicPaths: ['/notes'] }], files, code: app(add) },
    {
      name: 'the remedy: a marker of Nest for a guard of the application',
      files: { ...files, 'main.ts': "import { NestFactory } from '@nestjs/core'; const app = await NestFactory.create(class {}); await app.listen(1);", 'public.ts': "import { SetMetadata } from '@nestjs/common'; export const Public = () => SetMetadata('public', true);" },
      filename: 'c.ts',
      code: "import { Body, Controller, Post } from '@nestjs/common'; import { Public } from './public'; import { notes } from './notes'; @Controller('notes') export class Notes { @Public() @Post() add(@Body() dto: Note) { return notes.add(dto.text); } }",
    },
    {
      name: 'the remedy: a function that the application is handed hands it to another, which installs the middleware',
      files: {
        ...files,
        'gate.ts': "export function gate(app) { app.use((req, res, next) => { if (!req.get('authorization')) return res.sendStatus(401); next(); }); }",
        'setup.ts': "import { gate } from './gate'; export function setup(app) { gate(app); }",
      },
      code: app(`setup(app); ${add}`, "import { setup } from './setup';"),
    },
    {
      name: 'unknown: a module that configuration chooses is handed the application',
      files: { ...files, 'setup.ts': "export function setup(app, name) { app.strategy = require(name)(app); }" },
      code: app(`setup(app, process.env.STRATEGY); ${add}`, "import { setup } from './setup';"),
    },
    { name: 'unknown: so is each module of a folder', files, code: app(`for (const name of names) require(name)(app); ${add}`, "import { names } from './names';") },
    { name: 'look-alike: it only reads', files, code: app("app.get('/notes', (req, res) => { res.json(notes.add('')); });") },
    { name: 'look-alike: it only answers', files, code: app("app.post('/echo-notes', (req, res) => { res.json({ text: req.body.text }); });") },
    { name: 'look-alike: a login, a registration, a contact form', files, code: app("for (const path of ['/login']) app.post(path, (req, res) => res.json(notes.add(1))); app.post('/auth/login', (req, res) => res.json(notes.add(1))); app.post('/contact', (req, res) => res.json(notes.add(req.body.text)));") },
    { name: 'look-alike: what is sent proves who asks', files, code: app("app.post('/notes', (req, res) => { res.json(notes.add(req.body.token)); });") },
    { name: 'look-alike: the address holds what lets somebody in', files, code: app("app.post('/notes/:shareToken', (req, res) => res.json(notes.add(req.body.text)));") },
    { name: 'look-alike: a webhook, an internal address', files, code: app("app.post('/webhooks/stripe', (req, res) => res.json(notes.add(1))); app.post('/internal/notes', (req, res) => res.json(notes.add(1)));") },
    { name: 'unknown: a middleware that is not found', files, code: app(`app.use(gate); ${add}`, "import { gate } from './gate';") },
    { name: 'unknown: the handler hands the request to what is not seen', files, code: app("app.post('/notes', (req, res) => { res.json(notes.add(allowed(req))); });", "import { allowed } from './allowed';") },
    { name: 'unknown: nobody is seen to mount the router', files, code: "import { Router } from 'express'; import { notes } from './notes'; export const router = Router(); router.post('/notes', (req, res) => { res.json(notes.add(req.body.text)); });" },
    { name: 'unknown: code that may know of the request without it', files: { ...files, 'context.ts': "import { AsyncLocalStorage } from 'node:async_hooks'; export const context = new AsyncLocalStorage();" }, code: app(add) },
  ],
  invalid: [
    {
      name: 'nothing in front, with middlewares that do something else',
      files,
      code: app(add, "import helmet from 'helmet';"),
      errors: [{ messageId: 'open', data: { method: 'POST', path: '/notes' }, line: 6, column: 10 }],
    },
    {
      name: 'renamed everything, beside routes that are guarded; authentication comes too late',
      files,
      code: `
        import e from 'express';
        import p from 'passport';
        import { notes as n } from './notes';
        const x = e();
        x.delete('/a/:id', (a, b) => b.json(n.add(a.params.id)));
        x.use(p.authenticate('jwt'));
        x.post('/b', (a, b) => b.json(n.add(a.body)));
        x.listen(1);
      `,
      errors: [{ messageId: 'open', data: { method: 'DELETE', path: '/a/:id' }, line: 5, column: 10 }],
    },
    {
      name: 'what only notes who asks does not count',
      files,
      code: app(`app.use((req, res, next) => { req.agent = req.get('user-agent'); next(); }); ${add}`),
      errors: [{ messageId: 'open', data: { method: 'POST', path: '/notes' }, line: 6, column: 87 }],
    },
    {
      name: 'Hono',
      files,
      code: "import { Hono } from 'hono'; import { notes } from './notes'; const app = new Hono(); app.put('/notes/:id', async (c) => c.json(notes.add(await c.req.json()))); export default app;",
      errors: [{ messageId: 'open', data: { method: 'PUT', path: '/notes/:id' }, line: 1, column: 95 }],
    },
    {
      name: 'Nest',
      files: { ...files, 'main.ts': "import { NestFactory } from '@nestjs/core'; const app = await NestFactory.create(class {}); await app.listen(1);" },
      filename: 'c.ts',
      code: "import { Body, Controller, Post } from '@nestjs/common'; import { notes } from './notes'; @Controller('notes') export class Notes { @Post() add(@Body() dto: Note) { return notes.add(dto.text); } }",
      errors: [{ messageId: 'open', data: { method: 'POST', path: '/notes' }, line: 1, column: 141 }],
    },
  ],
});
