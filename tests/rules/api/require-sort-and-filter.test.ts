import rule from '../../../src/rules/api/require-sort-and-filter.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const express = (body: string, path = '/orders'): string => `import express from 'express';\nimport { PrismaClient } from '@prisma/client';\nconst app = express();\nconst prisma = new PrismaClient();\napp.get('${path}', async (req, res) => {\n${body}\n});`;
const PAGE = 'skip: Number(req.query.page) * 20, take: 20';
const SILENT: readonly (readonly [name: string, code: string])[] = [
  ['a filter', express(`res.json(await prisma.order.findMany({ where: { status: req.query.status }, ${PAGE} }));`)],
  ['an order', express(`res.json(await prisma.order.findMany({ orderBy: { [req.query.sortBy]: 'asc' }, ${PAGE} }));`)],
  ['the query as a whole, which may hold more', express(`res.json(await prisma.order.findMany({ where: filterOf(req.query), ${PAGE} }));`)],
  ['a helper that is given the request', express(`res.json(await prisma.order.findMany({ where: filterOf(req), ${PAGE} }));`)],
  ['a list that is not paged by the client', express('res.json(await prisma.order.findMany({ take: 20 }));')],
  ['a list without pages', express('res.json({ page: req.query.page, rows: await prisma.order.findMany() });')],
  ['one thing', express(`res.json(await prisma.order.findMany({ ${PAGE} }));`, '/orders/:id')],
  ['a list that is not seen', express('res.json(await orders.list(req.query.page, req.query.limit));')],
  ['look-alike: no database', "import express from 'express'; const app = express(); app.get('/orders', (req, res) => { const prisma = { order: { findMany: (o) => [o] } }; res.json(prisma.order.findMany({ take: Number(req.query.limit) })); });"],
];

testRule(import.meta, rule, {
  valid: SILENT.map(([name, code]): Case => ({ name, code })),
  invalid: [
    { name: 'pages only', code: express(`res.json(await prisma.order.findMany({ ${PAGE} }));`), errors: [{ messageId: 'fixed', data: { table: 'order' }, line: 6, column: 16 }] },
    { name: 'renamed, with a size', code: express('const { page, limit } = req.query;\nconst found = await prisma.order.findMany({ skip: page * limit, take: limit });\nres.json({ found, page });'), errors: [{ messageId: 'fixed', data: { table: 'order' }, line: 7, column: 21 }] },
    {
      name: 'a schema whose every field is a place in the list',
      code: "import { Hono } from 'hono';\nimport { zValidator } from '@hono/zod-validator';\nimport { z } from 'zod';\nimport { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\nnew Hono().get('/orders', zValidator('query', z.object({ cursor: z.string().optional() })), async (c) => {\n  const { cursor } = c.req.valid('query');\n  return c.json(await prisma.order.findMany({ cursor, take: 20 }));\n});",
      errors: [{ messageId: 'fixed', data: { table: 'order' }, line: 8, column: 23 }],
    },
  ],
});
