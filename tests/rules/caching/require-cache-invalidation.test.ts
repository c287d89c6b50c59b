import rule from '../../../src/rules/caching/require-cache-invalidation.ts';
import { testRule } from '../test-rule.ts';

/** Lines 1 to 11, then what changes rows from line 12 on. */
const users = (change: string): string => `
  import Redis from 'ioredis';
  import { Pool } from 'pg';
  const pool = new Pool();
  const redis = new Redis();
  export async function find(id: string) {
    const hit = await redis.get(\`user:\${id}\`);
    if (hit) return JSON.parse(hit);
    const { rows } = await pool.query('SELECT id, name FROM users WHERE id = $1', [id]);
    await redis.set(\`user:\${id}\`, JSON.stringify(rows[0]), 'EX', 60);
    return rows[0];
  }
  ${change}
`;
const UPDATE = "await pool.query('UPDATE users SET name = $2 WHERE id = $1', [id, name]);";

testRule(import.meta, rule, {
  valid: [
    { name: 'the key is deleted', code: users(`export async function rename(id: string, name: string) { ${UPDATE} await redis.del(\`user:\${id}\`); }`) },
    { name: 'the copy is written again', code: users(`export async function rename(id: string, name: string) { ${UPDATE} await redis.set(\`user:\${id}\`, name, 'EX', 60); }`) },
    { name: 'a key that is not known is deleted', code: users(`export async function rename(id: string, name: string, keys: string[]) { ${UPDATE} await redis.del(keys); }`) },
    { name: 'everything is forgotten', code: users(`export async function rename(id: string, name: string) { ${UPDATE} await redis.flushdb(); }`) },
    { name: 'a function that forgets', code: users(`export async function rename(id: string, name: string) { ${UPDATE} await forget(id); }\n async function forget(id: string) { await redis.del('user:' + id); }`) },
    { name: 'another table', code: users("export async function rename(id: string) { await pool.query('UPDATE plans SET name = 1 WHERE id = $1', [id]); }") },
    { name: 'a new row, of which there is no copy', code: users("export async function add(id: string) { await pool.query('INSERT INTO users (id) VALUES ($1)', [id]); }") },
    { name: 'keys that begin with nothing that is known', code: users(`export async function rename(id: string, name: string) { ${UPDATE} }`).replaceAll('`user:${id}`', 'id') },
    { name: 'look-alike: a map', code: users(`export async function rename(id: string, name: string) { ${UPDATE} }`).replace("import Redis from 'ioredis';", '').replace('new Redis()', 'new Map()') },
  ],
  invalid: [
    { name: 'nothing forgets', code: users(`export async function rename(id: string, name: string) { ${UPDATE} }`), errors: [{ messageId: 'stale', data: { table: 'users', prefix: 'user:', line: 9 }, line: 12, column: 64 }] },
    { name: 'a key of another kind is deleted', code: users(`export async function rename(id: string, name: string) { ${UPDATE} await redis.del('users'); await redis.del(\`plan:\${id}\`); }`), errors: [{ messageId: 'stale', data: { table: 'users', prefix: 'user:', line: 9 }, line: 12 }] },
    {
      name: 'an ORM, wrap, and a function that makes keys',
      files: { 'package.json': '{ "dependencies": { "@prisma/client": "7.0.0" } }' },
      code: `
        import { PrismaClient } from '@prisma/client';
        import { createCache } from 'cache-manager';
        const prisma = new PrismaClient();
        const cache = createCache({ ttl: 60000 });
        const keyOf = (id: string) => \`plan/\${id}\`;
        export const plan = (id: string) => cache.wrap(keyOf(id), () => prisma.plan.findUnique({ where: { id } }));
        export const close = (id: string) => prisma.plan.update({ where: { id }, data: { closed: true } });
        export const reopen = async (id: string) => { await prisma.plan.update({ where: { id }, data: { closed: false } }); await cache.del(keyOf(id)); };
      `,
      errors: [{ messageId: 'stale', data: { table: 'plan', prefix: 'plan/', line: 6 }, line: 7, column: 38 }],
    },
  ],
});
