import rule from '../../../src/rules/errors/no-error-leak.ts';
import { testRule } from '../test-rule.ts';

/** A handler of Express around some statements. */
const handler = (body: string): string => `import express from 'express';
import { load, KnownError, isKnown, config } from './lib';
const app = express();
app.get('/orders', async (q, r, next) => {
  ${body}
});
`;
const caught = (body: string): string => handler(`try { r.json(await load()); } catch (e) { ${body} }`);
/** An error handler of Express around some statements. */
const handles = (body: string): string => `import express from 'express';
import { KnownError } from './lib';
const app = express();
app.use((problem, q, r, next) => {
  ${body}
});
`;

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: a fixed text', code: caught("console.error(e); r.status(500).json({ error: 'Internal server error' });") },
    { name: 'remedy: handed to the error handler', code: caught('next(e);') },
    { name: 'a class of error that is known', code: caught("if (e instanceof KnownError) { r.status(500).json({ error: e.message }); return; } r.status(500).end();") },
    { name: 'a known class, the other way round', code: caught("if (!(e instanceof KnownError)) { next(e); return; } r.status(500).json({ error: e.message });") },
    { name: 'a known class decides the text', code: caught("const text = e instanceof KnownError ? e.message : 'Failed'; r.status(500).json({ error: text });") },
    { name: 'a guard, a code, a name, a kind', code: caught("if (isKnown(e)) r.status(500).json(e); else if (e.code === 'P2002') r.status(500).json(e.message); else if (e.isOperational) r.status(500).json(e.message); switch (e.name) { case 'TooLate': r.status(500).send(e.message); }") },
    { name: 'development only', code: caught("r.status(500).json({ error: 'Failed', ...(process.env.NODE_ENV === 'development' && { stack: e.stack }), details: config.isDevelopment ? e.message : undefined });") },
    { name: 'a message of validation: 400', code: caught('r.status(400).json({ error: e.message });') },
    { name: 'a table of texts, with the message as the key', code: caught("const TEXTS = { late: 'Too late' }; r.status(500).json({ error: TEXTS[e.message] ?? 'Failed' });") },
    { name: 'the code of an error', code: caught('r.status(500).json({ code: e.code });') },
    { name: 'look-alike: a value that is called error', code: handler("const error = { message: 'Not there' }; r.status(500).json({ error }); r.status(500).json({ error: error.message });") },
    { name: 'look-alike: a parameter of an ordinary function', code: "export function fail(error) { return { error: error.message }; }" },
    { name: 'unknown: a name that is decided later', code: handles("let { status, message } = problem; if (status >= 500) message = 'Failed'; r.status(status).json({ message });") },
    { name: 'unknown: what a function makes of it', code: caught("r.status(500).json({ error: translate(e) });") },
    {
      name: 'a helper that gives a message of known errors only',
      filename: 'src/app.ts',
      files: { 'src/lib.ts': "export class KnownError extends Error {}\nexport const textOf = (e) => (e instanceof KnownError ? e.message : 'Failed');" },
      code: "import express from 'express';\nimport { textOf } from './lib';\nconst app = express();\napp.get('/', (q, r) => { try { work(); } catch (e) { r.status(500).json({ error: textOf(e) }); } });",
    },
    { name: 'a template chooses what it shows', code: caught("r.status(500).render('failed', { e });") },
    { name: 'an exception that keeps its cause to itself', code: "import { HTTPException } from 'hono/http-exception';\nexport async function f() { try { await work(); } catch (e) { throw new HTTPException(500, { message: 'Failed', cause: e }); } }" },
    { name: 'an exception of the client', code: "import { BadRequestException } from '@nestjs/common';\nexport function f() { try { work(); } catch (e) { throw new BadRequestException(e.message); } }" },
  ],

  invalid: [
    { name: 'the message', code: caught('r.status(500).json({ error: e.message });'), errors: [{ messageId: 'message', data: { text: 'e.message' }, line: 5, column: 73 }] },
    { name: 'that it is an Error says nothing', code: caught("const text = e instanceof Error ? e.message : 'Failed'; r.status(500).json({ text });"), errors: [{ messageId: 'message', data: { text: 'e.message' }, line: 5 }] },
    { name: 'all of it', code: caught('r.status(500).json(e);'), errors: [{ messageId: 'error', data: { text: 'e' }, line: 5 }] },
    { name: 'its own fields', code: caught("r.status(500).json({ title: 'Failed', ...e });"), errors: [{ messageId: 'error', data: { text: 'e' }, line: 5 }] },
    { name: 'as a text', code: caught('r.status(500).send(`Failed: ${e}`);'), errors: [{ messageId: 'error', data: { text: 'e' }, line: 5 }] },
    { name: 'made a text', code: caught('r.status(500).send(String(e)); r.status(500).send(e.toString());'), errors: [{ messageId: 'error', data: { text: 'e' }, line: 5 }, { messageId: 'error', data: { text: 'e' }, line: 5 }] },
    { name: 'the stack, whatever the status', code: caught('r.status(400).json({ stack: e.stack });'), errors: [{ messageId: 'stack', data: { text: 'e.stack' }, line: 5 }] },
    { name: 'what the database says', code: caught('r.status(500).json({ detail: e.detail });'), errors: [{ messageId: 'detail', data: { text: 'e.detail' }, line: 5 }] },
    { name: 'beside the branch of a known class', code: caught("if (e instanceof KnownError) { r.status(409).json({ error: e.message }); } else { r.status(500).json({ error: e.message }); }"), errors: [{ messageId: 'message', data: { text: 'e.message' }, line: 5 }] },
    { name: 'without a status', code: caught('r.json({ error: e.message });'), errors: [{ messageId: 'message', data: { text: 'e.message' }, line: 5 }] },
    { name: 'taken apart, and given another name', code: caught("const { message: text } = e; const same = e as Error; r.status(500).json({ text, more: same.message });"), errors: [{ messageId: 'message', data: { text: 'text' }, line: 5 }] },
    { name: 'a name that is given it last', code: caught("let text = 'Failed'; if (e instanceof Error) text = e.message; r.status(500).json({ text });"), errors: [{ messageId: 'message', data: { text: 'e.message' }, line: 5 }] },
    { name: 'an error handler', code: handles("r.status(problem.status || 500).json({ message: problem.message });"), errors: [{ messageId: 'message', data: { text: 'problem.message' }, line: 5 }] },
    { name: 'a promise that was rejected', code: handler('load().then((rows) => r.json(rows)).catch((why) => r.status(500).json(why));'), errors: [{ messageId: 'error', data: { text: 'why' }, line: 5 }] },
    { name: 'the callback of a query', code: handler("config.query('SELECT 1', (failure, rows) => { if (failure) return r.status(500).json({ failure }); r.json(rows); });"), errors: [{ messageId: 'error', data: { text: 'failure' }, line: 5 }] },
    {
      name: 'a helper of another file that gives the message of any error',
      filename: 'src/app.ts',
      files: { 'src/lib.ts': 'export function textOf(x: unknown): string { if (x instanceof Error) return x.message; return String(x); }' },
      code: "import express from 'express';\nimport { textOf } from './lib';\nconst app = express();\napp.get('/', (q, r) => { try { work(); } catch (e) { r.status(500).json({ error: textOf(e) }); } });",
      errors: [{ messageId: 'message', data: { text: 'textOf(e)' }, line: 4 }],
    },
    {
      name: 'a helper of another file that answers',
      filename: 'app/api/orders/route.ts',
      files: { 'app/answers.ts': "export const failed = (why?: object) => Response.json({ message: 'Failed', ...why }, { status: 500 });", 'package.json': '{ "name": "p", "dependencies": { "next": "16.0.0" } }' },
      code: "import { failed } from '../../answers';\nexport async function GET() { try { return Response.json(await work()); } catch (e) { return failed(e); } }",
      errors: [{ messageId: 'error', data: { text: 'e' }, line: 2 }],
    },
    {
      name: 'an exception that becomes the answer',
      code: "import { InternalServerErrorException } from '@nestjs/common';\nexport async function f() { try { await work(); } catch (e) { throw new InternalServerErrorException(e.message); } }",
      errors: [{ messageId: 'message', data: { text: 'e.message' }, line: 2 }],
    },
    {
      name: 'Koa, Hono and Fastify',
      code: "import Koa from 'koa';\nimport { Hono } from 'hono';\nimport Fastify from 'fastify';\nnew Koa().use(async (x, go) => { try { await go(); } catch (e) { x.status = 500; x.body = { error: e.message }; } });\nnew Hono().onError((e, x) => x.json({ error: e.message }, 500));\nFastify().setErrorHandler((e, q, r) => { r.code(500).send({ error: e.message }); });",
      errors: [{ messageId: 'message', data: { text: 'e.message' }, line: 4 }, { messageId: 'message', data: { text: 'e.message' }, line: 5 }, { messageId: 'message', data: { text: 'e.message' }, line: 6 }],
    },
  ],
});
