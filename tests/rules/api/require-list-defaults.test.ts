import rule from '../../../src/rules/api/require-list-defaults.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const express = (body: string): string => `import express from 'express';\nimport { PrismaClient } from '@prisma/client';\nconst app = express();\nconst prisma = new PrismaClient();\napp.get('/orders', async (req, res) => {\n${body}\n});\napp.listen(3000);`;
const hono = (fields: string): string => `import { Hono } from 'hono';\nimport { zValidator } from '@hono/zod-validator';\nimport { z } from 'zod';\nnew Hono().get('/orders', zValidator('query', z.object({\n${fields}\n})), (c) => c.json(list(c.req.valid('query'))));`;
const nest = (fields: string): string => `import { Controller, Get, Query } from '@nestjs/common';\nimport { IsInt, IsOptional, Max } from 'class-validator';\nclass ListQuery {\n${fields}\n}\n@Controller('orders')\nexport class Orders {\n  @Get() list(@Query() query: ListQuery) { return this.orders.list(query); }\n}`;
const PACKAGE = { 'package.json': '{ "main": "src/app.ts", "dependencies": { "express": "5" } }' };
const SILENT: readonly (readonly [name: string, code: string])[] = [
  ['defaults and a bound', express('const page = Number(req.query.page) || 1;\nconst limit = Math.min(Number(req.query.limit ?? 20), 100);\nres.json(await prisma.order.findMany({ skip: (page - 1) * limit, take: limit }));')],
  ['defaults of a pattern', express('const { page = 1, limit = 20 } = req.query;\nres.json(await prisma.order.findMany({ skip: Number(page) * 20, take: Math.min(Number(limit), 100) }));')],
  ['a default that is set later', express('let limit = Number(req.query.limit);\nif (!limit || limit > 100) limit = 20;\nres.json(await prisma.order.findMany({ take: limit }));')],
  ['a value that is looked at', express('const limit = Number(req.query.limit);\nif (limit > 100) throw new Error("too many");\nres.json(await prisma.order.findMany({ take: limit }));')],
  ['a helper that is not seen', express('res.json(await prisma.order.findMany({ take: sizeOf(req.query.limit) }));')],
  ['a service that is not seen', express('res.json(await orders.list({ page: req.query.page, limit: req.query.limit }));')],
  ['a middleware that may set them', "import express from 'express';\nimport { PrismaClient } from '@prisma/client';\nimport { paged } from 'paging';\nconst app = express();\nconst prisma = new PrismaClient();\napp.get('/orders', paged(), async (req, res) => { res.json(await prisma.order.findMany({ take: Number(req.query.limit) })); });\napp.listen(3000);"],
  ['no list: a method that changes something', "import express from 'express';\nimport { PrismaClient } from '@prisma/client';\nconst app = express();\nconst prisma = new PrismaClient();\napp.post('/orders', async (req, res) => { res.json(await prisma.order.findMany({ take: Number(req.query.limit) })); });\napp.listen(3000);"],
  ['look-alike: another parameter', express('res.json(await prisma.order.findMany({ where: { size: Number(req.query.weight) }, take: 20 }));')],
  ['a schema with defaults and a bound', hono('page: z.coerce.number().default(1), limit: z.coerce.number().max(100).catch(20)')],
  ['an optional field, whose default may stand in the service', hono('page: z.coerce.number().optional()')],
  ['a field that a function changes', hono('limit: z.string().transform(toSize)')],
  ['a class with initialisers', nest('@IsInt() page = 1;\n@IsInt() @Max(100) limit = 20;')],
  ['an optional field of a class', nest('@IsOptional() @IsInt() page?: number;')],
];

testRule(import.meta, rule, {
  valid: SILENT.map(([name, code]): Case => ({ name, code, filename: 'src/app.ts', files: PACKAGE })),
  invalid: [
    { name: 'neither', filename: 'src/app.ts', files: PACKAGE, code: express('res.json(await prisma.order.findMany({ take: Number(req.query.limit) }));'), errors: [{ messageId: 'both', data: { name: 'limit' }, line: 6, column: 53 }] },
    { name: 'a default and no bound, renamed', filename: 'src/app.ts', files: PACKAGE, code: express('const size = parseInt(req.query.pageSize as string, 10) || 20;\nconst rows = await prisma.order.findMany({ take: size });\nres.json({ rows, size });'), errors: [{ messageId: 'maximum', data: { name: 'pageSize' }, line: 6, column: 23 }] },
    { name: 'a bound and no default', filename: 'src/app.ts', files: PACKAGE, code: express('const { limit } = req.query;\nres.json(await prisma.order.findMany({ take: Math.min(Number(limit), 100) }));'), errors: [{ messageId: 'default', data: { name: 'limit' }, line: 6, column: 9 }] },
    { name: 'a page', filename: 'src/app.ts', files: PACKAGE, code: express('const page = Number(req.query.page);\nres.json(await prisma.order.findMany({ skip: (page - 1) * 20, take: 20 }));'), errors: [{ messageId: 'default', data: { name: 'page' }, line: 6, column: 21 }] },
    { name: 'SQL', filename: 'src/app.ts', files: PACKAGE, code: "import express from 'express';\nimport { Pool } from 'pg';\nconst app = express();\nconst pool = new Pool();\napp.get('/orders', async (req, res) => {\n  const { rows } = await pool.query('SELECT id FROM orders ORDER BY id LIMIT $1', [req.query.limit]);\n  res.json(rows);\n});\napp.listen(3000);", errors: [{ messageId: 'both', data: { name: 'limit' }, line: 6, column: 84 }] },
    {
      name: 'fields of a schema',
      code: hono('page: z.coerce.number(),\nlimit: z.coerce.number().default(20)'),
      errors: [
        { messageId: 'default', data: { name: 'page' }, line: 5, column: 1 },
        { messageId: 'maximum', data: { name: 'limit' }, line: 6, column: 1 },
      ],
    },
    {
      name: 'fields of a class',
      code: nest('@IsInt() page: number;\n@IsInt() limit = 20;'),
      errors: [
        { messageId: 'default', data: { name: 'page' }, line: 4, column: 10 },
        { messageId: 'maximum', data: { name: 'limit' }, line: 5, column: 10 },
      ],
    },
  ],
});
