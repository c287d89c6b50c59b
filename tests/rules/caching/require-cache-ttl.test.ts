import rule from '../../../src/rules/caching/require-cache-ttl.ts';
import { testRule } from '../test-rule.ts';

const redis = (body: string): string => `
  import Redis from 'ioredis';
  import { loadUser } from 'users-api';
  const redis = new Redis();
  ${body}
`;
const aside = (set: string, after = ''): string => redis(`export async function user(id: string) { const hit = await redis.get(\`user:\${id}\`); if (hit) return JSON.parse(hit); const user = await loadUser(id); ${set} ${after} return user; }`);
const endless = (line: number, name = 'redis.set'): { readonly messageId: string; readonly data: { readonly name: string }; readonly line: number } => ({ messageId: 'endless', data: { name }, line });

testRule(import.meta, rule, {
  valid: [
    { name: 'EX', code: aside("await redis.set(`user:${id}`, JSON.stringify(user), 'EX', 60);") },
    { name: 'px, in small letters', code: aside("await redis.set(`user:${id}`, JSON.stringify(user), 'px', 60000);") },
    { name: 'setex', code: aside('await redis.setex(`user:${id}`, 60, JSON.stringify(user));') },
    { name: 'a lifetime where the caller says one', code: aside('if (lifetime > 0) await redis.setex(`user:${id}`, lifetime, JSON.stringify(user)); else await redis.set(`user:${id}`, JSON.stringify(user));') },
    { name: 'expire behind it', code: aside('await redis.set(`user:${id}`, JSON.stringify(user));', 'await redis.expire(`user:${id}`, 60);') },
    { name: 'a pipeline that expires it', code: aside('await redis.pipeline().set(`user:${id}`, JSON.stringify(user)).expire(`user:${id}`, 60).exec();') },
    { name: 'a constant that says it', code: "import Redis from 'ioredis';\n" + aside('await redis.set(`user:${id}`, JSON.stringify(user), MODE, 60);').replace("import Redis from 'ioredis';", "const MODE = 'EX';") },
    { name: 'arguments that are not known', code: aside('await redis.set(`user:${id}`, JSON.stringify(user), ...more(id));', '').replace('const redis', 'declare function more(id: string): never[]; const redis') },
    { name: 'a lock', code: redis("export async function lock(id: string) { const held = await redis.get(id); if (held) return false; return redis.set(id, await loadUser(id), 'NX'); }") },
    { name: 'a flag', code: redis("export async function once(id: string) { if (await redis.get(id)) return; await loadUser(id); await redis.set(id, '1'); }") },
    { name: 'state that is read, changed and written back', code: redis('export async function add(id: string, item: string) { const raw = await redis.get(id); const cart = raw ? JSON.parse(raw) : []; cart.push(await loadUser(item)); await redis.set(id, JSON.stringify(cart)); }') },
    { name: 'another key than the one that was read', code: redis('export async function move(id: string) { const hit = await redis.get(`a:${id}`); if (hit) return hit; const user = await loadUser(id); await redis.set(`b:${id}`, JSON.stringify(user)); }') },
    { name: 'a wrapper that only passes on', code: redis('export class Store { get(key: string) { return redis.get(key); } set(key: string, value: string) { return redis.set(key, value); } }') },
    { name: 'a value nobody has loaded', code: redis('export async function save(id: string, settings: object) { await redis.set(id, JSON.stringify(settings)); }') },
    { name: 'options of node-redis', code: aside('await redis.set(`user:${id}`, JSON.stringify(user), { EX: 60 });').replace("import Redis from 'ioredis'", "import { createClient } from 'redis'").replace('new Redis()', 'createClient()') },
    { name: 'its newer options', code: aside("await redis.set(`user:${id}`, JSON.stringify(user), { expiration: { type: 'EX', value: 60 } });").replace("import Redis from 'ioredis'", "import { createClient } from 'redis'").replace('new Redis()', 'createClient()') },
    { name: 'a default of the instance', code: aside('await redis.set(`user:${id}`, user);').replace("import Redis from 'ioredis'", "import NodeCache from 'node-cache'").replace('new Redis()', 'new NodeCache({ stdTTL: 60 })') },
    { name: 'a default of a keyv with an address', code: aside('await redis.set(`user:${id}`, user);').replace("import Redis from 'ioredis'", "import Keyv from 'keyv'").replace('new Redis()', "new Keyv('redis://cache', { ttl: 60000 })") },
    { name: 'a cache that makes room by itself', code: aside('redis.set(`user:${id}`, user);').replace("import Redis from 'ioredis'", "import { LRUCache } from 'lru-cache'").replace('new Redis()', 'new LRUCache({ max: 500 })') },
    { name: 'a lifetime of memcached', code: aside('redis.set(`user:${id}`, JSON.stringify(user), 3600, () => undefined);').replace("import Redis from 'ioredis'", "import Memcached from 'memcached'").replace('new Redis()', "new Memcached('cache:11211')") },
    { name: 'wrap with a lifetime', code: "import { createCache } from 'cache-manager';\nconst cache = createCache();\nexport const user = (id: string) => cache.wrap(id, () => fetch(id), 60000);" },
    { name: 'a cache of the framework, whose module says the default elsewhere', code: "import type { Cache } from 'cache-manager';\nexport class Users { constructor(private cache: Cache) {} user(id: string) { return this.cache.wrap(id, () => fetch(id)); } }" },
    { name: 'look-alike: a map', code: 'const redis = new Map<string, string>();\nexport async function user(id: string) { const hit = redis.get(id); if (hit) return hit; const text = await (await fetch(id)).text(); redis.set(id, text); return text; }' },
    { name: 'unknown: a client from elsewhere', code: aside('await redis.set(`user:${id}`, JSON.stringify(user));').replace("import Redis from 'ioredis'", "import Redis from 'somewhere'") },
    { name: 'a test', filename: 'user.test.ts', code: aside('await redis.set(`user:${id}`, JSON.stringify(user));') },
  ],
  invalid: [
    {
      name: 'a lifetime of zero in memcached',
      code: aside('redis.set(`user:${id}`, JSON.stringify(user), 0, () => undefined);').replace("import Redis from 'ioredis'", "import Memcached from 'memcached'").replace('new Redis()', "new Memcached('cache:11211')"),
      errors: [{ ...endless(4), suggestions: [{ messageId: 'addLifetime', output: aside('redis.set(`user:${id}`, JSON.stringify(user), 3600, () => undefined);').replace("import Redis from 'ioredis'", "import Memcached from 'memcached'").replace('new Redis()', "new Memcached('cache:11211')") }] }],
    },
    {
      name: 'cache-aside with ioredis',
      code: aside('await redis.set(`user:${id}`, JSON.stringify(user));'),
      errors: [{ ...endless(4), column: 157, suggestions: [{ messageId: 'addLifetime', output: aside("await redis.set(`user:${id}`, JSON.stringify(user), 'EX', 3600);") }] }],
    },
    {
      name: 'a key in a constant, the loaded value in the variable of the hit, other names',
      code: `
        import { createClient } from 'redis';
        const store = createClient().on('error', console.error);
        export async function answer(what: string) {
          const place = 'answer:' + what;
          let found = await store.get(place);
          if (!found) {
            found = await (await fetch(what)).text();
            await store.set(place, found);
          }
          return found;
        }
      `,
      errors: [endless(8, 'store.set')],
    },
    {
      name: 'node-redis, whose version is known',
      files: { 'package.json': '{ "dependencies": { "redis": "^4.6.0" } }' },
      code: `
        import { createClient } from 'redis';
        const store = createClient();
        export async function answer(what: string) {
          const found = await store.get(what);
          return found ?? (await keep(what));
        }
        export async function page(what: string) {
          if (await store.exists(what)) return store.get(what);
          const text = await (await fetch(what)).text();
          await store.set(what, text, {});
          return text;
        }
        async function keep(what: string) { return what; }
      `,
      errors: [
        {
          ...endless(10, 'store.set'),
          suggestions: [
            {
              messageId: 'addLifetime',
              output: `
                import { createClient } from 'redis';
                const store = createClient();
                export async function answer(what: string) {
                  const found = await store.get(what);
                  return found ?? (await keep(what));
                }
                export async function page(what: string) {
                  if (await store.exists(what)) return store.get(what);
                  const text = await (await fetch(what)).text();
                  await store.set(what, text, { EX: 3600 });
                  return text;
                }
                async function keep(what: string) { return what; }
              `,
            },
          ],
        },
      ],
    },
    {
      name: 'warmed up from a query, with the client in another file',
      filename: 'warm.ts',
      files: {
        'redis.ts': "import { Redis } from '@upstash/redis';\nexport const redis = Redis.fromEnv();",
        'package.json': '{ "dependencies": { "@upstash/redis": "1.0.0", "pg": "8.0.0" } }',
      },
      code: `
        import { Pool } from 'pg';
        import { redis } from './redis';
        const pool = new Pool();
        export async function warm() {
          const { rows } = await pool.query('SELECT id, name FROM plans');
          await redis.set('plans', rows);
        }
      `,
      errors: [
        {
          ...endless(6),
          suggestions: [
            {
              messageId: 'addLifetime',
              output: `
                import { Pool } from 'pg';
                import { redis } from './redis';
                const pool = new Pool();
                export async function warm() {
                  const { rows } = await pool.query('SELECT id, name FROM plans');
                  await redis.set('plans', rows, { ex: 3600 });
                }
              `,
            },
          ],
        },
      ],
    },
    {
      name: 'a middleware that keeps the answer',
      code: redis(`
        export function cached() {
          return async (req: any, res: any, next: any) => {
            const hit = await redis.get(req.originalUrl);
            if (hit !== null) return res.send(hit);
            const send = res.send;
            res.send = (body: string) => { redis.set(req.originalUrl, body); return send.call(res, body); };
            next();
          };
        }
      `),
      errors: [
        {
          ...endless(10),
          suggestions: [
            {
              messageId: 'addLifetime',
              output: redis(`
        export function cached() {
          return async (req: any, res: any, next: any) => {
            const hit = await redis.get(req.originalUrl);
            if (hit !== null) return res.send(hit);
            const send = res.send;
            res.send = (body: string) => { redis.set(req.originalUrl, body, 'EX', 3600); return send.call(res, body); };
            next();
          };
        }
      `),
            },
          ],
        },
      ],
    },
    {
      name: 'a default of zero',
      code: aside('redis.set(`user:${id}`, user);').replace("import Redis from 'ioredis'", "import NodeCache from 'node-cache'").replace('new Redis()', 'new NodeCache({ stdTTL: 0, checkperiod: 120 })'),
      errors: [
        {
          ...endless(4),
          suggestions: [
            {
              messageId: 'addLifetime',
              output: aside('redis.set(`user:${id}`, user, 3600);').replace("import Redis from 'ioredis'", "import NodeCache from 'node-cache'").replace('new Redis()', 'new NodeCache({ stdTTL: 0, checkperiod: 120 })'),
            },
          ],
        },
      ],
    },
    {
      name: 'wrap without a lifetime and without a default',
      code: "import { createCache } from 'cache-manager';\nconst cache = createCache();\nexport const user = (id: string) => cache.wrap(id, () => fetch(id));",
      errors: [endless(3, 'cache.wrap')],
    },
    {
      name: 'require of plain JavaScript, in a field',
      parser: 'espree',
      sourceType: 'commonjs',
      code: `
        const Memcached = require('memjs');
        class Users {
          constructor(api) { this.api = api; this.store = Memcached.Client.create(); }
          async one(id) {
            const { value } = await this.store.get(id);
            const hit = await this.store.get(id);
            if (hit) return hit;
            const user = await this.api.load(id);
            await this.store.set(id, user);
            return user;
          }
        }
        module.exports = { Users };
      `,
      errors: [
        {
          ...endless(9, 'this.store.set'),
          suggestions: [
            {
              messageId: 'addLifetime',
              output: `
                const Memcached = require('memjs');
                class Users {
                  constructor(api) { this.api = api; this.store = Memcached.Client.create(); }
                  async one(id) {
                    const { value } = await this.store.get(id);
                    const hit = await this.store.get(id);
                    if (hit) return hit;
                    const user = await this.api.load(id);
                    await this.store.set(id, user, { expires: 3600 });
                    return user;
                  }
                }
                module.exports = { Users };
              `,
            },
          ],
        },
      ],
    },
  ],
});
