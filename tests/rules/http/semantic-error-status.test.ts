import rule from '../../../src/rules/http/semantic-error-status.ts';
import type { Case, InvalidCase } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const express = (body: string): string => `
import express from 'express';
import { Pool } from 'pg';
const app = express();
const pool = new Pool();
app.get('/users/:id', async (req, res) => {
${body}
});
`;
const read = "const { rows } = await pool.query('SELECT id, name FROM users WHERE id = $1', [req.params.id]);";
const caught = (answer: string): string => `try { await pool.query('INSERT INTO users (email) VALUES ($1)', [req.body.email]); } catch (error) { ${answer} throw error; }`;
const reading = (inside: string, answer: string): string => `try { ${read} ${inside} res.json(rows); } catch (error) { ${answer} }`;

const SILENT: readonly (readonly [name: string, body: string])[] = [
  ['401 without credentials', 'if (!req.headers.authorization) return res.status(401).end();'],
  ['403 after a role check', "if (req.user.role !== 'admin') return res.status(403).end();"],
  ['403 where a principal has no right', 'if (!req.user.isAdmin) return res.status(403).end();'],
  ['a principal without an id is there', 'if (!req.user.id) return res.status(403).end(); const { id } = req.user; if (!id) return res.status(403).end();'],
  ['500 behind a guard: the server has forgotten the principal', 'if (!req.user) return res.status(500).end();'],
  ['a CSRF token', "if (!req.headers['x-csrf-token']) return res.status(403).end(); if (!req.cookies.csrf_token) return res.status(403).end();"],
  ['an API key', "if (!req.get('x-api-key')) return res.status(403).end();"],
  ['an API key may be in the place of the header', "if (!req.headers.authorization && !req.get('x-api-key')) return res.status(403).end();"],
  ['something else may be missing', 'if (!req.headers.authorization || !req.body.name) return res.status(400).end();'],
  ['a malformed header', "if (!req.headers.authorization.startsWith('Bearer ')) return res.status(400).end();"],
  ['a header of another kind', "if (!req.headers['if-match']) return res.status(400).end();"],
  ['the cookie of a refresh token', 'if (!req.cookies.refresh_token) return res.status(400).end();'],
  ['a name that is given two values', 'let token = req.headers.authorization; token = req.query.token; if (!token) return res.status(400).end();'],
  ['404 for a missing row', `${read} if (rows.length === 0) return res.status(404).end();`],
  ['404 after an ownership comparison', `${read} if (rows[0].ownerId !== req.user.id) return res.status(404).end();`],
  ['403 and 410 for a row that is not shown', `${read} if (!rows[0]) return res.status(403).end(); if (!rows[0]) return res.status(410).end();`],
  ['a row by the body', "const { rows } = await pool.query('SELECT id FROM users WHERE id = $1', [req.body.id]); if (!rows[0]) return res.status(400).end();"],
  ['a row by address and body', "const { rows } = await pool.query('SELECT id FROM users WHERE id = $1 AND code = $2', [req.params.id, req.body.code]); if (!rows[0]) return res.status(400).end();"],
  ['a list that belongs to the address', "const { rows } = await pool.query('SELECT id FROM posts WHERE user_id = $1', [req.params.id]); if (rows.length === 0) return res.status(400).end();"],
  ['another question beside it', `${read} if (!rows[0] || rows[0].locked) return res.status(400).end();`],
  ['a field of the row', `${read} if (!rows[0].name) return res.status(400).end();`],
  ['500 for a row that was there', `${read} await pool.query('UPDATE users SET seen = now() WHERE id = $1', [req.params.id]); const again = await pool.query('SELECT id FROM users WHERE id = $1', [req.params.id]); if (!again.rows[0]) return res.status(500).end();`],
  ['unknown: a function that is not found', 'const user = await load(req.params.id); if (!user) return res.status(400).end();'],
  ['409, 400 and 422 for a duplicate', caught("if (error.code === '23505') return res.status(409).end(); if (error.code === 'P2002') return res.status(400).end(); if (error.code === 'P2002') return res.status(422).end();")],
  ['another code', caught("if (error.code === '23503') return res.status(404).end();")],
  ['look-alike: a code that is no error’s', "if (req.body.code === '23505') return res.status(404).end();"],
  ['500 for a failed read', reading('', 'res.status(500).end();')],
  ['the error is looked at', reading('', "if (error.code === '22P02') { return res.status(400).end(); } res.status(500).end();")],
  ['something else may fail', reading('const name = JSON.parse(rows[0].name); check(name);', 'res.status(400).end();')],
  ['something is thrown', reading('if (!rows[0]) throw new Error();', 'res.status(404).end();')],
  ['a write may break a constraint', "try { await pool.query('INSERT INTO users (email) VALUES ($1)', [req.body.email]); } catch (error) { res.status(400).end(); }"],
  ['a status that is not constant', 'if (!req.headers.authorization) return res.status(statusOf(req)).end();'],
];

const EXPECTED = { unauthenticated: '401', missing: '404', duplicate: '409', failed: '500' } as const;
/** One answer with a wrong status, on one line, and the suggestion that sets the right one. */
function wrong(name: string, code: string, messageId: keyof typeof EXPECTED, status: string, line = 6): InvalidCase {
  const output = code.replace(new RegExp(`(?<=\\((?:[^()]+, )?)${status}(?=\\))`), EXPECTED[messageId]);
  return { name, code, errors: [{ messageId, data: { status }, line, suggestions: [{ messageId: 'setStatus', data: { expected: EXPECTED[messageId] }, output }] }] };
}

