import rule from '../../../src/rules/http/no-insecure-url.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const NEAR = ['http://localhost:3000', 'http://127.0.0.1/x', 'http://[::1]:80/', 'http://0.0.0.0:3000', 'http://billing:8080/v1', 'http://billing.shop.svc/v1', 'http://billing.shop.svc.cluster.local/v1', 'http://host.docker.internal:9200', 'http://metadata.google.internal/computeMetadata', 'http://169.254.169.254/latest', 'http://10.0.0.7', 'http://192.168.1.2', 'http://172.20.0.1', 'http://api.test/x'];

testRule(import.meta, rule, {
  valid: [
    ...NEAR.map((url): Case => ({ name: `near: ${url}`, code: `export const load = () => fetch('${url}');` })),
    { name: 'https', code: "export const load = () => fetch('https://api.shop.example/prices');" },
    { name: 'a namespace is no request', code: "export const namespace = 'http://www.w3.org/2000/svg';\nexport const load = () => fetch('https://api.shop.example');" },
    { name: 'a schema is no request', code: "export const load = () => fetch('https://api.shop.example', { body: JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#' }) });" },
    { name: 'unknown: the host', code: 'export const load = (host) => fetch(`http://${host}/prices`);' },
    { name: 'unknown: the end of the host', code: "export const load = (zone) => fetch(`http://api.${zone}`);" },
    { name: 'unknown: the environment', code: "export const load = () => fetch(process.env.API ?? 'http://api.shop.example');" },
    { name: 'not in production', code: "export const load = () => { if (process.env.NODE_ENV === 'development') return fetch('http://api.shop.example/prices'); };" },
    { name: 'look-alike: a local function called fetch', code: "function fetch(url) { return url; }\nexport const load = () => fetch('http://api.shop.example');" },
    { name: 'look-alike: a map', code: "import axios from 'axios';\nexport const cache = new Map();\nexport const load = () => cache.get('http://api.shop.example') ?? axios;" },
  ],
  invalid: [
    { name: 'fetch', code: "export const load = () => fetch('http://api.shop.example/prices');", errors: [{ messageId: 'plain', line: 1, column: 33, data: { host: 'api.shop.example' }, suggestions: [{ messageId: 'useHttps', output: "export const load = () => fetch('https://api.shop.example/prices');" }] }] },
    { name: 'a template whose host is whole', code: 'export const load = (id) => fetch(`http://api.shop.example/prices/${id}`);', errors: [{ messageId: 'plain', line: 1, suggestions: [{ messageId: 'useHttps', output: 'export const load = (id) => fetch(`https://api.shop.example/prices/${id}`);' }] }] },
    {
      name: 'a constant, once for all its requests',
      code: "const BASE = 'http://api.shop.example';\nexport const load = (id) => fetch(`${BASE}/prices/${id}`);\nexport const all = () => fetch(BASE + '/prices');",
      errors: [{ messageId: 'plain', line: 1, suggestions: [{ messageId: 'useHttps', output: "const BASE = 'https://api.shop.example';\nexport const load = (id) => fetch(`${BASE}/prices/${id}`);\nexport const all = () => fetch(BASE + '/prices');" }] }],
    },
    { name: 'a constant of another file', code: "import { config } from './config.ts';\nexport const load = () => fetch(config.api);", files: { 'config.ts': "export const config = { api: 'http://api.shop.example' };" }, errors: [{ messageId: 'plain', line: 2, column: 33 }] },
    { name: 'an address as an object', code: "export const load = () => fetch(new URL('/prices', 'http://api.shop.example'));", errors: [{ messageId: 'plain', line: 1, suggestions: [{ messageId: 'useHttps', output: "export const load = () => fetch(new URL('/prices', 'https://api.shop.example'));" }] }] },
    { name: 'a base of axios', code: "import axios from 'axios';\nexport const api = axios.create({ baseURL: 'http://api.shop.example' });", errors: [{ messageId: 'plain', line: 2, suggestions: [{ messageId: 'useHttps', output: "import axios from 'axios';\nexport const api = axios.create({ baseURL: 'https://api.shop.example' });" }] }] },
    { name: 'a method of axios under another name', code: "import client from 'axios';\nexport const pay = (body) => client.post('http://pay.shop.example/charge', body);", errors: [{ messageId: 'plain', line: 2, suggestions: [{ messageId: 'useHttps', output: "import client from 'axios';\nexport const pay = (body) => client.post('https://pay.shop.example/charge', body);" }] }] },
    { name: 'got', code: "import got from 'got';\nexport const load = () => got('http://api.shop.example/prices').json();", errors: [{ messageId: 'plain', line: 2, suggestions: [{ messageId: 'useHttps', output: "import got from 'got';\nexport const load = () => got('https://api.shop.example/prices').json();" }] }] },
    { name: 'undici', code: "import { request } from 'undici';\nexport const load = () => request('http://api.shop.example/prices');", errors: [{ messageId: 'plain', line: 2, suggestions: [{ messageId: 'useHttps', output: "import { request } from 'undici';\nexport const load = () => request('https://api.shop.example/prices');" }] }] },
  ],
});
