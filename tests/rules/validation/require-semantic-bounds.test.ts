import rule from '../../../src/rules/validation/require-semantic-bounds.ts';
import { testRule } from '../test-rule.ts';

const EXPRESS = "import { z } from 'zod';\nimport express from 'express';\nconst app = express();\n";
const app = (fields: string, body = 'res.json(order);', head = EXPRESS): string => `${head}const Order = z.object({ ${fields} });\napp.post('/orders', (req, res) => {\n  const order = Order.parse(req.body);\n  ${body}\n});`;
const JOI = "import Joi from 'joi';\nimport express from 'express';\nconst app = express();\n";
const joi = (fields: string): string => `${JOI}const Person = Joi.object({ ${fields} });\napp.post('/people', async (req, res) => res.json(await Person.validateAsync(req.body)));`;
const VALIBOT = "import * as v from 'valibot';\nimport express from 'express';\nconst app = express();\n";
const valibot = (fields: string): string => `${VALIBOT}const Person = v.object({ ${fields} });\napp.post('/people', (req, res) => res.json(v.parse(Person, req.body)));`;
const nest = (imports: string, fields: string): string => `import { Body, Controller, Post } from '@nestjs/common';\nimport { ${imports} } from 'class-validator';\nclass Order {\n${fields}\n}\n@Controller('orders')\nexport class Orders {\n  @Post()\n  make(@Body() order: Order) { return order; }\n}`;
const suggested = (output: string) => [{ messageId: 'addBounds', output }];

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: bounds', code: app('age: z.number().int().min(1).max(120), quantity: z.number().int().positive(), price: z.number().nonnegative(), born: z.date(), birthDate: z.date().max(new Date())') },
    { name: 'remedy: a condition of the field', code: app('quantity: z.number().refine((n) => n > 0), dateOfBirth: z.coerce.date().refine((date) => date <= new Date())') },
    { name: 'remedy: a condition of the object', code: `${EXPRESS}const Order = z.object({ quantity: z.number() }).refine((order) => order.quantity > 0);\napp.post('/orders', (req, res) => res.json(Order.parse(req.body)));` },
    { name: 'remedy: a list of values, and a maker with bounds', code: app('age: z.literal(18), quantity: z.uint32()') },
    { name: 'remedy: the handler compares', code: app('quantity: z.number()', "if (order.quantity <= 0) return res.status(422).end();\n  res.json(order);") },
    { name: 'remedy: the handler compares it under another name', code: app('quantity: z.number()', "const { quantity: pieces } = order;\n  if (pieces <= 0) return res.status(422).end();\n  res.json(order);") },
    { name: 'remedy in a function the handler calls', filename: 'src/app.ts', files: { 'src/orders.ts': "export function place(order: { price: number }) { if (order.price < 0) throw new Error('price'); return order; }" }, code: app('price: z.number()', 'res.json(place(order));', `${EXPRESS}import { place } from './orders';\n`) },
    { name: 'remedy: a CHECK of the table', filename: 'src/app.ts', files: { 'package.json': '{ "name": "shop", "dependencies": { "zod": "4" } }', 'migrations/1.sql': 'CREATE TABLE orders (id uuid PRIMARY KEY, quantity int NOT NULL CHECK (quantity > 0));' }, code: app('quantity: z.number()') },
    { name: 'unknown: a check of the project', code: app('age: z.number().superRefine(isAdult), price: z.number().transform(toCents)') },
    { name: 'unknown: a text', code: app('age: z.string(), price: z.string()') },
    { name: 'differences, lifetimes and filters of a range', code: app('quantityDelta: z.number(), priceChange: z.number(), maxAge: z.number(), minPrice: z.number(), cacheAge: z.number()') },
    { name: 'look-alike: words that only end alike', code: app('page: z.number(), image: z.number(), usage: z.number(), format: z.number(), flat: z.number()') },
    { name: 'a schema of answers', code: `${EXPRESS}export const Product = z.object({ price: z.number() });\napp.get('/products', (req, res) => res.json(Product.parse(load())));` },
    { name: 'joi knows today', code: joi("age: Joi.number().min(1).max(120), dateOfBirth: Joi.date().max('now')") },
    { name: 'valibot', code: valibot('age: v.pipe(v.number(), v.minValue(1), v.maxValue(120)), quantity: v.pipe(v.number(), v.integer(), v.gtValue(0))') },
    { name: 'class-validator', code: nest('IsInt, IsDate, MaxDate, Min', '  @IsInt() @Min(1) quantity: number;\n  @IsDate() @MaxDate(() => new Date()) birthDate: Date;') },
    { name: 'JSON Schema has no keyword for today', code: "import Fastify from 'fastify';\nconst app = Fastify();\napp.post('/people', { schema: { body: { type: 'object', properties: { birthDate: { type: 'string', format: 'date' } } } } }, async (request) => request.body);" },
  ],
  invalid: [
    {
      name: 'any number',
      code: app('age: z.number().int()'),
      errors: [{ messageId: 'unbounded', data: { field: 'age' }, line: 4, column: 31, suggestions: suggested(app('age: z.number().min(1).max(120).int()')) }],
    },
    {
      name: 'a minimum alone; below a list; coerced and optional',
      code: app('children: z.array(z.object({ childAge: z.coerce.number().min(0).optional() })), unitPrice: z.coerce.number().optional()'),
      errors: [
        { messageId: 'noMaximum', data: { field: 'childAge', most: '120' }, line: 4, suggestions: suggested(app('children: z.array(z.object({ childAge: z.coerce.number().max(120).min(0).optional() })), unitPrice: z.coerce.number().optional()')) },
        { messageId: 'noMinimum', data: { field: 'unitPrice', least: '0' }, line: 4, suggestions: suggested(app('children: z.array(z.object({ childAge: z.coerce.number().min(0).optional() })), unitPrice: z.coerce.number().min(0).optional()')) },
      ],
    },
    {
      name: 'a day to come, as a date and as a text',
      code: app('dateOfBirth: z.coerce.date(), birthday: z.string().date()'),
      errors: [
        { messageId: 'future', data: { field: 'dateOfBirth' }, line: 4, suggestions: suggested(app('dateOfBirth: z.coerce.date().refine((date) => date <= new Date()), birthday: z.string().date()')) },
        { messageId: 'future', data: { field: 'birthday' }, line: 4 },
      ],
    },
    {
      name: 'the schema of another file, renamed',
      filename: 'src/web.ts',
      files: { 'src/order.ts': "import { z } from 'zod';\nexport const Order = z.object({ qty: z.number() });" },
      code: "import express from 'express';\nimport { Order as Shape } from './order';\nconst web = express();\nweb.put('/o', (question, answer) => answer.json(Shape.parse(question.body)));",
      errors: [{ messageId: 'noMinimum', data: { field: 'qty', least: '0' }, line: 4, column: 49 }],
    },
    {
      name: 'joi',
      code: joi('birthDate: Joi.date().required(), latitude: Joi.number().required().max(90)'),
      errors: [
        { messageId: 'future', data: { field: 'birthDate' }, line: 4, suggestions: suggested(joi("birthDate: Joi.date().max('now').required(), latitude: Joi.number().required().max(90)")) },
        { messageId: 'noMinimum', data: { field: 'latitude', least: '-90' }, line: 4, suggestions: suggested(joi('birthDate: Joi.date().required(), latitude: Joi.number().min(-90).required().max(90)')) },
      ],
    },
    {
      name: 'valibot, with and without a pipe',
      code: valibot('age: v.number(), price: v.pipe(v.number(), v.finite(), v.maxValue(9)), dob: v.optional(v.date())'),
      errors: [
        { messageId: 'unbounded', data: { field: 'age' }, line: 4, suggestions: suggested(valibot('age: v.pipe(v.number(), v.minValue(1), v.maxValue(120)), price: v.pipe(v.number(), v.finite(), v.maxValue(9)), dob: v.optional(v.date())')) },
        { messageId: 'future', data: { field: 'dob' }, line: 4 },
      ],
    },
    {
      name: 'class-validator, with the import that is missing',
      code: nest('IsDate, IsInt', '  @IsInt()\n  quantity: number;\n  @IsDate() birthDate: Date;'),
      errors: [
        { messageId: 'noMinimum', data: { field: 'quantity', least: '0' }, line: 5, column: 3, suggestions: suggested(nest('IsDate, IsInt, Min', '  @Min(0)\n  @IsInt()\n  quantity: number;\n  @IsDate() birthDate: Date;')) },
        { messageId: 'future', data: { field: 'birthDate' }, line: 6, suggestions: suggested(nest('IsDate, IsInt, MaxDate', '  @IsInt()\n  quantity: number;\n  @MaxDate(() => new Date())\n  @IsDate() birthDate: Date;')) },
      ],
    },
    {
      name: 'JSON Schema of a route',
      code: "import Fastify from 'fastify';\nconst app = Fastify();\napp.post('/orders', { schema: { body: { type: 'object', properties: { price: { type: 'number' } } } } }, async (request) => request.body);",
      errors: [{ messageId: 'noMinimum', data: { field: 'price', least: '0' }, line: 3, suggestions: suggested("import Fastify from 'fastify';\nconst app = Fastify();\napp.post('/orders', { schema: { body: { type: 'object', properties: { price: { type: 'number', minimum: 0 } } } } }, async (request) => request.body);") }],
    },
    {
      name: 'an action of next-safe-action',
      code: "import { createSafeActionClient } from 'next-safe-action';\nimport { z } from 'zod';\nconst client = createSafeActionClient();\nexport const order = client.use(auth).inputSchema(z.object({ quantity: z.number() })).action(async ({ parsedInput }) => parsedInput);",
      errors: [{ messageId: 'noMinimum', data: { field: 'quantity', least: '0' }, line: 4, suggestions: suggested("import { createSafeActionClient } from 'next-safe-action';\nimport { z } from 'zod';\nconst client = createSafeActionClient();\nexport const order = client.use(auth).inputSchema(z.object({ quantity: z.number().min(0) })).action(async ({ parsedInput }) => parsedInput);") }],
    },
    {
      name: 'the body of a contract of ts-rest, not its answers',
      code: "import { initContract } from '@ts-rest/core';\nimport { z } from 'zod';\nconst c = initContract();\nexport const contract = c.router({ order: { method: 'POST', path: '/orders', body: z.object({ qty: z.number().min(1), price: z.number().max(9) }), responses: { 201: z.object({ price: z.number() }) } } });",
      errors: [{ messageId: 'noMinimum', data: { field: 'price', least: '0' }, line: 4, suggestions: suggested("import { initContract } from '@ts-rest/core';\nimport { z } from 'zod';\nconst c = initContract();\nexport const contract = c.router({ order: { method: 'POST', path: '/orders', body: z.object({ qty: z.number().min(1), price: z.number().min(0).max(9) }), responses: { 201: z.object({ price: z.number() }) } } });") }],
    },
  ],
});
