import rule from '../../../src/rules/validation/validation-order.ts';
import { testRule } from '../test-rule.ts';

const ZOD = "import { z } from 'zod';\n";
const PG = "import { Pool } from 'pg';\nimport express from 'express';\nimport validator from 'validator';\nconst app = express();\nconst pool = new Pool();\n";
const join = (lines: string, head = PG): string => `${head}app.post('/join', async (req, res) => {\n  const { email } = req.body;\n${lines}\n  res.json({});\n});`;
const FIND = "  const found = await pool.query('SELECT id FROM users WHERE email = $1', [email]);";
const reordered = (output: string) => [{ messageId: 'reorder', output }];

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: trimmed first', code: `${ZOD}export const slug = z.string().trim().refine(isFree);` },
    { name: 'a condition before a conversion reads the text', code: `${ZOD}export const page = z.string().refine((text) => !Number.isNaN(Number(text))).transform(Number);` },
    { name: 'no-validate-before-transform says it where a check of the library comes first too', code: `${ZOD}export const slug = z.string().min(3).refine(isFree).trim();` },
    { name: 'what a function makes of it is trimmed', code: `${ZOD}export const slug = z.string().refine(isFree).transform(decode).transform((text) => text.trim());` },
    { name: 'a condition that asks nobody, before a form', code: `${ZOD}export const slug = z.string().refine((text) => text !== 'admin').max(20);` },
    { name: 'remedy: the form first, then the database', code: `${ZOD}import { Pool } from 'pg';\nconst pool = new Pool();\nexport const email = z.string().email().refine(async (text) => (await pool.query('SELECT 1 FROM users WHERE email = $1', [text])).rowCount === 0);` },
    { name: 'joi transforms first, whatever the order', code: "import Joi from 'joi';\nexport const slug = Joi.string().custom(isFree).trim();" },
    { name: 'remedy: the handler looks at the form first', code: join(`  if (!validator.isEmail(email)) return res.status(400).end();\n${FIND}\n  if (found.rowCount) return res.status(409).end();`) },
    { name: 'the result is looked at', code: join(`${FIND}\n  if (found.rows.length > 0) return res.status(409).end();`) },
    { name: 'another value is checked', code: join(`${FIND}\n  const { password } = req.body;\n  if (password.length < 8) return res.status(400).end();`) },
    { name: 'the form decides together with the row', code: join(`${FIND}\n  if (found.rowCount === 0 && email.length > 3) return res.status(404).end();`) },
    { name: 'the check refuses nothing', code: join(`${FIND}\n  if (email.length > 30) console.log('long');`) },
    { name: 'another branch', code: join(`  if (req.query.known) { ${FIND.trim()} return res.json(found.rows); }\n  if (!validator.isEmail(email)) return res.status(400).end();`) },
    { name: 'unknown: what the call does', code: join('  await mailer.send(email);\n  if (!validator.isEmail(email)) return res.status(400).end();') },
    { name: 'unknown: the value may be another one', code: "import { Pool } from 'pg';\nconst pool = new Pool();\nexport async function find(email: string) {\n  await pool.query('SELECT 1 FROM users WHERE email = $1', [email]);\n  email = email.trim();\n  if (email.length < 3) throw new Error('short');\n}" },
    { name: 'look-alike: a check of the project', code: join(`${FIND}\n  if (isBanned(email)) return res.status(403).end();`) },
  ],
  invalid: [
    {
      name: 'a condition sees blanks',
      code: `${ZOD}export const body = z.object({ slug: z.string().refine(isFree).trim().toLowerCase() });`,
      errors: [{ messageId: 'cleanedLate', data: { step: 'trim()', check: 'refine()' }, line: 2, column: 64, endColumn: 70, suggestions: [{ messageId: 'reorder', data: { step: 'trim()', check: 'refine()' }, output: `${ZOD}export const body = z.object({ slug: z.string().trim().toLowerCase().refine(isFree) });` }] }],
    },
    {
      name: 'a function that trims, in the older zod',
      code: `${ZOD}export const slug = z.string().refine((text) => isFree(text)).transform((text) => text.trim());`,
      errors: [{ messageId: 'cleanedLate', data: { step: 'transform()', check: 'refine()' }, line: 2, suggestions: reordered(`${ZOD}export const slug = z.string().trim().refine((text) => isFree(text));`) }],
    },
    {
      name: 'a pipe of valibot, renamed',
      code: "import * as shape from 'valibot';\nexport const slug = shape.pipe(shape.string(), shape.check(isFree), shape.trim());",
      errors: [{ messageId: 'cleanedLate', data: { step: 'trim()', check: 'check()' }, line: 2, suggestions: reordered("import * as shape from 'valibot';\nexport const slug = shape.pipe(shape.string(), shape.trim(), shape.check(isFree));") }],
    },
    {
      name: 'the database is asked about what is no address',
      code: `${ZOD}import { Pool } from 'pg';\nconst pool = new Pool();\nexport const email = z.string().refine(async (text) => (await pool.query('SELECT 1 FROM users WHERE email = $1', [text])).rowCount === 0).email().max(200);`,
      errors: [{ messageId: 'formLate', data: { step: 'email()', check: 'refine()' }, line: 4, suggestions: reordered(`${ZOD}import { Pool } from 'pg';\nconst pool = new Pool();\nexport const email = z.string().email().max(200).refine(async (text) => (await pool.query('SELECT 1 FROM users WHERE email = $1', [text])).rowCount === 0);`) }],
    },
    {
      name: 'in a function of another file',
      filename: 'src/schema.ts',
      files: { 'src/users.ts': "import { Pool } from 'pg';\nconst pool = new Pool();\nexport const isFree = async (email: string) => (await pool.query('SELECT 1 FROM users WHERE email = $1', [email])).rowCount === 0;" },
      code: `import * as v from 'valibot';\nimport { isFree } from './users';\nexport const email = v.pipeAsync(v.string(), v.checkAsync(isFree), v.email());`,
      errors: [{ messageId: 'formLate', data: { step: 'email()', check: 'checkAsync()' }, line: 3, suggestions: reordered("import * as v from 'valibot';\nimport { isFree } from './users';\nexport const email = v.pipeAsync(v.string(), v.email(), v.checkAsync(isFree));") }],
    },
    {
      name: 'a chain of validators of a route',
      code: "import { body } from 'express-validator';\nimport { Pool } from 'pg';\nconst pool = new Pool();\nexport const checks = [body('email').custom(async (email) => { const { rowCount } = await pool.query('SELECT 1 FROM users WHERE email = $1', [email]); if (rowCount) throw new Error('taken'); }).isEmail().normalizeEmail()];",
      errors: [{ messageId: 'formLate', data: { step: 'isEmail()', check: 'custom()' }, line: 4, suggestions: reordered("import { body } from 'express-validator';\nimport { Pool } from 'pg';\nconst pool = new Pool();\nexport const checks = [body('email').isEmail().custom(async (email) => { const { rowCount } = await pool.query('SELECT 1 FROM users WHERE email = $1', [email]); if (rowCount) throw new Error('taken'); }).normalizeEmail()];") }],
    },
    {
      name: 'a handler looks it up first',
      code: join(`${FIND}\n  if (found.rowCount) return res.status(409).end();\n  if (!validator.isEmail(email)) return res.status(400).end();`),
      errors: [{ messageId: 'lookedUp', data: { value: 'email', line: 8 }, line: 10, column: 7 }],
    },
    {
      name: 'a service, through a repository of another file, with a pattern',
      filename: 'src/service.ts',
      files: { 'src/users.ts': "import { Pool } from 'pg';\nconst db = new Pool();\nexport const byName = (name: string) => db.query('SELECT id FROM users WHERE name = $1', [name]);" },
      code: "import { byName } from './users';\nconst NAME = /^[a-z]+$/;\nexport async function rename(dto: { name: string }) {\n  if (await byName(dto.name)) throw new Error('taken');\n  if (typeof dto.name !== 'string' || !NAME.test(dto.name)) throw new Error('name');\n}",
      errors: [{ messageId: 'lookedUp', data: { value: 'dto.name', line: 4 }, line: 5, column: 7 }],
    },
  ],
});