testRule(import.meta, rule, {
  valid: [
    ...SILENT.map(([name, body]): Case => ({ name, code: express(body) })),
    { name: 'a read that fails when there is no row', code: "import express from 'express'; import { PrismaClient } from '@prisma/client'; const app = express(); const prisma = new PrismaClient(); app.get('/users/:id', async (req, res) => { try { const user = await prisma.user.findUniqueOrThrow({ where: { id: req.params.id } }); res.json(user); } catch (error) { res.status(404).end(); } });" },
    { name: 'error handlers belong to another rule', code: "import express from 'express'; const app = express(); app.use((error, req, res, next) => { if (!req.user) return res.status(403).end(); next(error); });" },
    { name: 'a page', code: express("if (!req.user) return res.status(403).render('login', { error: 'Log in.' });") },
    { name: 'an exception that the handler catches itself', code: "import { Hono } from 'hono'; import { HTTPException } from 'hono/http-exception'; const app = new Hono(); app.get('/me', (c) => { try { if (!c.req.header('Authorization')) throw new HTTPException(403); } catch (error) { return c.text('', 401); } return c.text('me'); });" },
    { name: 'no handler', code: 'export const check = (question, answer) => { if (!question.headers.authorization) return answer.reply(403); };' },
  ],
  invalid: [
    wrong('no Authorization header, under other names', "import express from 'express'; const server = express(); server.use((question, answer, next) => { if (!question.headers.authorization) return answer.status(403).json({}); next(); });", 'unauthenticated', '403', 1),
    wrong('the token behind the scheme', express("const token = req.headers['authorization']?.split(' ')[1]; if (!token) return res.sendStatus(400);"), 'unauthenticated', '400'),
    wrong('the token from a list', express("const header = req.get('Authorization') ?? ''; const [, token] = header.split(' '); if (token == null) return res.sendStatus(400);"), 'unauthenticated', '400'),
    wrong('no header, or one of another scheme', express("const header = req.headers.authorization; if (!header || !header.startsWith('Bearer ')) return res.status(422).end();"), 'unauthenticated', '422'),
    wrong('neither header nor cookie', express('if (!req.headers.authorization && !req.cookies.session_token) return res.status(500).end();'), 'unauthenticated', '500'),
    wrong('the other branch', express('if (req.user) { res.json(req.user.name); } else { res.status(403).end(); }'), 'unauthenticated', '403'),
    wrong('the principal by a name of its own', express('const { user } = req; if (!user) return res.status(404).end();'), 'unauthenticated', '404'),
    wrong('the id of the principal', express('const id = req.user?.id; if (!id) return res.status(403).end();'), 'unauthenticated', '403'),
    wrong('the principal of Hono', "import { Hono } from 'hono'; const app = new Hono(); app.get('/me', (c) => { const user = c.get('user'); if (!user) return c.json({ error: 'no' }, 403); return c.json(user); });", 'unauthenticated', '403', 1),
    { name: 'an exception', code: "import { Hono } from 'hono'; import { HTTPException } from 'hono/http-exception'; const app = new Hono(); app.get('/me', (c) => { if (!c.req.header('Authorization')) throw new HTTPException(403); return c.text('me'); });", errors: [{ messageId: 'unauthenticated', data: { status: '403' }, line: 1 }] },
    wrong('no row by the address', express(`${read} if (rows.length === 0) return res.status(400).end();`), 'missing', '400'),
    wrong('the first of the rows', express("const result = await pool.query('SELECT id FROM users WHERE id = $1', [Number(req.params.id)]); const user = result.rows[0]; if (!user) return res.status(500).end();"), 'missing', '500'),
    wrong('the row of an owner', express("const { rows } = await pool.query('SELECT id FROM users WHERE id = $1 AND owner_id = $2', [req.params.id, req.body.ownerId]); if (rows[0]) { res.json(rows[0]); } else { res.status(400).end(); }"), 'missing', '400'),
    {
      name: 'a service in another file, an exception of the project’s own',
      filename: 'src/routes.ts',
      files: {
        'src/errors.ts': 'export class HttpProblem extends Error { constructor(public statusCode: number, message: string) { super(message); } } export class Invalid extends HttpProblem { constructor() { super(422, "invalid"); } }',
        'src/users.ts': "import { PrismaClient } from '@prisma/client'; const prisma = new PrismaClient(); export async function userById(id: string) { return prisma.user.findUnique({ where: { id } }); }",
      },
      code: "import { Router } from 'express'; import { Invalid } from './errors.ts'; import { userById } from './users.ts'; export const routes = Router(); routes.get('/:user', async (req, res) => { const found = await userById(req.params.user); if (!found) throw new Invalid(); res.json(found); });",
      errors: [{ messageId: 'missing', data: { status: '422' }, line: 1 }],
    },
    wrong('a duplicate', express(caught("if (error.code === '23505') return res.status(500).end();")), 'duplicate', '500'),
    wrong('a duplicate by its class', "import express from 'express'; import { UniqueConstraintError } from 'sequelize'; const app = express(); app.post('/users', async (req, res) => { try { await save(req.body); } catch (problem) { if (problem instanceof UniqueConstraintError) { res.status(404).end(); return; } throw problem; } });", 'duplicate', '404', 1),
    wrong('a failed read', express(reading('', "console.error(error); res.status(400).json({ error: 'no' });")), 'failed', '400'),
  ],
});
