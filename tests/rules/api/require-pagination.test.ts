import rule from '../../../src/rules/api/require-pagination.ts';
import type { Case, InvalidCase } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const prisma = (body: string, path = '/orders'): string => `
  import express from 'express';
  import { PrismaClient } from '@prisma/client';
  const app = express();
  const prisma = new PrismaClient();
  app.get('${path}', async (req, res) => { ${body} });
`;
const pg = (body: string): string => `
  import express from 'express';
  import { Pool } from 'pg';
  const app = express();
  const pool = new Pool();
  app.get('/orders', async (req, res) => { ${body} });
`;
const orm = (imports: string, answer: string): string => `
  import express from 'express';
  ${imports}
  const app = express();
  app.get('/orders', async (req, res) => { res.json(${answer}); });
`;
const SEQUELIZE = "import { Model, DataTypes } from 'sequelize'; class Order extends Model {} class User extends Model {}";
const LISTS: readonly (readonly [name: string, code: string])[] = [
  ['Sequelize', orm(SEQUELIZE, 'await Order.findAll({ include: [User] })')],
  ['Mongoose', orm("import mongoose from 'mongoose'; const Order = mongoose.model('Order', new mongoose.Schema({}));", 'await Order.find().lean()')],
  ['TypeORM', orm("import { DataSource } from 'typeorm'; import { Order } from './order'; const repository = new DataSource({ type: 'postgres' }).getRepository(Order);", 'await repository.find({ order: { id: "ASC" } })')],
  ['Knex', orm("import knex from 'knex'; const db = knex({ client: 'pg' });", "await db('Order').select('id')")],
];
const SILENT: readonly (readonly [name: string, code: string])[] = [
  ['a page', prisma('res.json(await prisma.order.findMany({ take: Math.min(Number(req.query.limit) || 20, 100) }));')],
  ['options that are not seen', prisma('res.json(await prisma.order.findMany(pageOf(req)));')],
  ['options with more than is seen', prisma('res.json(await prisma.order.findMany({ ...pageOf(req), orderBy: { id: "asc" } }));')],
  ['the orders of one user', prisma('res.json(await prisma.order.findMany({ where: { userId: req.user.id } }));')],
  ['the orders that are asked for by their ids', prisma('res.json(await prisma.order.findMany({ where: { id: { in: ids } } }));')],
  ['a filter that is not seen', prisma('res.json(await prisma.order.findMany({ where }));')],
  ['a filter by a key', prisma('res.json(await prisma.order.findMany({ where: { slug: "home" } }));')],
  ['a count', prisma('res.json({ total: await prisma.order.count() });')],
  ['what is read and not answered with', prisma('const orders = await prisma.order.findMany(); res.json({ total: orders.length });')],
  ['one of the rows', prisma('const [order] = await prisma.order.findMany(); res.json(order);')],
  ['one of the rows, by its number', prisma('const orders = await prisma.order.findMany(); res.json(orders[0]);')],
  ['a helper that is not seen', prisma('res.json(await pagedQuery(prisma.order, req.query));')],
  ['a name that is given another value', prisma('let orders = await prisma.order.findMany(); orders = orders.slice(0, 20); res.json(orders);')],
  ['an address of one thing', prisma('res.json(await prisma.order.findMany());', '/orders/:id')],
  ['a file of all rows', prisma('res.json(await prisma.order.findMany());', '/orders/export')],
  ['a small table', prisma('res.json(await prisma.country.findMany());', '/countries')],
  ['a small table by the end of its name', prisma('res.json(await prisma.orderStatus.findMany());', '/order-statuses')],
  ['a page that is rendered', prisma('res.render("orders", { orders: await prisma.order.findMany() });')],
  ['LIMIT', pg('const { rows } = await pool.query("SELECT id FROM orders ORDER BY id LIMIT $1", [20]); res.json(rows);')],
  ['an aggregate', pg('const { rows } = await pool.query("SELECT status, count(*) FROM orders GROUP BY status"); res.json(rows);')],
  ['distinct values', pg('const { rows } = await pool.query("SELECT DISTINCT status FROM orders"); res.json(rows);')],
  ['SQL with a condition', pg('const { rows } = await pool.query("SELECT id FROM orders WHERE user_id = $1", [req.user.id]); res.json(rows);')],
  ['a text that may end with a LIMIT', pg('const { rows } = await pool.query(`SELECT id FROM orders ${page}`); res.json(rows);')],
  ['groups of rows', orm(SEQUELIZE, "await Order.findAll({ attributes: ['status'], group: ['status'] })")],
  ['the rows of an owner, by a table that is joined', orm(SEQUELIZE, 'await Order.findAll({ include: [{ model: User, where: { id: req.user.id } }] })')],
  ['look-alike: no database', 'import express from "express"; const app = express(); app.get("/orders", (req, res) => { const prisma = { order: { findMany: () => [] } }; res.json(prisma.order.findMany()); });'],
];

