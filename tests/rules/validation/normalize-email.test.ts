import rule from '../../../src/rules/validation/normalize-email.ts';
import { testRule } from '../test-rule.ts';

const EXPRESS = "import { z } from 'zod';\nimport express from 'express';\nimport { Pool } from 'pg';\nconst app = express();\nconst pool = new Pool();\n";
const FIND = "pool.query('SELECT id FROM users WHERE email = $1', [email])";
const app = (field: string, body: string, head = EXPRESS): string => `${head}const Join = z.object({ email: ${field} });\napp.post('/join', async (req, res) => {\n  const { email } = Join.parse(req.body);\n  ${body}\n  res.json({});\n});`;
const suggested = (output: string) => [{ messageId: 'normalise', output }];

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: the schema normalises', code: app('z.string().trim().toLowerCase().email()', `await ${FIND};`) },
    { name: 'remedy: a function of the schema', code: app('z.string().email().transform((text) => text.toLowerCase())', `await ${FIND};`) },
    { name: 'unknown: a function of the project in the schema', code: app('z.string().email().transform(clean)', `await ${FIND};`) },
    { name: 'remedy: the handler normalises', code: app('z.string().email()', `const address = email.toLowerCase();\n  await pool.query('SELECT id FROM users WHERE email = $1', [address]);`) },
    { name: 'remedy: the query does', code: app('z.string().email()', "await pool.query('SELECT id FROM users WHERE lower(email) = lower($1)', [email]);") },
    { name: 'remedy in a function of another file', filename: 'src/app.ts', files: { 'src/users.ts': "import { Pool } from 'pg';\nconst pool = new Pool();\nexport const findUser = (email: string) => pool.query('SELECT id FROM users WHERE email = $1', [email.trim().toLowerCase()]);" }, code: app('z.string().email()', 'await findUser(email);', `${EXPRESS}import { findUser } from './users';\n`) },
    { name: 'remedy in a helper that knows nothing of addresses', filename: 'src/app.ts', files: { 'src/texts.ts': 'export const clean = (text: string) => text.trim().toLowerCase();' }, code: app('z.string().email()', "await pool.query('SELECT id FROM users WHERE email = $1', [clean(email)]);", `${EXPRESS}import { clean } from './texts';\n`) },
    { name: 'remedy: a column without case', filename: 'src/app.ts', files: { 'package.json': '{ "name": "shop", "dependencies": { "pg": "8" } }', 'migrations/1.sql': 'CREATE TABLE users (id uuid PRIMARY KEY, email citext NOT NULL);' }, code: app('z.string().email()', `await ${FIND};`) },
    { name: 'remedy: the model of the document', filename: 'src/app.ts', files: { 'package.json': '{ "name": "shop", "dependencies": { "mongoose": "9" } }', 'src/user.ts': "import { Schema, model } from 'mongoose';\nexport const User = model('User', new Schema({ email: { type: String, lowercase: true } }));" }, code: app('z.string().email()', 'await User.findOne({ email });', `${EXPRESS}import { User } from './user';\n`) },
    { name: 'remedy: a hook of the entity', filename: 'src/app.ts', files: { 'package.json': '{ "name": "shop", "dependencies": { "typeorm": "1" } }', 'src/user.ts': "import { BeforeInsert, Column, Entity } from 'typeorm';\n@Entity()\nexport class User {\n  @Column() email: string;\n  @BeforeInsert()\n  clean() { this.email = this.email.toLowerCase(); }\n}" }, code: app('z.string().email()', `await ${FIND};`) },
    { name: 'MySQL compares without regard to case', code: app('z.string().email()', "await db.query('SELECT id FROM users WHERE email = ?', [email]);", "import { z } from 'zod';\nimport express from 'express';\nimport mysql from 'mysql2/promise';\nconst app = express();\nconst db = mysql.createPool('mysql://localhost/shop');\n") },
    { name: 'an address that is only written to', code: app('z.string().email()', "await fetch('https://mail.example/send', { method: 'POST', body: email });") },
    { name: 'another address is compared', code: `${EXPRESS}const Send = z.object({ email: z.string().email() });\napp.post('/send', async (req, res) => {\n  const { email } = Send.parse(req.body);\n  const { rows } = await pool.query('SELECT email FROM owners WHERE id = $1', [1]);\n  await pool.query('SELECT id FROM users WHERE email = $1', [rows[0].email]);\n  res.json({ email });\n});` },
    { name: 'a schema of answers', code: `${EXPRESS}const User = z.object({ email: z.string().email() });\napp.get('/users', async (req, res) => {\n  const { rows } = await pool.query('SELECT email FROM users WHERE email = $1', [req.user.email]);\n  res.json(User.parse(rows[0]));\n});` },
    { name: 'unknown: who uses the schema', code: "import { z } from 'zod';\nexport const Join = z.object({ email: z.string().email() });" },
    { name: 'unknown: what the handler does with it', code: app('z.string().email()', 'await accounts.create({ email });') },
    { name: 'look-alike: no address', code: `${EXPRESS}const Settings = z.object({ emailTemplate: z.string() });\napp.post('/s', async (req, res) => {\n  const { emailTemplate } = Settings.parse(req.body);\n  await pool.query('UPDATE users SET email = $1', [emailTemplate]);\n  res.json({});\n});` },
  ],
  invalid: [
    {
      name: 'compared as it was typed',
      code: app('z.string().email()', `await ${FIND};`),
      errors: [{ messageId: 'compared', data: { field: 'email' }, line: 6, column: 32, suggestions: suggested(app('z.string().trim().toLowerCase().email()', `await ${FIND};`)) }],
    },
    {
      name: 'a format from the start, optional, without the trim it has',
      code: app('z.email().max(200).optional()', `await ${FIND};`),
      errors: [{ messageId: 'compared', data: { field: 'email' }, line: 6, suggestions: suggested(app('z.string().trim().toLowerCase().pipe(z.email()).max(200).optional()', `await ${FIND};`)) }],
    },
    {
      name: 'trimmed only; stored',
      code: app('z.string().trim()', "await pool.query('INSERT INTO users (email) VALUES ($1)', [email]);"),
      errors: [{ messageId: 'stored', data: { field: 'email' }, line: 6, suggestions: suggested(app('z.string().toLowerCase().trim()', "await pool.query('INSERT INTO users (email) VALUES ($1)', [email]);")) }],
    },
    {
      name: 'schema and data access in other files',
      filename: 'src/app.ts',
      files: { 'src/join.ts': "import { z } from 'zod';\nexport const Join = z.object({ user: z.object({ workEmail: z.string() }) });", 'src/users.ts': "import { Pool } from 'pg';\nconst db = new Pool();\nexport class Users {\n  find(address: string) { return db.query('SELECT id FROM users WHERE work_email = $1', [address]); }\n}\nexport const users = new Users();" },
      code: "import express from 'express';\nimport { Join as Body } from './join';\nimport { users as people } from './users';\nconst web = express();\nweb.put('/join', async (question, answer) => {\n  const { user } = Body.parse(question.body);\n  answer.json(await people.find(user.workEmail));\n});",
      errors: [{ messageId: 'compared', data: { field: 'workEmail' }, line: 6, column: 20 }],
    },
    {
      name: 'a procedure of tRPC',
      code: "import { initTRPC } from '@trpc/server';\nimport { z } from 'zod';\nimport { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\nconst t = initTRPC.create();\nexport const invite = t.procedure.input(z.object({ email: z.string().email() })).mutation(({ input: { email } }) => prisma.user.create({ data: { email } }));",
      errors: [{ messageId: 'stored', data: { field: 'email' }, line: 6, suggestions: suggested("import { initTRPC } from '@trpc/server';\nimport { z } from 'zod';\nimport { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\nconst t = initTRPC.create();\nexport const invite = t.procedure.input(z.object({ email: z.string().trim().toLowerCase().email() })).mutation(({ input: { email } }) => prisma.user.create({ data: { email } }));") }],
    },
    {
      name: 'a pipe of valibot',
      code: "import * as v from 'valibot';\nimport express from 'express';\nimport { Pool } from 'pg';\nconst app = express();\nconst pool = new Pool();\nconst Join = v.object({ email: v.pipe(v.string(), v.email()) });\napp.post('/join', async (req, res) => {\n  const { email } = v.parse(Join, req.body);\n  res.json(await pool.query('SELECT id FROM users WHERE email = $1', [email]));\n});",
      errors: [{ messageId: 'compared', data: { field: 'email' }, line: 6, suggestions: suggested("import * as v from 'valibot';\nimport express from 'express';\nimport { Pool } from 'pg';\nconst app = express();\nconst pool = new Pool();\nconst Join = v.object({ email: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email()) });\napp.post('/join', async (req, res) => {\n  const { email } = v.parse(Join, req.body);\n  res.json(await pool.query('SELECT id FROM users WHERE email = $1', [email]));\n});") }],
    },
    {
      name: 'joi',
      code: "import Joi from 'joi';\nimport express from 'express';\nimport { Pool } from 'pg';\nconst app = express();\nconst pool = new Pool();\nconst Join = Joi.object({ email: Joi.string().required().email() });\napp.post('/join', async (req, res) => {\n  const { email } = await Join.validateAsync(req.body);\n  res.json(await pool.query('SELECT id FROM users WHERE email = $1', [email]));\n});",
      errors: [{ messageId: 'compared', data: { field: 'email' }, line: 6, suggestions: suggested("import Joi from 'joi';\nimport express from 'express';\nimport { Pool } from 'pg';\nconst app = express();\nconst pool = new Pool();\nconst Join = Joi.object({ email: Joi.string().required().trim().lowercase().email() });\napp.post('/join', async (req, res) => {\n  const { email } = await Join.validateAsync(req.body);\n  res.json(await pool.query('SELECT id FROM users WHERE email = $1', [email]));\n});") }],
    },
    {
      name: 'a class, with the import of the transform',
      filename: 'src/users.controller.ts',
      code: "import { Body, Controller, Post } from '@nestjs/common';\nimport { InjectRepository } from '@nestjs/typeorm';\nimport { IsEmail } from 'class-validator';\nimport { Repository } from 'typeorm';\nimport { User } from './user';\nclass Join {\n  @IsEmail()\n  email: string;\n}\n@Controller('users')\nexport class UsersController {\n  constructor(@InjectRepository(User) private readonly users: Repository<User>) {}\n  @Post()\n  join(@Body() join: Join) { return this.users.findOneBy({ email: join.email }); }\n}",
      files: { 'src/user.ts': "import { Column, Entity } from 'typeorm';\n@Entity()\nexport class User {\n  @Column() email: string;\n}" },
      errors: [{ messageId: 'compared', data: { field: 'email' }, line: 8, column: 3, suggestions: suggested("import { Transform } from 'class-transformer';\nimport { Body, Controller, Post } from '@nestjs/common';\nimport { InjectRepository } from '@nestjs/typeorm';\nimport { IsEmail } from 'class-validator';\nimport { Repository } from 'typeorm';\nimport { User } from './user';\nclass Join {\n  @Transform(({ value }) => (typeof value === 'string' ? value.trim().toLowerCase() : value))\n  @IsEmail()\n  email: string;\n}\n@Controller('users')\nexport class UsersController {\n  constructor(@InjectRepository(User) private readonly users: Repository<User>) {}\n  @Post()\n  join(@Body() join: Join) { return this.users.findOneBy({ email: join.email }); }\n}") }],
    },
  ],
});
