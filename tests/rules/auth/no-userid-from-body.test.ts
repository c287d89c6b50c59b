import rule from '../../../src/rules/auth/no-userid-from-body.ts';
import { testRule } from '../test-rule.ts';

const EXPRESS = "import express from 'express';\nimport { Pool } from 'pg';\nconst app = express();\nconst pool = new Pool();\n";
const insert = (value: string): string => `await pool.query('INSERT INTO orders (user_id, total) VALUES ($1, $2)', [${value}, 1]);`;
const route = (path: string, body: string, before = ''): string => `${EXPRESS}app.post('${path}', ${before}async (req, res) => {\n  ${body}\n  res.end();\n});\n`;

const hono = (before: string, value = 'body.ownerId'): string => `import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { verify } from 'hono/jwt';
import { Pool } from 'pg';
const pool = new Pool();
const app = new Hono();
${before}
app.post('/orders', async (c) => {
  const body = await c.req.json();
  await pool.query('INSERT INTO orders (owner_id) VALUES ($1)', [${value}]);
  return c.body(null, 204);
});
export default app;
`;

const NUMBERED = (value: string): string => `import { randomUUID } from 'node:crypto';
import { nanoid } from 'nanoid';
${EXPRESS}app.use((req, res, next) => { req.id = req.get('X-Request-ID') ?? randomUUID(); res.set('X-Request-ID', req.id); next(); });
app.use((req, res, next) => { const id = req.headers['x-correlation-id']; res.locals.id = typeof id === 'string' && id.length < 65 && /^[a-z-]+$/.test(id) ? id : nanoid(); next(); });
app.post('/orders', async (req, res) => { ${insert(value)} res.end(); });
`;

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: the authenticated user', code: route('/orders', insert('req.user.id')) },
    { name: 'other fields of the body', code: route('/orders', insert('req.body.total')) },
    { name: 'an identity in a column that names nobody', code: route('/orders', "await pool.query('INSERT INTO clicks (label) VALUES ($1)', [req.body.userId]);") },
    { name: 'a target user behind a permission check', code: route('/teams/:id/users', `if (!(await canManage(req.params.id))) return res.status(403).end();\n  ${insert('req.body.userId')}`) },
    { name: 'a permission kept in a variable', code: route('/teams/:id/users', `const allowed = await canManage(req.params.id);\n  if (!allowed) return res.status(403).end();\n  ${insert('req.body.userId')}`) },
    { name: 'the field is compared with who is acting', code: route('/orders', `const caller = await whoami();\n  if (req.body.userId !== caller.id) return res.status(403).end();\n  ${insert('req.body.userId')}`) },
    { name: 'comparison only', code: route('/orders', "res.json(req.body.userId === 'me');") },
    { name: 'admin, invitation and membership routes', code: route('/admin/orders', insert('req.body.userId')) },
    { name: 'a transfer', code: route('/orders/:id/transfer', insert('req.body.userId')) },
    { name: 'a webhook', code: route('/webhooks/billing', insert('req.body.userId')) },
    { name: 'unknown: a middleware of the project that may have checked or replaced it', code: `import { prepare } from 'in-house';\n${route('/orders', insert('req.body.userId'), 'prepare, ')}` },
    { name: 'a middleware that overwrites the body', code: `${EXPRESS}app.use((req, res, next) => { req.body.userId = req.session.userId; next(); });\napp.post('/orders', async (req, res) => { ${insert('req.body.userId')} res.end(); });\n` },
    { name: 'a middleware that chooses by a header that is no number of a request', code: route('/orders', insert('req.body.userId'), "(req, res, next) => { req.grant = req.get('x-grant') ?? randomUUID(); next(); }, ") },
    { name: 'a middleware that puts something on the request and may refuse', code: route('/orders', insert('req.body.userId'), '(req, res, next) => { if (res.locals.open) next(); }, ') },
    { name: 'a middleware that puts something it asked for on the context', code: hono("app.use(async (c, next) => { c.set('grant', await grantOf(c)); await next(); });") },
    { name: 'a middleware of one’s own that authenticates and asks for a permission', code: route('/orders', insert('req.body.userId'), "(req, res, next) => {\n  if (!req.user) return res.sendStatus(401);\n  const allowed = isAdmin(req.user);\n  if (!allowed) return res.sendStatus(401);\n  next();\n}, ") },
    { name: 'a middleware of one’s own that authenticates and compares the role', code: route('/orders', insert('req.body.userId'), "(req, res, next) => {\n  if (req.user?.role !== 'admin') return res.sendStatus(401);\n  next();\n}, ") },
    { name: 'the handler knows who is acting', code: route('/orders', `console.log(req.user.id);\n  ${insert('req.body.userId')}`) },
    { name: 'the act of authenticating', code: route('/sessions', "await pool.query('SELECT id FROM users WHERE user_id = $1 AND password = $2', [req.body.userId, req.body.password]);") },
    { name: 'look-alike: a body that is no request', code: "import { Pool } from 'pg';\nconst pool = new Pool();\nexport const save = (req: { body: { userId: string } }) => pool.query('INSERT INTO orders (user_id) VALUES ($1)', [req.body.userId]);\n" },
    { name: 'unknown: a service nobody can see', code: `import { orders } from 'in-house';\n${route('/orders', 'await orders.create(req.body.userId);')}` },
    {
      name: 'a job has no user',
      code: "import { Worker } from 'bullmq';\nimport { Pool } from 'pg';\nconst pool = new Pool();\nexport default new Worker('orders', async (job) => {\n  await pool.query('INSERT INTO orders (user_id) VALUES ($1)', [job.data.userId]);\n});\n",
    },
    { name: 'a query that filters a list', code: `${EXPRESS}app.get('/orders', async (req, res) => {\n  res.json(await pool.query('SELECT id FROM orders WHERE user_id = $1', [req.query.userId]));\n});\n` },
    { name: 'a role that is no person’s', code: route('/messages', "await pool.query('INSERT INTO messages (role, text) VALUES ($1, $2)', [req.body.role, req.body.text]);") },
    { name: 'setting identity.fields replaces the list', settings: { identity: { fields: ['memberId'] } }, code: route('/orders', insert('req.body.userId')) },
  ],

  invalid: [
    {
      name: 'the owner of a new row, with the authenticated user as suggestion',
      code: route('/orders', insert('req.body.userId')),
      errors: [
        {
          messageId: 'owner',
          data: { field: 'userId', part: 'body', column: '`orders.user_id`' },
          line: 6,
          column: 76,
          suggestions: [{ messageId: 'useContext', data: { expression: 'req.user.id' }, output: route('/orders', insert('req.user.id')) }],
        },
      ],
    },
    {
      name: 'behind a middleware of one’s own that authenticates, and one that hands the database over',
      code: hono("app.use(async (c, next) => { c.set('db', pool); await next(); });\napp.use('/orders', createMiddleware(async (c, next) => {\n  try { c.set('account', await verify(c.req.header('Authorization') ?? '', 'key', 'HS256')); } catch { return c.json({}, 401); }\n  await next();\n}));"),
      errors: [{ messageId: 'owner', data: { field: 'ownerId', part: 'body', column: '`orders.owner_id`' }, line: 14, suggestions: [{ messageId: 'useContext', data: { expression: "c.get('user').id" }, output: hono("app.use(async (c, next) => { c.set('db', pool); await next(); });\napp.use('/orders', createMiddleware(async (c, next) => {\n  try { c.set('account', await verify(c.req.header('Authorization') ?? '', 'key', 'HS256')); } catch { return c.json({}, 401); }\n  await next();\n}));", "c.get('user').id") }] }],
    },
    {
      name: 'behind middlewares that only number the request',
      code: NUMBERED('req.body.userId'),
      errors: [{ messageId: 'owner', data: { field: 'userId', part: 'body', column: '`orders.user_id`' }, line: 9, suggestions: [{ messageId: 'useContext', data: { expression: 'req.user.id' }, output: NUMBERED('req.user.id') }] }],
    },
    {
      name: 'behind a middleware that looks the user of the session up',
      code: route('/orders', insert('req.body.userId'), '(req, res, next) => {\n  const user = find(req.session.userId);\n  if (!user) return res.sendStatus(401);\n  req.user = user;\n  next();\n}, '),
      errors: [{ messageId: 'owner', line: 11, suggestions: [{ messageId: 'useContext', output: route('/orders', insert('req.user.id'), '(req, res, next) => {\n  const user = find(req.session.userId);\n  if (!user) return res.sendStatus(401);\n  req.user = user;\n  next();\n}, ') }] }],
    },
    {
      name: 'taken apart, under another name, converted',
      code: route('/orders', `const { userId: buyer } = req.body;\n  ${insert('Number(buyer)')}`),
      errors: [
        {
          messageId: 'owner',
          line: 7,
          suggestions: [{ messageId: 'useContext', data: { expression: 'req.user.id' }, output: route('/orders', `const { userId: buyer } = req.body;\n  ${insert('req.user.id')}`) }],
        },
      ],
    },
    {
      name: 'a validated body is still the client’s word',
      code: `import { z } from 'zod';\nconst schema = z.object({ userId: z.string().uuid() });\n${route('/orders', `const body = schema.parse(req.body);\n  ${insert('body.userId')}`)}`,
      errors: [
        {
          messageId: 'owner',
          line: 9,
          suggestions: [
            {
              messageId: 'useContext',
              data: { expression: 'req.user.id' },
              output: `import { z } from 'zod';\nconst schema = z.object({ userId: z.string().uuid() });\n${route('/orders', `const body = schema.parse(req.body);\n  ${insert('req.user.id')}`)}`,
            },
          ],
        },
      ],
    },
    {
      name: 'an existence check is no permission check',
      code: route('/orders', `const user = (await pool.query('SELECT id, name FROM users WHERE id = $1', [req.body.userId])).rows[0];\n  if (!user) return res.status(404).end();\n  console.log(user.name);\n  ${insert('req.body.userId')}`),
      errors: [
        {
          messageId: 'owner',
          line: 9,
          suggestions: [
            {
              messageId: 'useContext',
              data: { expression: 'req.user.id' },
              output: route('/orders', `const user = (await pool.query('SELECT id, name FROM users WHERE id = $1', [req.body.userId])).rows[0];\n  if (!user) return res.status(404).end();\n  console.log(user.name);\n  ${insert('req.user.id')}`),
            },
          ],
        },
      ],
    },
    {
      name: 'the role of a person',
      code: route('/people', "await pool.query('INSERT INTO users (email, role) VALUES ($1, $2)', [req.body.email, req.body.role]);"),
      errors: [
        {
          messageId: 'owner',
          data: { field: 'role', part: 'body', column: '`users.role`' },
          line: 6,
          suggestions: [
            { messageId: 'useContext', data: { expression: 'req.user.role' }, output: route('/people', "await pool.query('INSERT INTO users (email, role) VALUES ($1, $2)', [req.body.email, req.user.role]);") },
          ],
        },
      ],
    },
    {
      name: 'the owner filter of a change',
      code: route('/orders/close', "await pool.query('UPDATE orders SET closed = true WHERE user_id = $1', [req.body.userId]);"),
      errors: [
        {
          messageId: 'filter',
          data: { field: 'userId', part: 'body', column: '`orders.user_id`' },
          line: 6,
          suggestions: [{ messageId: 'useContext', data: { expression: 'req.user.id' }, output: route('/orders/close', "await pool.query('UPDATE orders SET closed = true WHERE user_id = $1', [req.user.id]);") }],
        },
      ],
    },
    {
      name: 'an ORM, in shorthand',
      code: "import { Hono } from 'hono';\nimport { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\nconst app = new Hono();\napp.post('/orders', async (c) => {\n  const { ownerId, total } = await c.req.json();\n  return c.json(await prisma.order.create({ data: { ownerId, total } }), 201);\n});\n",
      errors: [
        {
          messageId: 'owner',
          data: { field: 'ownerId', part: 'body', column: '`order.ownerId`' },
          line: 7,
          suggestions: [
            {
              messageId: 'useContext',
              data: { expression: "ownerId: c.get('user').id" },
              output: "import { Hono } from 'hono';\nimport { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\nconst app = new Hono();\napp.post('/orders', async (c) => {\n  const { ownerId, total } = await c.req.json();\n  return c.json(await prisma.order.create({ data: { ownerId: c.get('user').id, total } }), 201);\n});\n",
            },
          ],
        },
      ],
    },
    {
      name: 'a service of another file that uses its argument as owner',
      filename: 'src/routes.ts',
      files: {
        'src/orders.ts': "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\nexport const create = (total: number, owner: string) => prisma.order.create({ data: { ownerId: owner, total } });\n",
      },
      code: "import express from 'express';\nimport { create } from './orders';\nconst app = express();\napp.post('/orders', async (req, res) => {\n  res.json(await create(req.body.total, req.body.userId));\n});\n",
      errors: [
        {
          messageId: 'owner',
          data: { field: 'userId', part: 'body', column: '`order.ownerId`' },
          line: 5,
          column: 41,
          suggestions: [
            {
              messageId: 'useContext',
              data: { expression: 'req.user.id' },
              output: "import express from 'express';\nimport { create } from './orders';\nconst app = express();\napp.post('/orders', async (req, res) => {\n  res.json(await create(req.body.total, req.user.id));\n});\n",
            },
          ],
        },
      ],
    },
    {
      name: 'a function of another file that takes the values of its statement one by one',
      filename: 'src/routes.ts',
      files: { 'src/db.ts': "import { Pool } from 'pg';\nconst pool = new Pool();\nexport const one = async (text: string, ...values: unknown[]) => (await pool.query(text, values)).rows[0];\n" },
      code: "import express from 'express';\nimport { one } from './db';\nconst app = express();\napp.post('/posts', async (req, res) => {\n  res.json(await one('INSERT INTO posts (title, user_id) VALUES ($1, $2) RETURNING id', req.body.title, req.body.userId));\n});\n",
      errors: [
        {
          messageId: 'owner',
          data: { field: 'userId', part: 'body', column: '`posts.user_id`' },
          line: 5,
          suggestions: [{ messageId: 'useContext', data: { expression: 'req.user.id' }, output: "import express from 'express';\nimport { one } from './db';\nconst app = express();\napp.post('/posts', async (req, res) => {\n  res.json(await one('INSERT INTO posts (title, user_id) VALUES ($1, $2) RETURNING id', req.body.title, req.user.id));\n});\n" }],
        },
      ],
    },
    {
      name: 'Next, with the expression of the settings',
      filename: 'app/api/orders/route.ts',
      settings: { identity: { expression: 'session.user.id' } },
      files: { 'package.json': '{ "dependencies": { "next": "16" } }' },
      code: "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\nexport async function POST(request: Request) {\n  const body = await request.json();\n  return Response.json(await prisma.order.create({ data: { userId: body.userId } }));\n}\n",
      errors: [
        {
          messageId: 'owner',
          line: 5,
          suggestions: [
            {
              messageId: 'useContext',
              data: { expression: 'session.user.id' },
              output: "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\nexport async function POST(request: Request) {\n  const body = await request.json();\n  return Response.json(await prisma.order.create({ data: { userId: session.user.id } }));\n}\n",
            },
          ],
        },
      ],
    },
    {
      name: 'NestJS: a DTO',
      filename: 'src/orders.controller.ts',
      files: { 'package.json': '{ "dependencies": { "@nestjs/core": "12", "@prisma/client": "7" } }' },
      code: "import { Body, Controller, Post } from '@nestjs/common';\nimport { PrismaClient } from '@prisma/client';\nclass CreateOrder { userId!: string; }\n@Controller('orders')\nexport class OrdersController {\n  constructor(private readonly prisma: PrismaClient) {}\n  @Post()\n  create(@Body() dto: CreateOrder) {\n    return this.prisma.order.create({ data: { userId: dto.userId } });\n  }\n}\n",
      errors: [{ messageId: 'owner', line: 9 }],
    },
    {
      name: 'setting identity.fields names others',
      settings: { identity: { fields: ['memberId', 'member_id'] } },
      code: route('/orders', "await pool.query('INSERT INTO orders (member_id) VALUES ($1)', [req.body.memberId]);"),
      errors: [
        {
          messageId: 'owner',
          line: 6,
          suggestions: [{ messageId: 'useContext', data: { expression: 'req.user.memberId' }, output: route('/orders', "await pool.query('INSERT INTO orders (member_id) VALUES ($1)', [req.user.memberId]);") }],
        },
      ],
    },
    {
      name: 'CommonJS under espree, every name another',
      parser: 'espree',
      sourceType: 'commonjs',
      code: "const x = require('express');\nconst { Pool } = require('pg');\nconst a = x();\nconst p = new Pool();\na.post('/orders', async (q, s) => {\n  await p.query('INSERT INTO orders (user_id) VALUES ($1)', [q.body.user_id]);\n  s.end();\n});\n",
      errors: [
        {
          messageId: 'owner',
          line: 6,
          suggestions: [
            {
              messageId: 'useContext',
              data: { expression: 'q.user.id' },
              output: "const x = require('express');\nconst { Pool } = require('pg');\nconst a = x();\nconst p = new Pool();\na.post('/orders', async (q, s) => {\n  await p.query('INSERT INTO orders (user_id) VALUES ($1)', [q.user.id]);\n  s.end();\n});\n",
            },
          ],
        },
      ],
    },
  ],
});