testRule(import.meta, rule, {
  valid: [
    ...SILENT.map(([name, code]): Case => ({ name, code })),
    { name: 'a POST', code: prisma('res.json(await prisma.order.findMany());').replace('app.get', 'app.post') },
    { name: 'a table that the option names', code: prisma('res.json(await prisma.shop.findMany());', '/shops'), options: [{ smallTables: ['shops'] }] },
  ],
  invalid: [
    { name: 'every row, as the body', code: prisma('res.json(await prisma.order.findMany({ orderBy: { id: "asc" } }));'), errors: [{ messageId: 'here', data: { table: 'order' }, line: 5, column: 57 }] },
    { name: 'under other names, as a field', code: prisma('const everything = await prisma.order.findMany(); res.status(200).json({ data: everything.map(toView) });'), errors: [{ messageId: 'here', data: { table: 'order' }, line: 5 }] },
    { name: 'those in one of a few states', code: prisma('res.json(await prisma.order.findMany({ where: { deletedAt: null, status: "open" } }));'), errors: [{ messageId: 'here', data: { table: 'order' }, line: 5 }] },
    { name: 'a count beside them', code: prisma('const [orders, total] = await Promise.all([prisma.order.findMany(), prisma.order.count()]); res.json({ orders, total });'), errors: [{ messageId: 'here', data: { table: 'order' }, line: 5 }] },
    { name: 'one of two answers', code: prisma('res.json(req.query.q ? await search(req.query.q) : await prisma.order.findMany());'), errors: [{ messageId: 'here', data: { table: 'order' }, line: 5 }] },
    { name: 'after a promise', code: prisma('prisma.order.findMany().then((orders) => { res.json(orders); });'), errors: [{ messageId: 'here', data: { table: 'order' }, line: 5 }] },
    { name: 'SQL text', code: pg('const { rows } = await pool.query("SELECT id FROM orders ORDER BY id"); res.json(rows);'), errors: [{ messageId: 'here', data: { table: 'orders' }, line: 5 }] },
    { name: 'SQL text, by the result', code: pg('const found = await pool.query("SELECT id FROM orders"); res.json(found.rows);'), errors: [{ messageId: 'here', data: { table: 'orders' }, line: 5 }] },
    { name: 'a table that another option leaves out', code: prisma('res.json(await prisma.country.findMany());', '/countries'), options: [{ smallTables: [] }], errors: [{ messageId: 'here', data: { table: 'country' }, line: 5 }] },
    ...LISTS.map(([name, code]): InvalidCase => ({ name, code, errors: [{ messageId: 'here', data: { table: 'Order' }, line: 4 }] })),
    {
      name: 'in a repository behind a service, injected',
      filename: 'src/orders.controller.ts',
      files: {
        'src/orders.service.ts': `
          import { Injectable } from '@nestjs/common';
          import { OrdersRepository } from './orders.repository';
          @Injectable()
          export class OrdersService {
            constructor(private readonly repository: OrdersRepository) {}
            list() { return this.repository.all(); }
            page(size: number) { return this.repository.some(size); }
          }
        `,
        'src/orders.repository.ts': `
          import { PrismaClient } from '@prisma/client';
          export class OrdersRepository {
            constructor(private readonly prisma: PrismaClient) {}
            all() { return this.prisma.order.findMany(); }
            some(take: number) { return this.prisma.order.findMany({ take }); }
          }
        `,
      },
      code: `
        import { Controller, Get } from '@nestjs/common';
        import { OrdersService } from './orders.service';
        @Controller('orders')
        export class OrdersController {
          constructor(private readonly orders: OrdersService) {}
          @Get()
          async list() { return { data: await this.orders.list() }; }
          @Get('recent')
          recent() { return this.orders.page(10); }
        }
      `,
      errors: [{ messageId: 'called', data: { table: 'order' }, line: 7, column: 39 }],
    },
  ],
});
