import rule from '../../../src/rules/caching/prefer-cached-external-call.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

/** A handler of Express on line 4. */
const handler = (name: string, body: string, more = ''): Case => ({
  name,
  filename: 'src/app.ts',
  code: `
    import express from 'express';
    export const app = express();
    ${more}
    app.get('/rates', async (req, res) => { ${body} });
  `,
});
const FETCH = "const rates = await fetch('https://api.rates.com/latest'); res.json(await rates.json());";

testRule(import.meta, rule, {
  valid: [
    handler('the remedy: kept for a while in a store', "const kept = await redis.get('rates'); if (kept) return void res.json(JSON.parse(kept)); const rates = await (await fetch('https://api.rates.com/latest')).json(); await redis.set('rates', JSON.stringify(rates), 'EX', 300); res.json(rates);", "import Redis from 'ioredis'; const redis = new Redis(); /* cache */"),
    handler('the remedy: kept in the process', "if (!rates || Date.now() - at > 60_000) { rates = await (await fetch('https://api.rates.com/latest')).json(); at = Date.now(); } res.json(rates);", 'let rates: unknown; let at = 0;'),
    handler('the remedy: a function that remembers', 'res.json(await latest());', "import pMemoize from 'p-memoize'; const latest = pMemoize(async () => (await fetch('https://api.rates.com/latest')).json());"),
    { ...handler('the remedy: a middleware', ''), code: `import express from 'express';\nimport apicache from 'apicache';\nexport const app = express();\napp.get('/rates', apicache.middleware('5 minutes'), async (req, res) => { ${FETCH} });` },
    handler('a parameter of the request in the address', 'res.json(await (await fetch(`https://api.rates.com/latest/${req.params.base}`)).json());'),
    handler('a parameter of the request in the options', "res.json(await (await fetch('https://api.rates.com/me', { headers: { authorization: req.get('authorization') ?? '' } })).json());"),
    handler('a local that holds one', "const headers = { 'x-user': String(req.query.user) }; res.json(await (await fetch('https://api.rates.com/me', { headers })).json());"),
    handler('a token that is fetched before', "const token = await load(); res.json(await (await fetch('https://api.rates.com/latest', { headers: { authorization: token } })).json());", "import { load } from 'tokens';"),
    handler('a POST', "await fetch('https://api.rates.com/latest', { method: 'POST' }); res.end();"),
    handler('a service of one’s own', "res.json(await (await fetch('http://rates.internal/latest')).json());"),
    handler('unknown: an address of the environment', 'res.json(await (await fetch(`${process.env.RATES}/latest`)).json());'),
    handler('unknown: options from elsewhere', "res.json(await (await fetch('https://api.rates.com/latest', options)).json());", "import { options } from 'options';"),
    handler('another date each day', "const day = new Date().toISOString(); res.json(await (await fetch('https://api.rates.com/latest', { headers: { day } })).json());"),
    { name: 'a probe', filename: 'src/app.ts', code: `import express from 'express';\nexport const app = express();\napp.get('/health', async (req, res) => { ${FETCH} });` },
    { name: 'a command', filename: 'src/app.ts', code: `import express from 'express';\nexport const app = express();\napp.post('/rates', async (req, res) => { ${FETCH} });` },
    { name: 'no handler', filename: 'src/load.ts', code: "export const load = async () => (await fetch('https://api.rates.com/latest')).json();" },
    handler('look-alike: a fetch of one’s own', 'res.json(await fetch());', "import { fetch } from './rates';"),
  ],
  invalid: [
    { ...handler('the same for everybody', FETCH), errors: [{ messageId: 'repeated', data: { host: 'api.rates.com', path: 'handler' }, line: 4, column: 61 }] },
    { ...handler('constants in address and options', "const headers = { accept: 'text/csv' }; res.send(await (await fetch(`${HOST}/latest?base=${BASE}`, { headers, signal: AbortSignal.timeout(1000) })).text());", "const HOST = 'https://api.rates.com'; const BASE = 'EUR';"), errors: [{ messageId: 'repeated', data: { host: 'api.rates.com', path: 'handler' }, line: 4 }] },
    {
      name: 'an instance of a client, in another file',
      filename: 'src/app.ts',
      files: { 'src/rates.ts': "import axios from 'axios';\nconst api = axios.create({ baseURL: 'https://api.rates.com' });\nexport class Rates {\n  async latest() {\n    const { data } = await api.get('/latest');\n    return data;\n  }\n}\n" },
      code: "import express from 'express';\nimport { Rates } from './rates';\nconst source = new Rates();\nexport const web = express();\nweb.get('/rates', async (req, res) => {\n  res.json(await source.latest());\n});",
      errors: [{ messageId: 'repeated', data: { host: 'api.rates.com', path: 'handler → Rates.latest' }, line: 6, column: 18 }],
    },
    {
      name: 'Hono',
      filename: 'src/app.ts',
      code: "import { Hono } from 'hono';\nconst app = new Hono();\napp.get('/rates', async (c) => c.json(await (await fetch('https://api.rates.com/latest')).json()));\nexport default app;",
      errors: [{ messageId: 'repeated', data: { host: 'api.rates.com', path: 'handler' }, line: 3, column: 52 }],
    },
  ],
});
