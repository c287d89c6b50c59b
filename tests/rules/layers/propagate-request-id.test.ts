import rule from '../../../src/rules/layers/propagate-request-id.ts';
import { testRule } from '../test-rule.ts';

const files = {
  'package.json': '{ "name": "shop", "dependencies": { "express": "5" } }',
  'src/ids.ts': "import { randomUUID } from 'node:crypto';\nexport const ids = (request, response, next) => { response.locals.id = request.get('x-request-id') ?? randomUUID(); next(); };",
};
const route = (call: string, head = '') => `import express from 'express';\n${head}const app = express();\napp.get('/orders', async (request, response) => {\n  const answer = await ${call};\n  response.json(await answer.json());\n});\nexport { app };`;
const unmarked = (name: string, path = 'handler') => ({ messageId: 'unmarked', data: { name, path } });

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: the id in a header', files, filename: 'src/app.ts', code: route("fetch('http://stock.internal/items', { headers: { 'X-Request-ID': response.locals.id } })") },
    { name: 'remedy: the trace context', files, filename: 'src/app.ts', code: route("fetch('http://stock.internal/items', { headers: { traceparent: request.get('traceparent') } })") },
    { name: 'remedy: tracing that carries it', files: { ...files, 'src/trace.ts': "import { NodeSDK } from '@opentelemetry/sdk-node';\nnew NodeSDK().start();" }, filename: 'src/app.ts', code: route("fetch('http://stock.internal/items')") },
    { name: 'remedy: a store of the request that carries it', files: { ...files, 'src/store.ts': "import { AsyncLocalStorage } from 'node:async_hooks';\nexport const store = new AsyncLocalStorage();" }, filename: 'src/app.ts', code: route("fetch('http://stock.internal/items')") },
    { name: 'remedy: an instance whose requests are changed on their way', files: { ...files, 'src/api.ts': "import axios from 'axios';\nexport const api = axios.create({ baseURL: 'http://stock.internal' });\napi.interceptors.request.use((config) => config);" }, filename: 'src/app.ts', code: route("api.get('/items')", "import { api } from './api';\n") },
    { name: 'a package without ids of requests', files: { 'package.json': '{ "name": "shop", "dependencies": { "express": "5" } }' }, filename: 'src/app.ts', code: route("fetch('http://stock.internal/items')") },
    { name: 'somebody else’s service', files, filename: 'src/app.ts', code: route("fetch('https://rates.bank.example/latest')") },
    { name: 'unknown: an address from elsewhere', files, filename: 'src/app.ts', code: route('fetch(addressOf(request))', "import { addressOf } from './addresses';\n") },
    { name: 'unknown: headers from elsewhere', files, filename: 'src/app.ts', code: route("fetch('http://stock.internal/items', { headers: headersOf(request) })", "import { headersOf } from './headers';\n") },
    { name: 'unknown: options from elsewhere', files, filename: 'src/app.ts', code: route("fetch('http://stock.internal/items', optionsOf(request))", "import { optionsOf } from './options';\n") },
    { name: 'no request is answered', files, filename: 'src/start.ts', code: "export const start = () => fetch('http://stock.internal/items');" },
    { name: 'look-alike: a function called fetch', files, filename: 'src/app.ts', code: route("fetch('http://stock.internal/items')", 'const fetch = async (url: string) => new Response(url);\n') },
  ],
  invalid: [
    { name: 'a near host', files, filename: 'src/app.ts', code: route("fetch('http://stock.internal/items')"), errors: [{ ...unmarked('fetch'), line: 4, column: 24 }] },
    { name: 'headers without the id', files, filename: 'src/app.ts', code: route("fetch('http://stock:8080/items', { method: 'POST', headers: { accept: 'application/json' } })"), errors: [{ ...unmarked('fetch'), line: 4, column: 24 }] },
    { name: 'a host that a setting names', files, filename: 'src/app.ts', code: route('fetch(`${zz0}/items`)', 'const zz0 = process.env.STOCK_URL;\n'), errors: [{ ...unmarked('fetch'), line: 5, column: 24 }] },
    { name: 'a host of a configuration in another file', files: { ...files, 'src/config.ts': "export const config = { stock: process.env.STOCK_URL ?? 'http://localhost:4000' };" }, filename: 'src/app.ts', code: route("fetch(new URL('/items', config.stock))", "import { config } from './config';\n"), errors: [{ ...unmarked('fetch'), line: 5, column: 24 }] },
    { name: 'an instance of another file', files: { ...files, 'src/api.ts': "import axios from 'axios';\nexport const zz1 = axios.create({ baseURL: 'http://stock.internal', timeout: 1000 });" }, filename: 'src/app.ts', code: route("zz1.get('/items')", "import { zz1 } from './api';\n"), errors: [{ ...unmarked('zz1.get'), line: 5, column: 24 }] },
    { name: 'a function of another file', files: { ...files, 'src/stock.ts': "export const items = () => fetch('http://stock.internal/items');" }, filename: 'src/app.ts', code: route('items()', "import { items } from './stock';\n"), errors: [{ ...unmarked('fetch', 'handler → items'), line: 5, column: 24 }] },
  ],
});
