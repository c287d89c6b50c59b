import rule from '../../../src/rules/validation/require-query-coercion.ts';
import { testRule } from '../test-rule.ts';

const ZOD = "import { z } from 'zod';\n";
const NEST = "import { Controller, Get, Query } from '@nestjs/common';\nimport { ListQuery } from './list-query';\n@Controller('items')\nexport class Items {\n  @Get()\n  list(@Query() query: ListQuery) { return query; }\n}\n";
const DTO = "import { IsInt, IsOptional } from 'class-validator';\nexport class ListQuery {\n  @IsOptional()\n  @IsInt()\n  page?: number;\n}\n";
const pipe = (options: string): string => `import { ValidationPipe } from '@nestjs/common';\nexport const pipe = new ValidationPipe(${options});\n`;

testRule(import.meta, rule, {
  valid: [
    {
      name: 'a function of the project parses the body of a POST',
      filename: 'app/api/notes/route.ts',
      files: { 'package.json': '{ "dependencies": { "next": "16", "zod": "4" } }', 'lib/request.ts': "export async function parseRequest(request: Request, schema: any) {\n  const given = request.method === 'GET' ? Object.fromEntries(new URL(request.url).searchParams) : await request.json();\n  return schema.safeParse(given);\n}" },
      code: "import { z } from 'zod';\nimport { parseRequest } from '../../../lib/request';\nconst schema = z.object({ page: z.number() });\nexport async function POST(request: Request) {\n  return Response.json(await parseRequest(request, schema));\n}",
    },
    { name: 'remedy: coerced', code: `import express from 'express';\n${ZOD}const app = express();\nconst list = z.object({ page: z.coerce.number().int() });\napp.get('/items', (req, res) => { res.json(list.parse(req.query)); });` },
    { name: 'remedy: a text that is transformed', code: `import express from 'express';\n${ZOD}const app = express();\nconst list = z.object({ page: z.string().transform(Number).pipe(z.number()), open: z.preprocess((v) => v === 'true', z.boolean()) });\napp.get('/items', (req, res) => { res.json(list.parse(req.query)); });` },
    { name: 'a body has types of its own', code: `import express from 'express';\n${ZOD}const app = express();\nconst body = z.object({ page: z.number() });\napp.post('/items', (req, res) => { res.json(body.parse(req.body)); });` },
    { name: 'joi converts by itself', code: "import Joi from 'joi';\nexport const list = { query: Joi.object().keys({ page: Joi.number().integer() }) };" },
    { name: 'a schema of data that has a field called query', code: `${ZOD}export const search = z.object({ query: z.object({ size: z.number() }), index: z.string() });` },
    { name: 'unknown: what is parsed', code: `${ZOD}const list = z.object({ page: z.number() });\nexport const read = (query: unknown) => list.parse(query);` },
    { name: 'look-alike: an object of the project', code: "const z = { number: () => 1, object: (fields: object) => fields };\nexport const zod = { query: z.object({ page: z.number() }) };" },
    { name: 'a contract whose client converts', code: `import { initContract } from '@ts-rest/core';\n${ZOD}export const contract = initContract().router({ list: { method: 'GET', path: '/', query: z.object({ page: z.number() }) } });` },
    { name: 'classes that the pipe converts', filename: 'src/items.ts', files: { 'src/list-query.ts': DTO, 'src/main.ts': pipe('{ transform: true, transformOptions: { enableImplicitConversion: true } }'), 'package.json': '{ "dependencies": { "@nestjs/common": "12" } }' }, code: NEST },
    { name: 'unknown: options of the pipe', filename: 'src/items.ts', files: { 'src/list-query.ts': DTO, 'src/main.ts': pipe('options()'), 'package.json': '{ "dependencies": { "@nestjs/common": "12" } }' }, code: NEST },
    { name: 'unknown: no pipe is seen', filename: 'src/items.ts', files: { 'src/list-query.ts': DTO, 'package.json': '{ "dependencies": { "@nestjs/common": "12" } }' }, code: NEST },
    { name: 'remedy: a class that says its types', filename: 'src/items.ts', files: { 'src/list-query.ts': DTO.replace('@IsInt()', '@Type(() => Number)\n  @IsInt()').replace('\n', "\nimport { Type } from 'class-transformer';\n"), 'src/main.ts': pipe('{ transform: true }'), 'package.json': '{ "dependencies": { "@nestjs/common": "12" } }' }, code: NEST },
  ],
  invalid: [
    {
      name: 'a function of the project parses what comes with a GET',
      filename: 'app/api/notes/route.ts',
      files: { 'package.json': '{ "dependencies": { "next": "16", "zod": "4" } }', 'lib/request.ts': "export async function parseRequest(request: Request, schema: any) {\n  const given = request.method === 'GET' ? Object.fromEntries(new URL(request.url).searchParams) : await request.json();\n  return schema.safeParse(given);\n}" },
      code: "import { z } from 'zod';\nimport { parseRequest } from '../../../lib/request';\nconst schema = z.object({ page: z.number() });\nexport async function GET(request: Request) {\n  return Response.json(await parseRequest(request, schema));\n}",
      errors: [{ messageId: 'refused', data: { part: 'query', type: 'number', field: 'page' }, line: 3, suggestions: [{ messageId: 'coerce', data: { text: 'coerce.number' }, output: "import { z } from 'zod';\nimport { parseRequest } from '../../../lib/request';\nconst schema = z.object({ page: z.coerce.number() });\nexport async function GET(request: Request) {\n  return Response.json(await parseRequest(request, schema));\n}" }] }],
    },
    {
      name: 'a schema of the query that is parsed in a handler',
      code: `import express from 'express';\n${ZOD}const app = express();\nconst list = z.object({ q: z.string(), page: z.number().int().optional(), open: z.boolean() });\napp.get('/items', (req, res) => { res.json(list.parse(req.query)); });`,
      errors: [
        { messageId: 'refused', data: { part: 'query', type: 'number', field: 'page' }, line: 4, column: 46, suggestions: [{ messageId: 'coerce', data: { text: 'coerce.number' }, output: `import express from 'express';\n${ZOD}const app = express();\nconst list = z.object({ q: z.string(), page: z.coerce.number().int().optional(), open: z.boolean() });\napp.get('/items', (req, res) => { res.json(list.parse(req.query)); });` }] },
        { messageId: 'refused', data: { part: 'query', type: 'boolean', field: 'open' }, line: 4 },
      ],
    },
    {
      name: 'a validator that is told its part, with other names',
      code: "import { Hono as H } from 'hono';\nimport { zValidator as check } from '@hono/zod-validator';\nimport { z as q } from 'zod';\nconst web = new H();\nweb.get('/items', check('query', q.object({ since: q.date() })), (c) => c.json(c.req.valid('query')));",
      errors: [{ messageId: 'refused', data: { part: 'query', type: 'date', field: 'since' }, line: 5, suggestions: [{ messageId: 'coerce', data: { text: 'coerce.date' }, output: "import { Hono as H } from 'hono';\nimport { zValidator as check } from '@hono/zod-validator';\nimport { z as q } from 'zod';\nconst web = new H();\nweb.get('/items', check('query', q.object({ since: q.coerce.date() })), (c) => c.json(c.req.valid('query')));" }] }],
    },
    {
      name: 'a schema of the whole request, and path parameters',
      code: `${ZOD}export const show = z.object({ params: z.object({ id: z.number() }), body: z.object({ size: z.number() }) });`,
      errors: [{ messageId: 'refused', data: { part: 'params', type: 'number', field: 'id' }, line: 2, suggestions: [{ messageId: 'coerce', data: { text: 'coerce.number' }, output: `${ZOD}export const show = z.object({ params: z.object({ id: z.coerce.number() }), body: z.object({ size: z.number() }) });` }] }],
    },
    {
      name: 'a schema of another file is reported where it is applied',
      filename: 'src/items.ts',
      files: { 'src/schemas.ts': `${ZOD}export const list = z.object({ page: z.number() });` },
      code: "import { validate } from './validate';\nimport { list } from './schemas';\nexport const middleware = validate({ query: list });",
      errors: [{ messageId: 'refusedBelow', data: { part: 'query', type: 'number', field: 'page' }, line: 3, column: 45 }],
    },
    {
      name: 'valibot',
      code: "import express from 'express';\nimport * as v from 'valibot';\nconst app = express();\napp.get('/items', (req, res) => { res.json(v.parse(v.object({ page: v.optional(v.number()) }), req.query)); });",
      errors: [{ messageId: 'refused', data: { part: 'query', type: 'number', field: 'page' }, line: 4 }],
    },
    {
      name: 'a class that nothing converts',
      filename: 'src/items.ts',
      files: { 'src/list-query.ts': DTO, 'src/main.ts': pipe('{ whitelist: true, transform: true }'), 'package.json': '{ "dependencies": { "@nestjs/common": "12" } }' },
      code: NEST,
      errors: [{ messageId: 'refusedBelow', data: { part: 'query', type: 'number', field: 'page' }, line: 6 }],
    },
  ],
});
