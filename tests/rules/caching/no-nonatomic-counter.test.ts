import rule from '../../../src/rules/caching/no-nonatomic-counter.ts';
import { testRule } from '../test-rule.ts';

const redis = (body: string): string => `
  import Redis from 'ioredis';
  const redis = new Redis();
  ${body}
`;
const split = (line: number, data: { readonly line: number; readonly read?: string; readonly write?: string; readonly counts?: string }): { readonly messageId: string; readonly data: Readonly<Record<string, string | number>>; readonly line: number } => ({
  messageId: 'split',
  data: { read: 'redis.get', write: 'redis.set', counts: 'incr', ...data },
  line,
});

testRule(import.meta, rule, {
  valid: [
    { name: 'the store counts', code: redis('export async function hit(ip: string) { const n = await redis.incr(ip); if (n === 1) await redis.expire(ip, 60); return n > 10; }') },
    { name: 'a cached value', code: redis('export async function user(id: string) { const hit = await redis.get(id); if (hit) return hit; const text = await (await fetch(id)).text(); await redis.set(id, text); return text; }') },
    { name: 'two keys', code: redis('export async function next(id: string) { const n = Number(await redis.get(`last:${id}`)); await redis.set(`next:${id}`, n + 1); }') },
    { name: 'a time from now on', code: redis('export async function touch(id: string) { const last = await redis.get(id); if (last) return; await redis.set(id, Date.now() + 1000); }') },
    { name: 'a text that grows', code: redis("export async function log(id: string, line: string) { const text = await redis.get(id); await redis.set(id, text + line); }") },
    { name: 'watched, so that the write fails', code: redis('export async function hit(ip: string) { await redis.watch(ip); const n = Number(await redis.get(ip)); await redis.multi().set(ip, n + 1).exec(); }') },
    { name: 'written only if it is absent', code: redis("export async function hit(ip: string) { const n = Number(await redis.get(ip)); await redis.set(ip, n + 1, 'NX'); }") },
    { name: 'in the memory of one process', code: redis('export async function hit(ip: string) { const n = Number(redis.get(ip) ?? 0); redis.set(ip, n + 1); }').replace("import Redis from 'ioredis'", "import Redis from 'node-cache'") },
    { name: 'look-alike: a map', code: 'const redis = new Map<string, number>();\nexport function hit(ip: string) { const n = redis.get(ip) ?? 0; redis.set(ip, n + 1); }' },
    { name: 'unknown: keys that cannot be compared', code: redis('declare const keys: string[];\nexport async function hit(i: number) { const n = Number(await redis.get(keys[i]!)); await redis.set(keys[i]!, n + 1); }') },
  ],
  invalid: [
    { name: 'read, count, write', code: redis('export async function hit(ip: string) { const n = await redis.get(`hits:${ip}`); await redis.set(`hits:${ip}`, Number(n) + 1); }'), errors: [{ ...split(3, { line: 3 }), column: 88 }] },
    {
      name: 'in steps, with a lifetime and a limit',
      code: redis(`
        export async function limit(req: any, res: any, next: any) {
          const key = 'rate:' + req.ip;
          const raw = await redis.get(key);
          let count = raw ? parseInt(raw, 10) : 0;
          if (count >= 10) return res.status(429).end();
          count++;
          await redis.set(key, String(count), 'EX', 60);
          next();
        }
      `),
      errors: [split(10, { line: 6 })],
    },
    { name: 'in one expression', code: redis("export const hit = async (ip: string) => { await redis.setex(ip, 60, Number((await redis.get(ip)) ?? '0') + 1); };"), errors: [split(3, { line: 3, write: 'redis.setex' })] },
    {
      name: 'a field of an object, with node-redis',
      code: redis(`
        export async function fail(id: string) {
          const raw = await redis.get(id);
          const state = raw ? JSON.parse(raw) : { attempts: 0 };
          state.attempts += 1;
          await redis.set(id, JSON.stringify(state), { EX: 60 });
        }
      `).replace("import Redis from 'ioredis'", "import { createClient } from 'redis'").replace('new Redis()', 'await createClient().connect()'),
      errors: [split(8, { line: 5 })],
    },
    { name: 'counting down', code: redis('export async function take(id: string) { let left = Number(await redis.get(id)); left -= 1; await redis.set(id, left); }'), errors: [split(3, { line: 3 })] },
    {
      name: 'a client of a class in another file, other names',
      filename: 'views.ts',
      files: { 'kv.ts': "import { Redis } from 'ioredis';\nexport const kv: Redis = new Redis();", 'package.json': '{ "dependencies": { "ioredis": "5.0.0" } }' },
      code: `
        import { kv } from './kv';
        export async function seen(page: string) {
          const before = parseInt((await kv.get(page)) ?? '0', 10);
          const after = before + 1;
          await kv.set(page, after);
        }
      `,
      errors: [split(5, { line: 3, read: 'kv.get', write: 'kv.set' })],
    },
  ],
});
