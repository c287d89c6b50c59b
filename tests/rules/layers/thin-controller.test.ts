import rule from '../../../src/rules/layers/thin-controller.ts';
import { testRule } from '../test-rule.ts';

const files = {
  'package.json': '{ "name": "shop" }',
  'src/services/orders.ts': "import { Pool } from 'pg';\nconst pool = new Pool();\nexport const find = (id: string) => pool.query('SELECT id FROM orders WHERE id = $1', [id]);\n",
};
const filename = 'src/controllers/orders.ts';
const options = [{ maxStatements: 2, maxBranches: 1 }] as const;
const handler = (body: string): string => `import { Router } from 'express';\nimport { find } from '../services/orders';\nexport const orders = Router();\norders.get('/:id', async (req, res, next) => {\n${body}\n});\n`;
const WORK = 'const a = one();\nconst b = two(a);\nthree(b);';

testRule(import.meta, rule, {
  valid: [
    { name: 'the remedy: the service does it', filename, files, options, code: handler('const order = await find(req.params.id);\nres.json(order);') },
    { name: 'a few things are fine by default', filename, files, code: handler(`${WORK}\nres.json(b);`) },
    { name: 'reading and checking the request, early ends and answers are not counted', filename, files, options, code: handler("const { id } = req.params;\nconst limit = Number(req.query.limit);\nif (!id) { res.status(400).json({ error: 'id' }); return; }\nif (limit > 100) throw new RangeError('limit');\nconst order = await find(id);\nif (!order) return res.sendStatus(404);\nres.set('X-Limit', String(limit));\nres.json(order ? { data: order } : {});") },
    { name: 'the handling of errors is not counted', filename, files, options, code: handler('try { res.json(await find(req.params.id)); } catch (error) { const known = map(error); log(known); report(known); next(known); }') },
    { name: 'conditions on what was asked for, and those inside of what is given back', filename, files, options, code: handler("const { width, height } = req.body;\nconst order = await find(req.params.id, { width: width === undefined ? null : Number(width), height: height !== '' ? Number(height) : 0, depth: req.query.depth ? 1 : 2 });\nreturn order ? next() : order === null ? later() : undefined;") },
    { name: 'a middleware, though it answers', filename: 'src/middlewares/files.ts', files, options, code: `export default (req, res, next) => {\n${WORK}\nif (b) { return res.status(404).send('no such file'); }\nreturn serve('public')(req, res, next);\n};\n` },
    { name: 'a package without services has nowhere to put it', filename, files: { 'package.json': '{ "name": "shop" }' }, options, code: handler(`${WORK}\nres.end();`) },
    { name: 'services that reach no data are no layer', filename, files: { 'package.json': '{ "name": "shop" }', 'src/services/text.ts': 'export const upper = (text: string) => text.toUpperCase();' }, options, code: handler(`${WORK}\nres.end();`) },
    { name: 'look-alike: an option that is given request and response, and answers nothing', filename, files, options, code: `export const logger = { customProps: (req, res) => {\n${WORK}\nreturn { user: req.user?.id, scheme: req.headers.authorization, policy: res.locals.policy };\n} };\n` },
    { name: 'look-alike: a function that answers no request', filename, files, options, code: `export function prepare(req: string, limit: number) {\n${WORK}\nreturn b;\n}\n` },
    { name: 'more, as far as the options say', filename, files, options: [{ maxStatements: 3, maxBranches: 0 }], code: handler(`${WORK}\nres.end();`) },
  ],
  invalid: [
    { name: 'too many statements', filename, files, options, code: handler(`${WORK}\nres.end();`), errors: [{ messageId: 'thick', data: { statements: 3, branches: 0, maxStatements: 2, maxBranches: 1 }, line: 4, column: 20, endLine: 4, endColumn: 46 }] },
    { name: 'too many branches and loops, the if that only ends left out', filename, files, options, code: handler('if (!req.body) return res.sendStatus(400);\nfor (const id of req.body.ids) { if (await find(id)) { await drop(id); } }\nres.end();'), errors: [{ messageId: 'thick', data: { statements: 3, branches: 2, maxStatements: 2, maxBranches: 1 }, line: 4, column: 20 }] },
    {
      name: 'a method of a Nest controller, beyond the defaults',
      filename: 'src/orders/orders.controller.ts',
      files: { 'package.json': '{ "name": "shop" }', 'src/orders/orders.service.ts': "import { Repository } from 'typeorm';\nexport class OrdersService { constructor(private readonly orders: Repository<Order>) {} all() { return this.orders.find(); } }\n" },
      code: `import { Controller, Post } from '@nestjs/common';\n@Controller('orders')\nexport class OrdersController {\n  @Post()\n  add() {\n${Array.from({ length: 11 }, (_, i) => `step(${i});`).join('\n')}\n    return 1;\n  }\n}\n`,
      errors: [{ messageId: 'thick', data: { statements: 11, branches: 0, maxStatements: 10, maxBranches: 4 }, line: 5, column: 6 }],
    },
  ],
});
