import rule from '../../../src/rules/validation/no-first-error-only.ts';
import { testRule } from '../test-rule.ts';

const JOI = "import Joi from 'joi';\nimport express from 'express';\nexport const app = express();\n";
const ZOD = "import { z } from 'zod';\nimport express from 'express';\nexport const app = express();\nconst Account = z.object({ name: z.string(), email: z.string() });\n";
const SCHEMA = "const account = Joi.object({ name: Joi.string().required(), email: Joi.string().email() });\n";
const handled = (line: string): string => `app.post('/accounts', (req, res) => {\n  ${line}\n  res.json({});\n});`;

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: the call goes on', code: `${JOI}${SCHEMA}${handled('account.validate(req.body, { abortEarly: false });')}` },
    { name: 'remedy: the schema says so', code: `${JOI}const account = Joi.object({ name: Joi.string(), email: Joi.string() }).options({ abortEarly: false });\n${handled('account.validate(req.body);')}` },
    { name: 'remedy: preferences in front of the call', code: `${JOI}${SCHEMA}${handled('account.prefs({ abortEarly: false }).validate(req.body);')}` },
    { name: 'remedy: defaults of all schemas', code: `${JOI}const own = Joi.defaults((schema) => schema.options({ abortEarly: false }));\n${handled('own.object({ a: own.string(), b: own.string() }).validate(req.body);')}` },
    { name: 'remedy in another file', filename: 'src/app.ts', files: { 'src/account.ts': "import Joi from 'joi';\nexport const account = Joi.object({ a: Joi.string(), b: Joi.string() }).preferences({ abortEarly: false });" }, code: `${JOI}import { account } from './account';\n${handled('account.validate(req.body);')}` },
    { name: 'one value has one fault', code: `${JOI}${handled('Joi.string().min(3).validate(req.body.name);')}` },
    { name: 'one field has one fault', code: `${JOI}${handled('Joi.object({ name: Joi.string() }).validate(req.body);')}` },
    { name: 'the environment is no input of a client', code: `${JOI}${SCHEMA}export const checked = account.validate(process.env);` },
    { name: 'unknown: options of another place', code: `${JOI}import { options } from 'house-options';\n${SCHEMA}${handled('account.validate(req.body, options);')}` },
    { name: 'unknown: the schema is handed in, and some schema of the package says so', filename: 'src/app.ts', files: { 'package.json': '{ "name": "shop", "dependencies": { "joi": "18" } }', 'src/account.ts': "import Joi from 'joi';\nexport const account = Joi.object({ a: Joi.string() }).options({ abortEarly: false });" }, code: `${JOI}export const validate = (schema: Joi.ObjectSchema) => (req, res, next) => {\n  schema.validate(req.body);\n  next();\n};` },
    { name: 'zod finds all faults', code: `${ZOD}${handled('Account.parse(req.body);')}` },
    { name: 'look-alike: a validate of the project', code: `import express from 'express';\nconst app = express();\nconst account = { validate: (value: unknown) => value };\n${handled('account.validate(req.body);')}` },
    { name: 'pipe without the option', code: "import { ValidationPipe } from '@nestjs/common';\nexport const pipe = new ValidationPipe({ whitelist: true, stopAtFirstError: false });" },
    { name: 'look-alike: the option of something else', code: 'export const lint = run({ stopAtFirstError: true });' },
    { name: 'the whole list', code: `${ZOD}${handled('const parsed = Account.safeParse(req.body);\n  if (!parsed.success) return res.status(400).json({ message: parsed.error.issues[0].message, errors: parsed.error.issues });')}` },
    { name: 'the whole list mapped', code: `${ZOD}${handled('const parsed = Account.safeParse(req.body);\n  if (!parsed.success) return res.status(400).json({ errors: parsed.error.issues.map((issue) => issue.message) });')}` },
    { name: 'the first is logged', code: `${ZOD}${handled('const parsed = Account.safeParse(req.body);\n  if (!parsed.success) { console.warn(parsed.error.issues[0].message); return res.status(400).json({ error: parsed.error }); }')}` },
    { name: 'the first decides', code: `${ZOD}${handled("const parsed = Account.safeParse(req.body);\n  if (!parsed.success && parsed.error.issues[0].code === 'too_big') return res.status(413).end();")}` },
    { name: 'look-alike: errors of something else', code: `${ZOD}${handled('const job = run(req.body);\n  if (job.errors.length > 0) return res.status(400).json({ message: job.errors[0].message });')}` },
  ],
  invalid: [
    {
      name: 'joi ends at the first fault',
      code: `${JOI}${SCHEMA}${handled('const { error } = account.validate(req.body);')}`,
      errors: [{ messageId: 'stopsEarly', data: { option: 'abortEarly' }, line: 6, column: 21, suggestions: [{ messageId: 'findAll', data: { option: 'abortEarly' }, output: `${JOI}${SCHEMA}${handled('const { error } = account.validate(req.body, { abortEarly: false });')}` }] }],
    },
    {
      name: 'other options',
      code: `${JOI}${SCHEMA}${handled('await account.validateAsync({ ...req.body }, { stripUnknown: true });')}`,
      errors: [{ messageId: 'stopsEarly', data: { option: 'abortEarly' }, line: 6, suggestions: [{ messageId: 'findAll', data: { option: 'abortEarly' }, output: `${JOI}${SCHEMA}${handled('await account.validateAsync({ ...req.body }, { abortEarly: false, stripUnknown: true });')}` }] }],
    },
    {
      name: 'asked for, renamed, with empty options',
      code: "import * as check from 'yup';\nimport express from 'express';\nconst web = express();\nconst account = check.object({ name: check.string(), email: check.string() });\nweb.put('/a', async (question, answer) => {\n  await account.validate(question.body, { abortEarly: true });\n  await account.validate(question.query, {});\n});",
      errors: [
        { messageId: 'stopsEarly', data: { option: 'abortEarly' }, line: 6, suggestions: [{ messageId: 'findAll', data: { option: 'abortEarly' }, output: "import * as check from 'yup';\nimport express from 'express';\nconst web = express();\nconst account = check.object({ name: check.string(), email: check.string() });\nweb.put('/a', async (question, answer) => {\n  await account.validate(question.body, { abortEarly: false });\n  await account.validate(question.query, {});\n});" }] },
        { messageId: 'stopsEarly', data: { option: 'abortEarly' }, line: 7, suggestions: [{ messageId: 'findAll', data: { option: 'abortEarly' }, output: "import * as check from 'yup';\nimport express from 'express';\nconst web = express();\nconst account = check.object({ name: check.string(), email: check.string() });\nweb.put('/a', async (question, answer) => {\n  await account.validate(question.body, { abortEarly: true });\n  await account.validate(question.query, { abortEarly: false });\n});" }] },
      ],
    },
    {
      name: 'a schema that is handed in, in a package where nobody says otherwise',
      filename: 'src/validate.ts',
      files: { 'package.json': '{ "name": "shop", "dependencies": { "joi": "18", "express": "5" } }' },
      code: "import type { ObjectSchema } from 'joi';\nimport type { RequestHandler } from 'express';\nexport const validate = (schema: ObjectSchema): RequestHandler => (req, res, next) => {\n  const { error } = schema.validate(req.body);\n  next(error);\n};",
      errors: [{ messageId: 'stopsEarly', data: { option: 'abortEarly' }, line: 4, suggestions: [{ messageId: 'findAll', data: { option: 'abortEarly' }, output: "import type { ObjectSchema } from 'joi';\nimport type { RequestHandler } from 'express';\nexport const validate = (schema: ObjectSchema): RequestHandler => (req, res, next) => {\n  const { error } = schema.validate(req.body, { abortEarly: false });\n  next(error);\n};" }] }],
    },
    {
      name: 'celebrate',
      code: "import { celebrate, Joi, Segments } from 'celebrate';\nexport const check = celebrate({ [Segments.BODY]: Joi.object({ name: Joi.string(), email: Joi.string() }) });",
      errors: [{ messageId: 'stopsEarly', data: { option: 'abortEarly' }, line: 2, column: 22, suggestions: [{ messageId: 'findAll', data: { option: 'abortEarly' }, output: "import { celebrate, Joi, Segments } from 'celebrate';\nexport const check = celebrate({ [Segments.BODY]: Joi.object({ name: Joi.string(), email: Joi.string() }) }, { abortEarly: false });" }] }],
    },
    {
      name: 'the pipe of Nest, and options of their own',
      code: "import { ValidationPipe, type ValidationPipeOptions } from '@nestjs/common';\nexport const pipe = new ValidationPipe({ stopAtFirstError: true, whitelist: true });\nexport const options: ValidationPipeOptions = { whitelist: true, stopAtFirstError: true };",
      errors: [
        { messageId: 'stopsInField', data: { option: 'stopAtFirstError' }, line: 2, column: 42, suggestions: [{ messageId: 'leaveOut', data: { option: 'stopAtFirstError' }, output: "import { ValidationPipe, type ValidationPipeOptions } from '@nestjs/common';\nexport const pipe = new ValidationPipe({ whitelist: true });\nexport const options: ValidationPipeOptions = { whitelist: true, stopAtFirstError: true };" }] },
        { messageId: 'stopsInField', data: { option: 'stopAtFirstError' }, line: 3, column: 66, suggestions: [{ messageId: 'leaveOut', data: { option: 'stopAtFirstError' }, output: "import { ValidationPipe, type ValidationPipeOptions } from '@nestjs/common';\nexport const pipe = new ValidationPipe({ stopAtFirstError: true, whitelist: true });\nexport const options: ValidationPipeOptions = { whitelist: true };" }] },
      ],
    },
    {
      name: 'the first issue in an answer',
      code: `${ZOD}${handled('const parsed = Account.safeParse(req.body);\n  if (!parsed.success) return res.status(400).json({ error: parsed.error.issues[0]?.message });')}`,
      errors: [{ messageId: 'firstOnly', line: 7, column: 61 }],
    },
    {
      name: 'the first detail, by a name, in an exception',
      code: `${JOI}${SCHEMA}${handled("const { error } = account.validate(req.body, { abortEarly: false });\n  if (error) { const message = error.details[0].message; throw new Error(`invalid: ${message}`); }")}`,
      errors: [{ messageId: 'firstOnly', line: 7, column: 32 }],
    },
    {
      name: 'the first of a caught error',
      code: `${ZOD}${handled('try { Account.parse(req.body); } catch (problem) {\n    if (problem instanceof z.ZodError && problem.issues.length > 0) return res.status(422).send(problem.issues.at(0).message);\n    if (problem instanceof z.ZodError) return res.status(422).send(problem.errors.at(0).message);\n  }')}`,
      errors: [{ messageId: 'firstOnly', line: 7, column: 97 }, { messageId: 'firstOnly', line: 8, column: 68 }],
    },
    {
      name: 'the first of what the chains of a route have found',
      code: "import express from 'express';\nimport { body, validationResult } from 'express-validator';\nconst app = express();\napp.post('/a', body('email').isEmail(), (req, res) => {\n  const errors = validationResult(req);\n  if (!errors.isEmpty()) return res.status(400).json({ message: errors.array()[0].msg });\n  res.json({});\n});",
      errors: [{ messageId: 'firstOnly', line: 6, column: 65 }],
    },
  ],
});
