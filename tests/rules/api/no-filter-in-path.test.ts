import rule from '../../../src/rules/api/no-filter-in-path.ts';
import { testRule } from '../test-rule.ts';

const express = (path: string, method = 'get'): string => `import express from 'express';\nconst app = express();\napp.${method}('${path}', (req, res) => { res.json([]); });`;

testRule(import.meta, rule, {
  valid: [
    { name: 'the query', code: express('/orders') },
    { name: 'the key of a resource', code: express('/orders/:id') },
    { name: 'one of the things that the segment names', code: express('/statuses/:status') },
    { name: 'a page of a handbook', code: express('/handbook/:page') },
    { name: 'an order of that name', code: express('/users/:sort') },
    { name: 'a method that changes something', code: express('/orders/:status', 'put') },
    { name: 'a page that is rendered', code: "import express from 'express'; const app = express(); app.get('/orders/:status', (req, res) => { res.render('orders'); });" },
    { name: 'a path that is not constant', code: "import express from 'express'; const app = express(); app.get(paths.orders, (req, res) => { res.json([]); });" },
    { name: 'look-alike: a call on something else', code: "const app = { get() {} }; app.get('/orders/:status', () => []);" },
    { name: 'names of the project’s own', code: express('/orders/:status'), options: [{ names: ['region'] }] },
  ],
  invalid: [
    { name: 'a status', code: express('/orders/:status'), errors: [{ messageId: 'filter', data: { name: 'status' }, line: 3, column: 18 }] },
    {
      name: 'a page and its size, in another case',
      code: express('/orders/:page/:page_size'),
      errors: [
        { messageId: 'filter', data: { name: 'page' }, line: 3, column: 18 },
        { messageId: 'filter', data: { name: 'page_size' }, line: 3, column: 24 },
      ],
    },
    { name: 'a page behind its name', code: express('/orders/page/:page'), errors: [{ messageId: 'filter', data: { name: 'page' }, line: 3, column: 23 }] },
    { name: 'a method of a controller', code: "import { Controller, Get } from '@nestjs/common';\n@Controller('orders')\nexport class Orders {\n  @Get('by-status/:status') list() { return []; }\n}", errors: [{ messageId: 'filter', data: { name: 'status' }, line: 4, column: 19 }] },
    { name: 'names of the project’s own', code: express('/orders/:region'), options: [{ names: ['region'] }], errors: [{ messageId: 'filter', data: { name: 'region' }, line: 3, column: 18 }] },
  ],
});
