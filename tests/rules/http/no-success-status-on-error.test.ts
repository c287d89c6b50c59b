import rule from '../../../src/rules/http/no-success-status-on-error.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const express = (body: string): string => `
  import express from 'express';
  const app = express();
  app.post('/users', async (req, res) => { ${body} });
`;
const SILENT: readonly (readonly [name: string, body: string])[] = [
  ['the status of an error', 'res.status(400).json({ error: "invalid" });'],
  ['the status set before', 'res.status(404); res.json({ error: "missing" });'],
  ['the status set as a property', 'res.statusCode = 404; res.json({ error: "missing" });'],
  ['a status nobody knows', 'res.status(Number(req.query.status)).json({ error: "invalid" });'],
  ['no error', 'res.json({ id: 1, error: null });'],
  ['an error that may not be there', 'const error = await validate(req.body); res.json({ error });'],
  ['errors beside what went well', 'res.json({ imported: 3, errors: ["row 7"] });'],
  ['data beside it', 'res.json({ data: [1], error: "one page is missing" });'],
  ['a flag that is computed', 'res.json({ success: req.body.name === "a" });'],
  ['a page that shows an error', 'res.render("login", { error: "wrong password" });'],
  ['an object that is not written out', 'res.json({ ...req.body, error: "invalid" });'],
  ['look-alike: an object of the project', 'const reply = { json(body: unknown) { return body; } }; reply.json({ error: "invalid" }); res.end();'],
  ['look-alike: a status of the thing itself', 'res.json({ id: 1, status: "error", finishedAt: null, ok: true });'.replace('status: "error", ', '')],
];

testRule(import.meta, rule, {
  valid: [
    ...SILENT.map(([name, body]): Case => ({ name, code: express(body) })),
    { name: 'a sender that repeats until it is told 2xx', code: 'import express from "express"; const app = express(); app.post("/webhooks/payments", (req, res) => { res.json({ error: "unknown event" }); });' },
    { name: 'no handler is known', code: 'export const answer = (res: { json(body: unknown): void }) => res.json({ error: "invalid" });' },
    { name: 'Koa with a status', code: 'import Koa from "koa"; const app = new Koa(); app.use(async (ctx) => { ctx.status = 400; ctx.body = { error: "invalid" }; });' },
    { name: 'Koa with a status in another branch', code: 'import Koa from "koa"; const app = new Koa(); app.use(async (ctx) => { if (ctx.query.a) { ctx.status = 400; } ctx.body = { error: "invalid" }; });' },
    { name: 'an answer whose options are elsewhere', filename: 'app/api/users/route.ts', code: 'import { NextResponse } from "next/server"; import { options } from "./options"; export async function GET() { return NextResponse.json({ error: "invalid" }, options); }' },
  ],
  invalid: [
    { name: '200 by default', code: express('res.json({ error: "invalid" });'), errors: [{ messageId: 'success', data: { status: '200' }, line: 3, column: 42 }] },
    { name: 'a status that says success', code: express('res.status(201).json({ success: false, message: "no" });'), errors: [{ messageId: 'success', data: { status: '201' }, line: 3, column: 53 }] },
    { name: 'a constant', code: express('const problem = "gone"; res.send({ error: problem, code: 7 });'), errors: [{ messageId: 'success', data: { status: '200' }, line: 3 }] },
    { name: 'the words of JSend', code: express('res.json({ status: "fail", data: null });'), errors: [{ messageId: 'success', data: { status: '200' }, line: 3 }] },
    {
      name: 'a caught error, under another name',
      code: `
        import express from 'express';
        const app = express();
        app.post('/users', async (question, answer) => {
          try {
            await save(question.body);
          } catch (problem) {
            answer.json({ error: problem.message });
          }
        });
      `,
      errors: [
        {
          messageId: 'success',
          data: { status: '200' },
          line: 7,
          column: 5,
          suggestions: [
            {
              messageId: 'setStatus',
              output: `
                import express from 'express';
                const app = express();
                app.post('/users', async (question, answer) => {
                  try {
                    await save(question.body);
                  } catch (problem) {
                    answer.status(500).json({ error: problem.message });
                  }
                });
              `,
            },
          ],
        },
      ],
    },
    {
      name: 'Hono, whose status is an argument',
      code: `
        import { Hono } from 'hono';
        const app = new Hono();
        app.post('/users', async (c) => {
          try {
            return c.json(await save(await c.req.json()));
          } catch (error) {
            return c.json({ error: String(error) });
          }
        });
      `,
      errors: [
        {
          messageId: 'success',
          data: { status: '200' },
          line: 7,
          suggestions: [
            {
              messageId: 'setStatus',
              output: `
                import { Hono } from 'hono';
                const app = new Hono();
                app.post('/users', async (c) => {
                  try {
                    return c.json(await save(await c.req.json()));
                  } catch (error) {
                    return c.json({ error: String(error) }, 500);
                  }
                });
              `,
            },
          ],
        },
      ],
    },
    { name: 'an answer of the web platform', filename: 'app/api/users/route.ts', code: 'import { NextResponse } from "next/server"; export async function GET() { return NextResponse.json({ error: "invalid" }); }', errors: [{ messageId: 'success', data: { status: '200' }, line: 1 }] },
    { name: 'Koa without a status', code: 'import Koa from "koa"; const app = new Koa(); app.use(async (ctx) => { ctx.body = { error: "invalid" }; });', errors: [{ messageId: 'success', data: { status: '200' }, line: 1 }] },
    { name: 'Fastify', code: 'import Fastify from "fastify"; const app = Fastify(); app.get("/users", async (request, reply) => { reply.send({ error: "invalid" }); });', errors: [{ messageId: 'success', data: { status: '200' }, line: 1 }] },
  ],
});
