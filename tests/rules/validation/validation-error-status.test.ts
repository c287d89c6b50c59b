import rule from '../../../src/rules/validation/validation-error-status.ts';
import type { Case, InvalidCase } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const express = (body: string): string => `
import express from 'express';
import Joi from 'joi';
import { Pool } from 'pg';
import { z, ZodError } from 'zod';
import { validationResult } from 'express-validator';
const app = express();
const pool = new Pool();
const schema = z.object({ name: z.string() });
const user = Joi.object({ name: Joi.string() });
app.post('/users/:id', async (req, res) => {
${body}
});
`;
const find = "await pool.query('SELECT id FROM users WHERE name = $1', [req.body.name]);";

const SILENT: readonly (readonly [name: string, body: string])[] = [
  ['400', 'const parsed = schema.safeParse(req.body); if (!parsed.success) return res.status(400).json(parsed.error);'],
  ['422', 'const { error } = user.validate(req.body); if (error) return res.status(422).json(error.details);'],
  ['the other branch answers something else', 'const parsed = schema.safeParse(req.body); if (parsed.success) { res.status(503).end(); return; } res.status(400).end();'],
  ['what another service has answered', "const answer = await fetch('https://api.example.com'); const parsed = schema.safeParse(await answer.json()); if (!parsed.success) return res.status(502).end();"],
  ['a header may be a credential', "const parsed = schema.safeParse(req.headers); if (!parsed.success) return res.status(401).end();"],
  ['404 for an address', 'const parsed = schema.safeParse(req.params); if (!parsed.success) return res.status(404).end();'],
  ['another question beside it', 'const parsed = schema.safeParse(req.body); if (!parsed.success || parsed.data.name !== req.user.name) return res.status(403).end();'],
  ['a page', "const parsed = schema.safeParse(req.body); if (!parsed.success) return res.status(500).render('form', { errors: parsed.error });"],
  ['look-alike: success of something else', 'const done = await run(req.body); if (!done.success) return res.status(500).end();'],
  ['something else is parsed in the same try', 'try { schema.parse(req.body); schema.parse(await load()); } catch (error) { if (error instanceof ZodError) return res.status(500).end(); throw error; }'],
  ['another error', 'try { schema.parse(req.body); } catch (error) { if (error instanceof TypeError) return res.status(500).end(); throw error; }'],
  ['validated first', `const parsed = schema.safeParse(req.body); if (!parsed.success) return res.status(400).end(); ${find}`],
  ['the database is asked with something else', "await pool.query('SELECT id FROM users WHERE id = $1', [req.params.id]); const body = schema.parse(req.body); res.json(body);"],
  ['validated a second time', `schema.parse(req.body); ${find} res.json(schema.parse(req.body));`],
  ['another branch', `if (req.query.check) { ${find} return; } res.json(schema.parse(req.body));`],
];

/** One answer with another status, on one line, and the suggestion that sets 400. */
function wrong(name: string, body: string, status: string): InvalidCase {
  const code = express(body);
  const output = code.replace(`status(${status})`, 'status(400)');
  return { name, code, errors: [{ messageId: 'otherStatus', data: { status, expected: '400 or 422' }, line: 11, suggestions: [{ messageId: 'setStatus', data: { expected: '400' }, output }] }] };
}

testRule(import.meta, rule, {
  valid: [
    ...SILENT.map(([name, body]): Case => ({ name, code: express(body) })),
    { name: '422 by option', code: express('const parsed = schema.safeParse(req.body); if (!parsed.success) return res.status(422).end();'), options: [{ statuses: ['422'] }] },
    { name: 'no handler', code: "import { z } from 'zod'; export function load(text) { const parsed = z.string().safeParse(text); if (!parsed.success) throw new Error('500'); return parsed.data; }" },
  ],
  invalid: [
    wrong('500', 'const parsed = schema.safeParse(req.body); if (!parsed.success) return res.status(500).json({});', '500'),
    wrong('compared with false, under other names', 'const { success: isFine } = await schema.safeParseAsync(req.query); if (isFine === false) { res.status(403).end(); return; }', '403'),
    wrong('the other branch', 'const parsed = schema.safeParse(req.body); if (parsed.success) { res.json(parsed.data); } else { res.status(404).end(); }', '404'),
    wrong('the error of joi', 'const { error } = user.validate(req.body); if (error) return res.status(401).end();', '401'),
    wrong('the error of a result', 'const result = user.validate(req.body); if (result.error !== undefined) return res.status(500).end();', '500'),
    wrong('express-validator', 'const errors = validationResult(req); if (!errors.isEmpty()) return res.status(500).json({ errors: errors.array() });', '500'),
    wrong('the class of the error', 'try { res.json(schema.parse(req.body)); } catch (error) { if (error instanceof ZodError) return res.status(500).end(); throw error; }', '500'),
    {
      name: 'a schema of another file, an exception of a framework',
      filename: 'src/app.ts',
      files: { 'src/schemas.ts': "import { z } from 'zod'; export const pet = z.object({ name: z.string() });" },
      code: "import { Hono } from 'hono'; import { HTTPException } from 'hono/http-exception'; import { pet } from './schemas.ts'; const app = new Hono(); app.post('/pets', async (c) => { const found = pet.safeParse(await c.req.json()); if (!found.success) throw new HTTPException(403); return c.json(found.data); });",
      errors: [{ messageId: 'otherStatus', data: { status: '403', expected: '400 or 422' }, line: 1 }],
    },
    {
      name: '400 where an option says 422',
      code: express('const parsed = schema.safeParse(req.body); if (!parsed.success) return res.status(400).end();'),
      options: [{ statuses: ['422'] }],
      errors: [{ messageId: 'otherStatus', data: { status: '400', expected: '422' }, line: 11, suggestions: [{ messageId: 'setStatus', data: { expected: '422' }, output: express('const parsed = schema.safeParse(req.body); if (!parsed.success) return res.status(422).end();') }] }],
    },
    { name: 'the database is asked first', code: express(`${find} res.json(schema.parse(req.body));`), errors: [{ messageId: 'late', data: { part: 'body' }, line: 11 }] },
    { name: 'something is written first', code: express("await pool.query('UPDATE users SET name = now() WHERE id = $1', [req.params.id]); res.json(schema.parse(req.body));"), errors: [{ messageId: 'afterWrite', data: { part: 'body' }, line: 11 }] },
  ],
});
