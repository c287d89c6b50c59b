import rule from '../../../src/rules/api/json-camel-case.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const express = (body: string, route = "get('/orders'"): string => `
  import express from 'express';
  const app = express();
  app.${route}, (req, res) => { ${body} });
`;
const hono = (schema: string, path = '/orders'): string => `
  import { Hono } from 'hono';
  import { zValidator } from '@hono/zod-validator';
  import { z } from 'zod';
  const app = new Hono();
  app.post('${path}', zValidator('json', ${schema}), (c) => c.json(create(c.req.valid('json'))));
`;
const SILENT: readonly (readonly [name: string, code: string])[] = [
  ['camelCase', express('res.json({ createdAt: now(), userID: 1, orderLines: [{ unitPrice: 2 }] });')],
  ['the metadata of a protected resource (RFC 9728)', express('res.json({ resource: url, bearer_methods_supported: ["header"], authorization_servers: [url] });')],
  ['the answer of a token endpoint', express('res.json({ access_token: token, expires_in: 3600, refresh_count: 1 });')],
  ['below a protocol', express('res.json({ user_name: name });', "get('/oauth/userinfo'")],
  ['a webhook', hono('z.object({ event_type: z.string() })', '/webhooks/billing')],
  ['constants, headers and keys of maps', express("res.json({ ORDER_LIMIT: 3, 'x-request-id': id, en_US: 'Hello', '2024_01': 2, Monday: 4 });")],
  ['what a library adds', express('res.json({ _count: 3, __typename: "Order" });')],
  ['a row of the database as it is', express('res.json(row);')],
  ['a computed name', express('res.json({ [order_id]: 1 });')],
  ['an object that goes elsewhere too', express('const sent = { order_id: id }; sdk.send(sent); res.json(sent);')],
  ['an environment schema', "import { z } from 'zod'; export const env = z.object({ database_url: z.string() }).parse(process.env);"],
  ['a schema of headers', "import { Hono } from 'hono'; import { zValidator } from '@hono/zod-validator'; import { z } from 'zod'; const app = new Hono(); app.get('/orders', zValidator('header', z.object({ api_key: z.string() })), (c) => c.json([]));"],
  ['a class that nothing documents', 'export class Order { order_id: string; }'],
  ['a documented class with other names for clients', "import { ApiProperty } from '@nestjs/swagger'; export class Order { @ApiProperty({ name: 'orderId' }) order_id: string; }"],
  ['look-alike: json of something else', 'const res = { json: (body: unknown) => body }; res.json({ order_id: 1 });'],
  ['what a client sends', express("await fetch('https://api.example.com', { body: JSON.stringify({ order_id: 1 }) }); res.json({});")],
];

testRule(import.meta, rule, {
  valid: [
    ...SILENT.map(([name, code]): Case => ({ name, code })),
    { name: 'snake_case where the project has chosen it', code: express('res.json({ created_at: now(), id: 1 });'), options: [{ case: 'snake_case' }] },
  ],
  invalid: [
    {
      name: 'a field of an answer',
      code: express('res.json({ created_at: now() });'),
      errors: [{ messageId: 'answer', data: { name: 'created_at', wanted: 'createdAt', case: 'camelCase' }, line: 3, column: 47, suggestions: [{ messageId: 'rename', data: { wanted: 'createdAt' }, output: express('res.json({ createdAt: now() });') }] }],
    },
    {
      name: 'a field in short, inside a list, renamed identifiers',
      code: "import express from 'express';\nconst server = express();\nserver.get('/orders', (q, reply) => { reply.send({ items: rows.map((row) => ({ unit_price })) }); });",
      errors: [{ messageId: 'answer', data: { name: 'unit_price', wanted: 'unitPrice', case: 'camelCase' }, line: 3, column: 80, suggestions: [{ messageId: 'rename', data: { wanted: 'unitPrice' }, output: "import express from 'express';\nconst server = express();\nserver.get('/orders', (q, reply) => { reply.send({ items: rows.map((row) => ({ unitPrice: unit_price })) }); });" }] }],
    },
    {
      name: 'through a function of the same file, and a name that only the answer has',
      code: express('const body = toJson(1); res.json(body);') + 'function toJson(id) { return { OrderId: id }; }',
      errors: [{ messageId: 'answer', data: { name: 'OrderId', wanted: 'orderId', case: 'camelCase' }, line: 4, column: 32, suggestions: [{ messageId: 'rename', data: { wanted: 'orderId' }, output: express('const body = toJson(1); res.json(body);') + 'function toJson(id) { return { orderId: id }; }' }] }],
    },
    {
      name: 'what a Nest method returns',
      code: "import { Controller, Get } from '@nestjs/common';\n@Controller('orders')\nexport class Orders {\n  @Get() list() { return { total_pages: 1 }; }\n}",
      errors: [{ messageId: 'answer', data: { name: 'total_pages', wanted: 'totalPages', case: 'camelCase' }, line: 4, column: 28, suggestions: [{ messageId: 'rename', data: { wanted: 'totalPages' }, output: "import { Controller, Get } from '@nestjs/common';\n@Controller('orders')\nexport class Orders {\n  @Get() list() { return { totalPages: 1 }; }\n}" }] }],
    },
    { name: 'a field of a schema, below another', code: hono('z.object({ lines: z.array(z.object({ unit_price: z.number() })) })'), errors: [{ messageId: 'request', data: { name: 'unit_price', wanted: 'unitPrice', case: 'camelCase' }, line: 5, column: 77 }] },
    {
      name: 'a schema of another file',
      code: `import { Hono } from 'hono';\nimport { zValidator } from '@hono/zod-validator';\nimport { orderSchema } from './order';\nnew Hono().post('/orders', zValidator('json', orderSchema), (c) => c.json({}));`,
      files: { 'order.ts': "import { z } from 'zod'; export const orderSchema = z.object({ unit_price: z.number() });" },
      errors: [{ messageId: 'below', data: { name: 'unit_price', wanted: 'unitPrice', case: 'camelCase' }, line: 4, column: 47 }],
    },
    { name: 'a documented class', code: "import { ApiProperty } from '@nestjs/swagger'; export class Order { @ApiProperty() order_id: string; }", errors: [{ messageId: 'class', data: { name: 'order_id', wanted: 'orderId', case: 'camelCase' }, line: 1, column: 84 }] },
    {
      name: 'camelCase where the project has chosen the other',
      code: express('res.json({ createdAt: now() });'),
      options: [{ case: 'snake_case' }],
      errors: [{ messageId: 'answer', data: { name: 'createdAt', wanted: 'created_at', case: 'snake_case' }, line: 3, column: 47, suggestions: [{ messageId: 'rename', data: { wanted: 'created_at' }, output: express('res.json({ created_at: now() });') }] }],
    },
  ],
});
