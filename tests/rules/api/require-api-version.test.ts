import rule from '../../../src/rules/api/require-api-version.ts';
import { testRule } from '../test-rule.ts';

const express = (routes: string): string => `import express from 'express';\nconst app = express();\n${routes}\napp.listen(3000);`;
const route = (path: string): string => `app.get('${path}', (req, res) => { res.json([]); });`;
const orders = "import express from 'express';\nexport const orders = express.Router();\norders.get('/', (req, res) => { res.json([]); });\norders.post('/', (req, res) => { res.json({}); });";
const main = (mount: string): string => `import express from 'express';\nimport { orders } from './orders';\nconst app = express();\napp.use('${mount}', orders);\napp.listen(3000);`;

const PACKAGE = { 'package.json': '{ "main": "src/app.ts", "dependencies": { "express": "5" } }' };

testRule(import.meta, rule, {
  valid: [
    { name: 'a version', filename: 'src/app.ts', files: PACKAGE, code: express(route('/api/v1/orders')) },
    { name: 'a version that is a date', filename: 'src/app.ts', files: PACKAGE, code: express(route('/2024-01/orders')) },
    { name: 'a version where the router is mounted', filename: 'src/app.ts', code: main('/api/v1/orders'), files: { ...PACKAGE, 'src/orders.ts': orders } },
    { name: 'the router of a file that is mounted with a version', code: orders, filename: 'src/orders.ts', files: { 'package.json': PACKAGE['package.json'].replace('app', 'main'), 'src/main.ts': main('/v2/orders') } },
    { name: 'the router of a file that is mounted without one, which is told there', code: orders, filename: 'src/orders.ts', files: { 'package.json': PACKAGE['package.json'].replace('app', 'main'), 'src/main.ts': main('/orders') } },
    { name: 'a router that nobody is seen to mount', code: orders, filename: 'src/orders.ts' },
    { name: 'a prefix that is not known', filename: 'src/app.ts', code: main('${prefix}').replace("'${prefix}'", 'config.prefix'), files: { ...PACKAGE, 'src/orders.ts': orders } },
    { name: 'health, sign-in, protocols, webhooks and files', filename: 'src/app.ts', files: PACKAGE, code: express(['/health', '/auth/login', '/oauth/token', '/webhooks/billing', '/.well-known/jwks.json', '/shop/_health', '/themes/:theme/:name.css'].map(route).join('\n')) },
    { name: 'the start page', filename: 'src/app.ts', files: PACKAGE, code: express("app.get('/', (req, res) => { res.json({}); });") },
    { name: 'a page', filename: 'src/app.ts', files: PACKAGE, code: express("app.get('/orders', (req, res) => { res.render('orders'); });") },
    { name: 'a version in a header', filename: 'src/app.ts', files: PACKAGE, code: express(`app.use((req, res, next) => { req.version = req.get('Accept-Version'); next(); });\n${route('/orders')}`) },
    { name: 'look-alike: a call on something else', filename: 'src/app.ts', files: PACKAGE, code: "const app = { get() {} }; app.get('/orders', () => []);" },
    { name: 'the prefix that is asked for', filename: 'src/app.ts', files: PACKAGE, code: express(route('/api/v1/orders')), options: [{ prefix: '/api' }] },
  ],
  invalid: [
    { name: 'no version', filename: 'src/app.ts', files: PACKAGE, code: express(route('/api/orders')), errors: [{ messageId: 'unversioned', data: { address: '/api/orders', wanted: '/api/v1' }, line: 3, column: 9 }] },
    { name: 'no version where a router is mounted, told once', filename: 'src/app.ts', code: main('/orders'), files: { ...PACKAGE, 'src/orders.ts': orders }, errors: [{ messageId: 'unversioned', data: { address: '/orders', wanted: '/api/v1' }, line: 4, column: 9 }] },
    {
      name: 'a mount whose other routes have one is told at the route',
      filename: 'src/app.ts',
      files: PACKAGE,
      code: express("const api = express.Router();\napi.get('/v1/orders', (req, res) => { res.json([]); });\napi.get('/customers', (req, res) => { res.json([]); });\napp.use('/api', api);"),
      errors: [{ messageId: 'unversioned', data: { address: '/api/customers', wanted: '/api/v1' }, line: 5, column: 9 }],
    },
    { name: 'another prefix than is asked for', filename: 'src/app.ts', files: PACKAGE, code: express(route('/v1/orders')), options: [{ prefix: 'api' }], errors: [{ messageId: 'unversioned', data: { address: '/v1/orders', wanted: '/api/v1' }, line: 3, column: 9 }] },
  ],
});
