import rule from '../../../src/rules/api/list-response-shape.ts';
import type { InvalidCase } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const express = (body: string, path = '/orders'): string => `
import express from 'express';
import { Pool } from 'pg';
import { PrismaClient } from '@prisma/client';
const app = express();
const pool = new Pool();
const prisma = new PrismaClient();
app.get('${path}', async (req, res) => { ${body} });
`;
const bare = (name: string, before: string, after: string): InvalidCase => ({
  name,
  code: express(before),
  errors: [{ messageId: 'bare', data: { field: 'data' }, line: 7, suggestions: [{ messageId: 'wrap', data: { field: 'data' }, output: express(after) }] }],
});
const SILENT: readonly (readonly [name: string, code: string])[] = [
  ['an object with the items', express('const orders = await prisma.order.findMany(); res.json({ data: orders, total: orders.length });')],
  ['a cursor', express('const orders = await prisma.order.findMany({ take: 20 }); res.json({ items: orders, nextCursor: orders.at(-1)?.id });')],
  ['one row', express('res.json(await prisma.order.findFirst());')],
  ['one row of a list', express('const [order] = await prisma.order.findMany({ take: 2 }); res.json(order);')],
  ['a number', express('res.json(await prisma.order.count());')],
  ['the result of a driver, which is an object', express('res.json(await pool.query("SELECT id FROM orders"));')],
  ['what is not seen to be a list', express('res.json(await findOrders());')],
  ['an address of one thing', express('res.json(await prisma.order.findMany());', '/orders/:id')],
  ['a file of all rows', express('res.json(await prisma.order.findMany());', '/orders/export')],
  ['a POST', express('res.json(await prisma.order.findMany());').replace('app.get', 'app.post')],
  ['look-alike: no database', express('const store = { findMany: () => ({ a: 1 }) }; res.json(store.findMany());')],
];

testRule(import.meta, rule, {
  valid: SILENT.map(([name, code]) => ({ name, code })),
  invalid: [
    bare('the rows as the body', 'res.json(await prisma.order.findMany({ take: 20 }));', 'res.json({ data: await prisma.order.findMany({ take: 20 }) });'),
    bare('under other names, with a status', 'const found = await prisma.order.findMany({ where: { userId: req.user.id } }); res.status(200).send(found);', 'const found = await prisma.order.findMany({ where: { userId: req.user.id } }); res.status(200).send({ data: found });'),
    bare('each made into something', 'const orders = await prisma.order.findMany(); res.json(orders.map(toView));', 'const orders = await prisma.order.findMany(); res.json({ data: orders.map(toView) });'),
    bare('the rows of a driver', 'const { rows } = await pool.query("SELECT id FROM orders LIMIT 20"); res.json(rows);', 'const { rows } = await pool.query("SELECT id FROM orders LIMIT 20"); res.json({ data: rows });'),
    { name: 'another field, by the option', code: express('res.json(await prisma.order.findMany());'), options: [{ itemsField: 'items' }], errors: [{ messageId: 'bare', data: { field: 'items' }, line: 7, suggestions: [{ messageId: 'wrap', data: { field: 'items' }, output: express('res.json({ items: await prisma.order.findMany() });') }] }] },
    {
      name: 'what a service of another file returns; a promise is left to the author',
      filename: 'src/orders.controller.ts',
      files: {
        'src/orders.service.ts': `
          import { PrismaClient } from '@prisma/client';
          export class OrdersService {
            constructor(private readonly prisma: PrismaClient) {}
            list() { return this.prisma.order.findMany({ take: 20 }); }
            async page() { return { items: await this.prisma.order.findMany({ take: 20 }), next: null }; }
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
          list() { return this.orders.list(); }
          @Get('recent')
          page() { return this.orders.page(); }
        }
      `,
      errors: [{ messageId: 'bare', data: { field: 'data' }, line: 7, column: 19, suggestions: [] }],
    },
  ],
});
