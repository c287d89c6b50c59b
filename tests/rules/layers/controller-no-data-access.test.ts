import rule from '../../../src/rules/layers/controller-no-data-access.ts';
import { testRule } from '../test-rule.ts';

const repository = 'src/repositories/orders.ts';
const files = {
  'package.json': '{ "name": "app", "dependencies": { "express": "5", "pg": "8" } }',
  'src/db.ts': "import { Pool } from 'pg';\nexport const pool = new Pool();",
  [repository]: "import { pool } from '../db';\nexport const find = (id: string) => pool.query('SELECT id FROM orders WHERE id = $1', [id]);",
};

testRule(import.meta, rule, {
  valid: [
    {
      name: 'the remedy: the query stands in a repository',
      filename: 'src/controllers/orders.ts',
      files,
      code: `
        import type { Request, Response } from 'express';
        import { find } from '../repositories/orders';
        export const show = async (req: Request, res: Response) => res.json(await find(req.params.id));
      `,
    },
    {
      name: 'a project without repositories',
      filename: 'src/controllers/orders.ts',
      files: { 'package.json': files['package.json'], 'src/db.ts': files['src/db.ts'] },
      code: `
        import type { Request, Response } from 'express';
        import { pool } from '../db';
        export const show = async (req: Request, res: Response) => res.json(await pool.query('SELECT id FROM orders WHERE id = $1', [req.params.id]));
      `,
    },
    {
      name: 'a folder of repositories without stored data is no such layer',
      filename: 'src/controllers/orders.ts',
      files: { 'package.json': files['package.json'], 'src/db.ts': files['src/db.ts'], [repository]: "export const find = (id: string) => fetch('https://orders.example/' + id);" },
      code: `
        import type { Request, Response } from 'express';
        import { pool } from '../db';
        export const show = async (req: Request, res: Response) => res.json(await pool.query('SELECT id FROM orders WHERE id = $1', [req.params.id]));
      `,
    },
    {
      name: 'a probe and the frame of a transaction are no data',
      filename: 'src/controllers/health.ts',
      files,
      code: `
        import type { Request, Response } from 'express';
        import { pool } from '../db';
        export const ready = async (req: Request, res: Response) => {
          await pool.query('BEGIN');
          await pool.query('SET LOCAL statement_timeout = 100');
          await pool.query('SELECT 1');
          await pool.query('COMMIT');
          res.sendStatus(204);
        };
      `,
    },
    {
      name: 'the database is handed on',
      filename: 'src/controllers/orders.ts',
      files: { ...files, [repository]: "import type { Pool } from 'pg';\nexport const find = (pool: Pool, id: string) => pool.query('SELECT id FROM orders WHERE id = $1', [id]);" },
      code: `
        import type { Request, Response } from 'express';
        import { pool } from '../db';
        import { find } from '../repositories/orders';
        export const show = async (req: Request, res: Response) => res.json(await find(pool, req.params.id));
      `,
    },
    { name: 'look-alike: a query of no database', filename: 'src/controllers/orders.ts', files, code: "import type { Request, Response } from 'express';\nimport { search } from '../search';\nexport const show = async (req: Request, res: Response) => res.json(await search.query('orders'));" },
    { name: 'look-alike: a helper in a folder of routes', filename: 'src/routes/seed.ts', files, code: "import { pool } from '../db';\nexport const seed = () => pool.query('INSERT INTO orders (id) VALUES (1)');" },
    { name: 'another layer', filename: 'src/services/orders.ts', files, code: "import { pool } from '../db';\nexport const all = () => pool.query('SELECT id FROM orders');" },
    { name: 'settings: another role', filename: 'src/controllers/orders.ts', files, settings: { layers: { repository: ['src/controllers/**'] } }, code: "import { pool } from '../db';\nexport const all = () => pool.query('SELECT id FROM orders');" },
  ],
  invalid: [
    {
      name: 'SQL in a handler, once a function',
      filename: 'src/controllers/orders.ts',
      files,
      code: `
        import type { Request, Response } from 'express';
        import { pool as database } from '../db';
        export const show = async (req: Request, res: Response) => {
          const order = await database.query('SELECT id FROM orders WHERE id = $1', [req.params.id]);
          const lines = await database.query('SELECT id FROM lines WHERE order_id = $1', [req.params.id]);
          res.json({ order, lines });
        };
        export const remove = async (req: Request, res: Response) => res.json(await database.query('DELETE FROM orders WHERE id = $1', [req.params.id]));
      `,
      errors: [
        { messageId: 'access', data: { what: 'database.query', repository }, line: 4, column: 23 },
        { messageId: 'access', data: { what: 'database.query', repository }, line: 8, column: 77 },
      ],
    },
    {
      name: 'an ORM in a route module, where the layer is called queries',
      filename: 'src/app/api/users/route.ts',
      files: {
        'package.json': '{ "name": "app", "dependencies": { "next": "16", "@prisma/client": "7" } }',
        'src/prisma.ts': "import { PrismaClient } from '@prisma/client';\nexport const prisma = new PrismaClient();",
        'src/queries/users.ts': "import { prisma } from '../prisma';\nexport const all = () => prisma.user.findMany();",
      },
      code: `
        import { prisma } from '../../../prisma';
        export async function GET() { return Response.json(await prisma.user.findMany({ take: 10 })); }
      `,
      errors: [{ messageId: 'access', data: { what: 'prisma.user.findMany', repository: 'src/queries/users.ts' }, line: 2, column: 58 }],
    },
    {
      name: 'a store injected into a controller',
      filename: 'src/orders/orders.controller.ts',
      files,
      code: `
        import { Controller, Get } from '@nestjs/common';
        import { DataSource } from 'typeorm';
        @Controller('orders')
        export class OrdersController {
          constructor(private readonly source: DataSource) {}
          @Get() all() { return this.source.query('SELECT id FROM orders'); }
        }
      `,
      errors: [{ messageId: 'access', data: { what: 'this.source.query', repository }, line: 6, column: 25 }],
    },
    {
      name: 'in plain JavaScript, under espree',
      parser: 'espree',
      filename: 'src/routes/orders.js',
      files,
      code: `
        const express = require('express');
        const { Pool } = require('pg');
        const pool = new Pool();
        const router = express.Router();
        router.get('/orders', async (req, res) => res.json(await pool.query('SELECT id FROM orders')));
        module.exports = router;
      `,
      errors: [{ messageId: 'access', data: { what: 'pool.query', repository }, line: 5, column: 58 }],
    },
  ],
});
