import rule from '../../../src/rules/errors/error-status-mapping.ts';
import { testRule } from '../test-rule.ts';

/** An error handler of Express around some statements. */
const handles = (body: string): string => `import express from 'express';
import { ZodError } from 'zod';
import { UniqueConstraintError, ForeignKeyConstraintError } from 'sequelize';
import { EntityNotFoundError } from 'typeorm';
import { OrderError, problems } from './errors';
const app = express();
app.use((problem, q, r, next) => {
  ${body}
});
`;
const wrong = (kind: string, before: string, status: number, expected: number) => ({
  name: `${kind}: ${before}`,
  code: handles(`${before} r.status(${status}).json({ error: 'x' });`),
  errors: [{ messageId: kind, data: { status: String(status) }, line: 8, suggestions: [{ messageId: 'setStatus', data: { expected: String(expected) }, output: handles(`${before} r.status(${expected}).json({ error: 'x' });`) }] }],
});

testRule(import.meta, rule, {
  valid: [
    {
      name: 'remedy: each error its status',
      code: handles(`if (problem instanceof ZodError) return r.status(400).json({ error: 'x' });
        if (problem instanceof UniqueConstraintError) return r.status(409).json({ error: 'x' });
        if (problem.code === '23503') return r.status(404).json({ error: 'x' });
        if (problem instanceof EntityNotFoundError) return r.status(404).json({ error: 'x' });
        r.status(500).json({ error: 'x' });`),
    },
    { name: 'other statuses that fit', code: handles("if (problem instanceof ZodError) return r.status(422).json({}); if (problem.code === '23505') return r.status(400).json({}); if (problem.code === 'P2003') return r.status(409).json({}); r.status(503).json({});") },
    { name: 'a status that the error says', code: handles("r.status(problem.status ?? 500).json({ error: 'x' });") },
    { name: 'an error of the project’s own', code: handles("if (problem instanceof OrderError) return r.status(402).json({ error: 'x' }); next(problem);") },
    { name: 'one of several kinds', code: handles("if (problem instanceof ZodError || problem.code === '23505') return r.status(409).json({ error: 'x' }); next(problem);") },
    { name: 'the other branch of a test', code: handles("if (problem instanceof ZodError) { next(); } else { r.status(418).json({ error: 'x' }); }") },
    { name: 'a code of something else', code: handles("if (problem.code === '42P01') return r.status(503).json({ error: 'x' }); next(problem);") },
    { name: 'look-alike: a handler', code: "import express from 'express';\nimport { ZodError } from 'zod';\nconst app = express();\napp.get('/', (q, r) => { try { run(); } catch (e) { if (e instanceof ZodError) r.status(500).json({}); else r.status(400).json({}); } });" },
    { name: 'look-alike: a middleware that refuses', code: "import express from 'express';\nconst app = express();\napp.use((q, r, next) => { try { read(q); next(); } catch (e) { r.status(401).json({}); } });" },
    { name: 'unknown: decided by a table', code: handles("const known = problems.get(problem); if (known) return r.status(404).json({ error: 'x' }); next(problem);") },
  ],

  invalid: [
    wrong('validation', 'if (problem instanceof ZodError)', 500, 400),
    wrong('validation', "if (problem.name === 'ValidationError')", 409, 400),
    wrong('unique', "if (problem.code === 'P2002')", 500, 409),
    wrong('unique', 'if (problem instanceof UniqueConstraintError)', 404, 409),
    wrong('foreign-key', 'if (problem instanceof ForeignKeyConstraintError)', 500, 404),
    wrong('missing', 'if (problem instanceof EntityNotFoundError)', 400, 404),
    wrong('unknown', '', 400, 500),
    {
      name: 'a switch over codes',
      code: handles("switch (problem.code) { case '23505': return r.status(500).json({ error: 'x' }); default: return next(problem); }"),
      errors: [{ messageId: 'unique', data: { status: '500' }, line: 8, suggestions: [{ messageId: 'setStatus', data: { expected: '409' }, output: handles("switch (problem.code) { case '23505': return r.status(409).json({ error: 'x' }); default: return next(problem); }") }] }],
    },
    {
      name: 'a middleware that catches what comes after it',
      code: "import { Hono } from 'hono';\nimport { ZodError } from 'zod';\nconst app = new Hono();\napp.use(async (x, go) => { try { await go(); } catch (e) { if (e instanceof ZodError) return x.json({ error: 'x' }, 500); throw e; } });",
      errors: [{ messageId: 'validation', data: { status: '500' }, line: 4, suggestions: [{ messageId: 'setStatus', data: { expected: '400' }, output: "import { Hono } from 'hono';\nimport { ZodError } from 'zod';\nconst app = new Hono();\napp.use(async (x, go) => { try { await go(); } catch (e) { if (e instanceof ZodError) return x.json({ error: 'x' }, 400); throw e; } });" }] }],
    },
  ],
});
