import rule from '../../../src/rules/api/require-route-schema.ts';
import { testRule } from '../test-rule.ts';

const fastify = (route: string): string => `import Fastify from 'fastify';\nconst app = Fastify();\n${route}`;
const nest = (decorator: string, imports = ''): string => `import { Controller, Get } from '@nestjs/common';\nimport { ApiOperation, ApiTags } from '@nestjs/swagger';\n${imports}\n@Controller('orders')\n@ApiTags('orders')\nexport class Orders {\n  ${decorator} @Get() list() { return []; }\n}`;
const PACKAGE = { 'package.json': '{ "name": "shop", "dependencies": { "@nestjs/common": "11", "@nestjs/swagger": "11" } }' };
const hono = (route: string): string => `import { OpenAPIHono, createRoute } from '@hono/zod-openapi';\nconst app = new OpenAPIHono();\n${route}`;

testRule(import.meta, rule, {
  valid: [
    { name: 'a schema in the options', code: fastify("app.get('/orders', { schema: { querystring: query } }, async () => []);") },
    { name: 'a schema in the whole route', code: fastify("app.route({ method: 'GET', url: '/orders', schema, handler: async () => [] });") },
    { name: 'options that are not seen', code: fastify("app.get('/orders', options, async () => []);") },
    { name: 'options with more than is seen', code: fastify("app.get('/orders', { ...shared }, async () => []);") },
    { name: 'a decorator', code: nest('@ApiOperation({ summary: "All orders" })'), files: PACKAGE },
    { name: 'a decorator of the project’s own', code: nest('@Documented()', "import { Documented } from './documented';"), files: { ...PACKAGE, 'documented.ts': 'export const Documented = () => () => {};' } },
    { name: 'a compiler plugin documents all', code: nest(''), files: { ...PACKAGE, 'nest-cli.json': '{ "compilerOptions": { "plugins": ["@nestjs/swagger"] } }' } },
    { name: 'a project without documents', code: "import { Controller, Get } from '@nestjs/common'; @Controller('orders') export class Orders { @Get() list() { return []; } }" },
    { name: 'a framework that knows no schemas', code: "import express from 'express'; const app = express(); app.get('/orders', (req, res) => { res.json([]); });" },
    { name: 'a route that is made with its schema', code: hono("app.openapi(createRoute({ method: 'get', path: '/orders', responses: {} }), (c) => c.json([]));") },
    { name: 'look-alike: a call on something else', code: "const app = { get() {} }; app.get('/orders', async () => []);" },
  ],
  invalid: [
    { name: 'no options', code: fastify("app.get('/orders', async () => []);"), errors: [{ messageId: 'missing', line: 3, column: 1 }] },
    { name: 'options without a schema', code: fastify("app.get('/orders', { bodyLimit: 10 }, async () => []);"), errors: [{ messageId: 'missing', line: 3, column: 1 }] },
    { name: 'a whole route without one', code: fastify("app.route({ method: 'GET', url: '/orders', handler: async () => [] });"), errors: [{ messageId: 'missing', line: 3, column: 1 }] },
    { name: 'a method of a controller', code: nest(''), files: PACKAGE, errors: [{ messageId: 'missing', line: 7 }] },
    { name: 'a plain route beside documented ones', code: hono("app.get('/orders', (c) => c.json([]));"), errors: [{ messageId: 'missing', line: 3, column: 1 }] },
  ],
});
