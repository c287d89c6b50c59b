import rule from '../../../src/rules/validation/require-request-validation.ts';
import { testRule } from '../test-rule.ts';

const files = { 'src/db.ts': "import { Pool } from 'pg';\nexport const pool = new Pool();", 'package.json': '{ "main": "src/app.ts", "dependencies": { "express": "5", "pg": "8", "zod": "4" } }' };
const app = (handler: string, before = ''): string => `import express from 'express';\nimport { pool } from './db';\nconst app = express();\n${before}app.post('/notes', ${handler});\napp.listen(3000);\n`;
const INSERT = "'INSERT INTO notes (title) VALUES ($1) RETURNING id'";

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: a schema in the handler', filename: 'src/app.ts', files, code: app(`async (req, res) => { const { title } = z.object({ title: z.string() }).parse(req.body); res.json(await pool.query(${INSERT}, [title])); }`, "import { z } from 'zod';\n") },
    { name: 'remedy: a validator in front', filename: 'src/app.ts', files, code: app(`celebrate({ body: Joi.object({ title: Joi.string() }) }), async (req, res) => { res.json(await pool.query(${INSERT}, [req.body.title])); }`, "import { celebrate, Joi } from 'celebrate';\n") },
    { name: 'remedy: a chain of validators in front, in a list by its name', filename: 'src/app.ts', files, code: app(`rules, async (req, res) => { res.json(await pool.query(${INSERT}, [req.body.title])); }`, "import { body } from 'express-validator';\nconst rules = [body('title').isString().isLength({ max: 80 })];\n") },
    { name: 'remedy: a middleware of the project that is handed the schema', filename: 'src/app.ts', files: { ...files, 'src/validate.ts': "import type { RequestHandler } from 'express';\nimport type { ZodType } from 'zod';\nexport const gate = (shape: ZodType): RequestHandler => (req, res, next) => { req.body = shape.parse(req.body); next(); };" }, code: app(`gate(z.object({ title: z.string() })), async (req, res) => { res.json(await pool.query(${INSERT}, [req.body.title])); }`, "import { z } from 'zod';\nimport { gate } from './validate';\n") },
    { name: 'unknown: a middleware of another package', filename: 'src/app.ts', files, code: app(`async (req, res) => { res.json(await pool.query(${INSERT}, [req.body.title])); }`, "import gate from 'some-gate';\napp.use(gate());\n") },
    { name: 'unknown: a function that is given the request', filename: 'src/app.ts', files, code: app(`async (req, res) => { check(req); res.json(await pool.query(${INSERT}, [req.body.title])); }`, "import { check } from './check';\n") },
    { name: 'a check of its own', filename: 'src/app.ts', files, code: app(`async (req, res) => { const { title } = req.body; if (typeof title !== 'string') { res.sendStatus(400); return; } res.json(await pool.query(${INSERT}, [title])); }`) },
    { name: 'a number is made of it', filename: 'src/app.ts', files, code: app(`async (req, res) => { res.json(await pool.query(${INSERT}, [Number(req.body.title)])); }`) },
    { name: 'ids of the path alone', filename: 'src/app.ts', files, code: app("async (req, res) => { res.json(await pool.query('SELECT id FROM notes WHERE id = $1', [req.params.id])); }") },
    { name: 'unknown: where the router is mounted', filename: 'src/router.ts', files, code: `import { Router } from 'express';\nimport { pool } from './db';\nexport const router = Router();\nrouter.post('/', async (req, res) => { res.json(await pool.query(${INSERT}, [req.body.title])); });\n` },
    { name: 'look-alike: a query of something else', filename: 'src/app.ts', files, code: app('async (req, res) => { res.json(await cache.query([req.body.title])); }', 'const cache = { query: async (key: unknown) => key };\n') },
  ],
  invalid: [
    {
      name: 'a field of the body is stored as it came',
      filename: 'src/app.ts',
      files,
      code: app(`async (req, res) => { res.json(await pool.query(${INSERT}, [req.body.title])); }`),
      errors: [{ messageId: 'unvalidated', data: { text: 'body.title', part: 'body' }, line: 4, column: 123, endColumn: 137 }],
    },
    {
      name: 'with other names, taken apart; a schema of another part does not count',
      filename: 'src/app.ts',
      files,
      code: `import web from 'express';\nimport { z } from 'zod';\nimport { pool as p } from './db';\nconst server = web();\nserver.use(web.json());\nserver.post('/notes/:id', async (q, a) => {\n  const { id } = z.object({ id: z.uuid() }).parse(q.params);\n  const { title } = q.body;\n  a.json(await p.query('UPDATE notes SET title = $1 WHERE id = $2', [title, id]));\n});\nserver.listen(80);\n`,
      errors: [{ messageId: 'unvalidated', data: { text: 'body.title', part: 'body' }, line: 8 }],
    },
  ],
});
