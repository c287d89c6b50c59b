import rule from '../../../src/rules/validation/no-mass-assignment.ts';
import { testRule } from '../test-rule.ts';

const MODEL = "import { DataTypes, Sequelize } from 'sequelize';\nconst db = new Sequelize('sqlite::memory:');\nexport const User = db.define('User', { name: DataTypes.TEXT, admin: DataTypes.BOOLEAN });\n";
const app = (handler: string, before = ''): string => `import express from 'express';\nimport { User } from './user';\nconst app = express();\n${before}app.post('/users', ${handler});\napp.listen(3000);\n`;
const files = { 'src/user.ts': MODEL, 'package.json': '{ "main": "src/app.ts", "dependencies": { "express": "5", "sequelize": "6", "zod": "4" } }' };

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: the fields are named', filename: 'src/app.ts', files, code: app('async (req, res) => { const { name } = req.body; res.json(await User.create({ name })); }') },
    { name: 'remedy: a list of fields', filename: 'src/app.ts', files, code: app("async (req, res) => { res.json(await User.create(req.body, { fields: ['name'] })); }") },
    { name: 'remedy: the output of a schema', filename: 'src/app.ts', files, code: app('async (req, res) => { const user = z.object({ name: z.string() }).parse(req.body); res.json(await User.create(user)); }', "import { z } from 'zod';\n") },
    { name: 'the whole body in one column', filename: 'src/app.ts', files, code: app('async (req, res) => { res.json(await User.create({ name: req.body })); }') },
    { name: 'unknown: a function that is given the body', filename: 'src/app.ts', files, code: app('async (req, res) => { check(req.body); res.json(await User.create(req.body)); }', "import { check } from './check';\n") },
    { name: 'unknown: what a middleware in front does', filename: 'src/app.ts', files, code: app('async (req, res) => { res.json(await User.create(req.body)); }', "import { gate } from './gate';\napp.use(gate);\n") },
    { name: 'a validator in front', filename: 'src/app.ts', files, code: app("celebrate({ body: Joi.object({ name: Joi.string() }) }), async (req, res) => { res.json(await User.create(req.body)); }", "import { celebrate, Joi } from 'celebrate';\n") },
    { name: 'look-alike: an object of the project', filename: 'src/app.ts', files, code: app('async (req, res) => { res.json(Cart.create(req.body)); }', 'const Cart = { create: (of: unknown) => of };\n') },
  ],
  invalid: [
    {
      name: 'the whole body is the row',
      filename: 'src/app.ts',
      files,
      code: app('async (req, res) => { res.json(await User.create(req.body)); }'),
      errors: [{ messageId: 'wholeBody', line: 4, column: 69, endColumn: 77 }],
    },
    {
      name: 'spread into the row, with other names; a body parser takes nothing away',
      filename: 'src/app.ts',
      files,
      code: "import web from 'express';\nimport { User as Account } from './user';\nconst server = web();\nserver.use(web.json());\nserver.post('/users', async (q, a) => {\n  const sent = q.body;\n  a.json(await Account.create({ ...sent, admin: false }));\n});\nserver.listen(80);\n",
      errors: [{ messageId: 'wholeBody', line: 7, column: 33 }],
    },
    {
      name: 'Prisma',
      filename: 'src/app.ts',
      files: { 'package.json': '{ "main": "src/app.ts", "dependencies": { "express": "5", "@prisma/client": "6" } }' },
      code: "import express from 'express';\nimport { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\nconst app = express();\napp.patch('/users/:id', async (req, res) => {\n  res.json(await prisma.user.update({ where: { id: req.params.id }, data: req.body }));\n});\napp.listen(80);\n",
      errors: [{ messageId: 'wholeBody', line: 6 }],
    },
  ],
});
