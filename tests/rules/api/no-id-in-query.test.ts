import rule from '../../../src/rules/api/no-id-in-query.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const express = (body: string, route = "get('/orders'"): string => `import express from 'express';\nimport { PrismaClient } from '@prisma/client';\nconst app = express();\nconst prisma = new PrismaClient();\napp.${route}, async (req, res) => {\n${body}\n});`;
const SILENT: readonly (readonly [name: string, code: string])[] = [
  ['the path', express('res.json(await prisma.order.findUnique({ where: { id: req.params.id } }));', "get('/orders/:id'")],
  ['a filter of a list', express('res.json(await prisma.order.findMany({ where: { userId: req.query.userId } }));')],
  ['another parameter', express('res.json(await prisma.order.findUnique({ where: { slug: req.query.slug } }));')],
  ['a link in an e-mail, with a token', express('check(req.query.token);\nres.json(await prisma.order.findUnique({ where: { id: req.query.id } }));')],
  ['below a protocol', express('res.json(await prisma.client.findUnique({ where: { id: req.query.client_id } }));', "get('/oauth/authorize'")],
  ['a value that may come from elsewhere', express('res.json(await prisma.order.findUnique({ where: { id: req.query.id ?? req.user.orderId } }));')],
  ['a service that is not seen', express('res.json(await orders.load(req.query.id));')],
  ['look-alike: no database', "import express from 'express'; const app = express(); app.get('/orders', (req, res) => { const prisma = { order: { findUnique: (o) => o } }; res.json(prisma.order.findUnique({ where: { id: req.query.id } })); });"],
];

testRule(import.meta, rule, {
  valid: SILENT.map(([name, code]): Case => ({ name, code })),
  invalid: [
    { name: 'one row by its key', code: express('res.json(await prisma.order.findUnique({ where: { id: req.query.id } }));'), errors: [{ messageId: 'key', data: { name: 'id', of: ' of `order`' }, line: 6, column: 55 }] },
    { name: 'a pattern, a conversion, another name', code: express('const { orderId } = req.query;\nawait prisma.order.delete({ where: { id: Number(orderId) } });\nres.sendStatus(204);', "delete('/orders'"), errors: [{ messageId: 'key', data: { name: 'orderId', of: ' of `order`' }, line: 6, column: 9 }] },
    { name: 'SQL', code: "import express from 'express';\nimport { Pool } from 'pg';\nconst app = express();\nconst pool = new Pool();\napp.get('/users', async (req, res) => {\n  const { rows } = await pool.query('SELECT name FROM users WHERE id = $1', [req.query.userId]);\n  res.json(rows[0]);\n});", errors: [{ messageId: 'key', data: { name: 'userId', of: ' of `users`' }, line: 6, column: 78 }] },
  ],
});
