import rule from '../../../src/rules/layers/layer-boundaries.ts';
import { testRule } from '../test-rule.ts';

const manifest = '{ "name": "app", "dependencies": { "express": "5", "pg": "8", "@nestjs/common": "11", "tsyringe": "4" } }';
const repository = `
  import { Pool } from 'pg';
  export const PAGE = 20;
  export class OrderNotFound extends Error { describe() { return 'none'; } }
  export type Order = { id: string };
  export class OrderRepository {
    constructor(private readonly pool: Pool) {}
    find(id: string) { return this.pool.query('SELECT id FROM orders WHERE id = $1', [id]); }
  }
  export const orders = new OrderRepository(new Pool());
  export async function findOrder(id: string) { return orders.find(id); }
`;
const service = `
  import { orders } from '../repositories/orders';
  export class OrderService { get(id: string) { return orders.find(id); } }
  export const orderService = new OrderService();
`;
const controller = `
  import type { Request, Response } from 'express';
  export const show = (req: Request, res: Response) => res.json({ id: req.params.id });
`;
const project = { 'package.json': manifest, 'src/repositories/orders.ts': repository, 'src/services/orders.ts': service };
const byFolder = (role: string): string => `folder ${role}/`;

testRule(import.meta, rule, {
  valid: [
    {
      name: 'the remedy: a controller calls a service',
      filename: 'src/controllers/orders.ts',
      files: project,
      code: `
        import type { Request, Response } from 'express';
        import { orderService } from '../services/orders';
        export const show = async (req: Request, res: Response) => res.json(await orderService.get(req.params.id));
      `,
    },
    { name: 'a service calls a repository', filename: 'src/services/more.ts', files: project, code: "import { orders } from '../repositories/orders';\nexport const all = () => orders.find('1');" },
    { name: 'a service calls a service', filename: 'src/services/more.ts', files: project, code: "import { orderService } from './orders';\nexport const all = () => orderService.get('1');" },
    {
      name: 'a project without a service layer: nothing is skipped',
      filename: 'src/controllers/orders.ts',
      files: { 'package.json': manifest, 'src/repositories/orders.ts': repository, 'src/services/mail.ts': 'export const send = () => {};' },
      code: `
        import type { Request, Response } from 'express';
        import { orders } from '../repositories/orders';
        export const show = async (req: Request, res: Response) => res.json(await orders.find(req.params.id));
      `,
    },
    {
      name: 'types, constants and errors of a repository',
      filename: 'src/controllers/orders.ts',
      files: project,
      code: `
        import type { Request, Response } from 'express';
        import type { OrderRepository } from '../repositories/orders';
        import { type Order, OrderNotFound, PAGE } from '../repositories/orders';
        export type Repository = OrderRepository;
        export const show = (req: Request, res: Response, error: unknown) => res.json({ size: PAGE, order: {} as Order, missing: error instanceof OrderNotFound });
      `,
    },
    {
      name: 'an import that is used as a type only, without the word',
      filename: 'src/controllers/orders.ts',
      files: project,
      code: `
        import { Request, Response } from 'express';
        import { OrderRepository } from '../repositories/orders';
        export const show = (req: Request, res: Response) => res.json({} as Awaited<ReturnType<OrderRepository['find']>>);
      `,
    },
    {
      name: 'parts that are put together and handed on',
      filename: 'src/routes/orders.ts',
      files: project,
      code: `
        import { Router } from 'express';
        import { Pool } from 'pg';
        import { OrderRepository } from '../repositories/orders';
        import { OrderService } from '../services/orders';
        import { OrderController } from '../controllers/orders';
        export function routes(pool: Pool) {
          const repository = new OrderRepository(pool);
          const controller = new OrderController(new OrderService(repository));
          return Router().get('/orders', (req, res) => controller.show(req, res));
        }
      `,
    },
    {
      name: 'a module lists its providers',
      filename: 'src/orders.module.ts',
      files: project,
      code: `
        import { Module } from '@nestjs/common';
        import { OrderRepository } from './repositories/orders';
        @Module({ providers: [OrderRepository] })
        export class OrderModule {}
      `,
    },
    { name: 'a job may call what it needs', filename: 'src/jobs/orders.ts', files: project, code: "import { orders } from '../repositories/orders';\nexport const run = () => orders.find('1');" },
    { name: 'a test may, too', filename: 'src/controllers/orders.test.ts', files: project, code: "import { orders } from '../repositories/orders';\nexport const run = () => orders.find('1');" },
    {
      name: 'look-alike: a helper in a folder of routes, which answers no request',
      filename: 'src/services/names.ts',
      files: { ...project, 'src/routes/names.ts': 'export const isName = (text: string) => /^[a-z]+$/.test(text);' },
      code: "import { orders } from '../repositories/orders';\nimport { isName } from '../routes/names';\nexport const find = (id: string) => isName(id) && orders.find(id);",
    },
    {
      name: 'look-alike: a database client that is called a service',
      filename: 'src/users/user.repository.ts',
      files: { 'package.json': manifest, 'src/database.service.ts': "import { Pool } from 'pg';\nexport class DatabaseService { readonly pool = new Pool(); run(text: string) { return this.pool.query(text); } }" },
      code: `
        import { DatabaseService } from '../database.service';
        export class UserRepository {
          constructor(private readonly database: DatabaseService) {}
          all() { return this.database.run('SELECT id FROM users'); }
        }
      `,
    },
    {
      name: 'look-alike: a repository without stored data',
      filename: 'src/controllers/weather.ts',
      files: { ...project, 'src/repositories/weather.ts': "export const forecast = async (city: string) => (await fetch('https://weather.example/' + city)).json();" },
      code: `
        import type { Request, Response } from 'express';
        import { forecast } from '../repositories/weather';
        export const show = async (req: Request, res: Response) => res.json(await forecast(req.params.city));
      `,
    },
    { name: 'unknown: a file that is not there', filename: 'src/controllers/orders.ts', files: project, code: "import { orders } from '../repositories/missing';\nexport const show = (req, res) => res.json(orders.find(req.params.id));" },
    {
      name: 'settings: another role',
      filename: 'src/controllers/orders.ts',
      files: project,
      settings: { layers: { entry: ['src/controllers/**'] } },
      code: `
        import type { Request, Response } from 'express';
        import { orders } from '../repositories/orders';
        export const show = async (req: Request, res: Response) => res.json(await orders.find(req.params.id));
      `,
    },
  ],
  invalid: [
    {
      name: 'a controller imports a repository',
      filename: 'src/controllers/orders.ts',
      files: project,
      code: `
        import type { Request, Response } from 'express';
        import { PAGE, orders as all, findOrder } from '../repositories/orders';
        export const show = async (req: Request, res: Response) => res.json([PAGE, await all.find(req.params.id), await findOrder('1')]);
      `,
      errors: [{ messageId: 'skip', data: { name: 'all', fromRole: 'controller', toRole: 'repository', from: byFolder('controllers'), to: byFolder('repositories'), between: 'src/services/orders.ts' }, line: 2, column: 16 }],
    },
    {
      name: 'through a barrel, in plain JavaScript',
      parser: 'espree',
      filename: 'src/controllers/orders.js',
      files: {
        'package.json': manifest,
        'src/repositories/orders.repository.js': "const { Pool } = require('pg');\nconst pool = new Pool();\nmodule.exports = { find: (id) => pool.query('SELECT id FROM orders WHERE id = $1', [id]) };",
        'src/repositories/index.js': "module.exports.orders = require('./orders.repository');",
        'src/services/order.service.js': "const { orders } = require('../repositories');\nmodule.exports.get = (id) => orders.find(id);",
      },
      code: `
        const { orders } = require('../repositories');
        exports.show = async (req, res) => res.json(await orders.find(req.params.id));
      `,
      errors: [{ messageId: 'skip', data: { name: 'orders', fromRole: 'controller', toRole: 'repository', from: byFolder('controllers'), to: 'file name orders.repository.js', between: 'src/services/order.service.js' }, line: 1, column: 9 }],
    },
    {
      name: 'injected into a controller, reported at the type',
      filename: 'src/orders/orders.controller.ts',
      files: { ...project, 'src/orders/order.service.ts': "import { OrderRepository } from '../repositories/orders';\nexport class OrderService { constructor(private readonly orders: OrderRepository) {} get(id: string) { return this.orders.find(id); } }" },
      code: `
        import { Controller, Get, Param } from '@nestjs/common';
        import { OrderRepository } from '../repositories/orders';
        import { OrderService } from './order.service';
        @Controller('orders')
        export class OrdersController {
          constructor(private readonly service: OrderService, private readonly repository: OrderRepository) {}
          @Get(':id') get(@Param('id') id: string) { return this.repository.find(id); }
        }
      `,
      errors: [{ messageId: 'skip', data: { name: 'OrderRepository', fromRole: 'controller', toRole: 'repository', from: 'decorator @Controller()', to: byFolder('repositories'), between: 'src/orders/order.service.ts' }, line: 6, column: 84 }],
    },
    {
      name: 'injected by the type of an interface, which is imported as a type',
      filename: 'src/orders/orders.controller.ts',
      files: {
        ...project,
        'src/orders/order.repository.ts': "import { Pool } from 'pg';\nexport interface OrderRepository { find(id: string): Promise<unknown> }\nexport class PgOrders implements OrderRepository { constructor(private readonly pool: Pool) {} async find(id: string) { return this.pool.query('SELECT 1 FROM orders WHERE id = $1', [id]); } }",
      },
      code: `
        import type { Request, Response } from 'express';
        import { inject, injectable } from 'tsyringe';
        import type { OrderRepository } from './order.repository';
        @injectable()
        export class OrdersController {
          constructor(@inject('OrderRepository') private readonly orders: OrderRepository) {}
          show = async (req: Request, res: Response) => res.json(await this.orders.find(req.params.id));
        }
      `,
      errors: [{ messageId: 'skip', data: { name: 'OrderRepository', fromRole: 'controller', toRole: 'repository', from: 'file name orders.controller.ts', to: 'file name order.repository.ts', between: 'src/services/orders.ts' }, line: 6, column: 67 }],
    },
    {
      name: 'loaded when it is needed, and taken out of a container',
      filename: 'src/controllers/orders.ts',
      files: { ...project, 'src/repositories/carts.ts': "import { Pool } from 'pg';\nexport class CartRepository { constructor(private readonly pool: Pool) {} all() { return this.pool.query('SELECT id FROM carts'); } }" },
      code: `
        import type { Request, Response } from 'express';
        import { container } from 'tsyringe';
        import { CartRepository } from '../repositories/carts';
        const carts = container.resolve(CartRepository);
        export const show = async (req: Request, res: Response) => {
          const { findOrder } = await import('../repositories/orders');
          res.json([await findOrder(req.params.id), await carts.all()]);
        };
      `,
      errors: [
        { messageId: 'skip', data: { name: 'CartRepository', fromRole: 'controller', toRole: 'repository', from: byFolder('controllers'), to: byFolder('repositories'), between: 'src/services/orders.ts' }, line: 3, column: 10 },
        { messageId: 'skip', data: { name: 'findOrder', fromRole: 'controller', toRole: 'repository', from: byFolder('controllers'), to: byFolder('repositories'), between: 'src/services/orders.ts' }, line: 6, column: 11 },
      ],
    },
    {
      name: 'a service calls a controller',
      filename: 'src/services/orders.ts',
      files: { 'package.json': manifest, 'src/repositories/orders.ts': repository, 'src/controllers/orders.ts': controller },
      code: `
        import { orders } from '../repositories/orders';
        import { show } from '../controllers/orders';
        export const all = (req, res) => [orders.find('1'), show(req, res)];
      `,
      errors: [{ messageId: 'back', data: { name: 'show', fromRole: 'service', toRole: 'controller', from: byFolder('services'), to: byFolder('controllers') }, line: 2, column: 10 }],
    },
    {
      name: 'a repository calls the service that uses it: a circle',
      filename: 'src/repositories/orders.ts',
      files: { 'package.json': manifest, 'src/services/orders.ts': "import { find } from '../repositories/orders';\nexport const price = async (id: string) => find(id);" },
      code: `
        import { Pool } from 'pg';
        import { price } from '../services/orders';
        const pool = new Pool();
        export const find = async (id: string) => [await pool.query('SELECT id FROM orders WHERE id = $1', [id]), await price(id)];
      `,
      errors: [{ messageId: 'circle', data: { name: 'price', fromRole: 'repository', toRole: 'service', from: byFolder('repositories'), to: byFolder('services') }, line: 2, column: 10 }],
    },
    {
      name: 'settings name the layers',
      filename: 'src/http/orders.ts',
      files: { 'package.json': manifest, 'src/data/orders.ts': repository, 'src/domain/orders.ts': "import { orders } from '../data/orders';\nexport const get = (id: string) => orders.find(id);" },
      settings: { layers: { controller: ['src/http/**'], service: ['src/domain/**'], repository: ['src/data/**'] } },
      code: "import { findOrder } from '../data/orders';\nexport const show = (id) => findOrder(id);",
      errors: [{ messageId: 'skip', data: { name: 'findOrder', fromRole: 'controller', toRole: 'repository', from: 'settings src/http/**', to: 'settings src/data/**', between: 'src/domain/orders.ts' }, line: 1, column: 10 }],
    },
  ],
});
