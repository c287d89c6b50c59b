import rule from '../../../src/rules/api/route-kebab-case.ts';
import { testRule } from '../test-rule.ts';

const APP = "import express from 'express';\nconst app = express();\nconst send = (req, res) => res.json({});\n";

testRule(import.meta, rule, {
  valid: [
    { name: 'lower case with hyphens', code: `${APP}app.get('/order-items/:orderId', send);` },
    { name: 'parameters, versions, files and wildcards are no words', code: `${APP}app.get('/v1/:orderItem', send); app.get('/sitemap_index.xml', send); app.get('/Files*rest', send);` },
    { name: 'a leading underscore marks what is internal', code: `${APP}app.get('/_health', send);` },
    { name: 'look-alike: a map', code: "const map = new Map(); map.set('/orderItems', 1); map.get('/orderItems', (value) => value);" },
    { name: 'a page', code: `${APP}app.get('/Impressum', (req, res) => res.render('legal'));` },
    { name: 'unknown: nothing is known of the handler', code: `${APP}app.get('/orderItems', handlers.list);` },
    { name: 'a protocol names its own addresses', code: `${APP}app.post('/scim/v2/Users', send);` },
    { name: 'a path that is not constant', code: `${APP}app.get(\`/\${process.env.PART}\`, send);` },
  ],
  invalid: [
    {
      name: 'camelCase, with a suggestion at the segment',
      code: `${APP}app.get('/api/orderItems/:id', send);`,
      errors: [{ messageId: 'notKebab', data: { segment: 'orderItems', kebab: 'order-items' }, line: 4, column: 15, endColumn: 25, suggestions: [{ messageId: 'rename', data: { segment: 'orderItems', kebab: 'order-items' }, output: `${APP}app.get('/api/order-items/:id', send);` }] }],
    },
    {
      name: 'underscores and capital letters, whatever the names',
      code: "import server from 'express';\nconst x = server();\nx.post('/Bulk_Orders', (a, b) => b.json({}));",
      errors: [{ messageId: 'notKebab', line: 3, suggestions: [{ messageId: 'rename', output: "import server from 'express';\nconst x = server();\nx.post('/bulk-orders', (a, b) => b.json({}));" }] }],
    },
    {
      name: 'a constant in front of many routes is told once, and what follows it where it stands',
      filename: 'src/app.ts',
      files: { 'src/prefix.ts': "export const PREFIX = '/shopApi';" },
      code: `import { PREFIX } from './prefix';\n${APP}app.get(\`\${PREFIX}/orders\`, send);\napp.get(\`\${PREFIX}/orderItems/:id\`, send);\napp.get(\`\${PREFIX}/stock\`, send);`,
      errors: [
        { messageId: 'notKebab', data: { segment: 'shopApi', kebab: 'shop-api' }, line: 5, column: 9 },
        { messageId: 'notKebab', data: { segment: 'orderItems', kebab: 'order-items' }, line: 6, column: 20, suggestions: [{ messageId: 'rename', output: `import { PREFIX } from './prefix';\n${APP}app.get(\`\${PREFIX}/orders\`, send);\napp.get(\`\${PREFIX}/order-items/:id\`, send);\napp.get(\`\${PREFIX}/stock\`, send);` }] },
      ],
    },
    {
      name: 'a constant says the path: at its literal',
      code: `${APP}const PATH = '/orderItems';\napp.put(PATH, send);`,
      errors: [{ messageId: 'notKebab', line: 4, column: 16, suggestions: [{ messageId: 'rename', output: `${APP}const PATH = '/order-items';\napp.put(PATH, send);` }] }],
    },
    {
      name: 'a mount in front of the routes of another file, once',
      filename: 'src/app.ts',
      files: { 'package.json': '{ "name": "shop", "type": "module" }', 'src/orders.ts': "import { Router } from 'express';\nexport const orders = Router();\norders.get('/', (req, res) => res.json([]));\norders.get('/:id', (req, res) => res.json({}));" },
      code: "import express from 'express';\nimport { orders } from './orders';\nconst app = express();\napp.use('/orderItems', orders);",
      errors: [{ messageId: 'notKebab', line: 4, column: 11, suggestions: [{ messageId: 'rename', output: "import express from 'express';\nimport { orders } from './orders';\nconst app = express();\napp.use('/order-items', orders);" }] }],
    },
    {
      name: 'Nest: the path of a controller',
      filename: 'src/orders.controller.ts',
      code: "import { Controller, Get, Post } from '@nestjs/common';\n@Controller('orderItems')\nexport class Orders { @Get() list() { return []; } @Post() add() {} }",
      errors: [{ messageId: 'notKebab', line: 2, column: 14, suggestions: [{ messageId: 'rename', output: "import { Controller, Get, Post } from '@nestjs/common';\n@Controller('order-items')\nexport class Orders { @Get() list() { return []; } @Post() add() {} }" }] }],
    },
  ],
});
