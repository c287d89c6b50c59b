import rule from '../../../src/rules/caching/no-in-process-cache.ts';
import { testRule } from '../test-rule.ts';

const pg = (body: string): string => `
  import { Pool } from 'pg';
  const pool = new Pool();
  ${body}
`;
const LOAD = "const { rows } = await pool.query('SELECT id, name FROM users WHERE id = $1', [id]);";

testRule(import.meta, rule, {
  valid: [
    { name: 'a shared cache behind it', code: pg(`import Redis from 'ioredis'; const redis = new Redis(); const near = new Map(); export async function user(id: string) { if (near.has(id)) return near.get(id); const hit = await redis.get(id); if (hit) return hit; ${LOAD} near.set(id, rows[0]); await redis.set(id, JSON.stringify(rows[0]), 'EX', 60); return rows[0]; }`) },
    { name: 'connections that were opened with what was loaded', code: pg(`import { Bridge } from 'bridge'; const open = new Map(); export async function user(id: string) { const hit = open.get(id); if (hit) return hit; ${LOAD} const bridge = new Bridge(rows[0]); await bridge.connect(); open.set(id, bridge); return bridge; }`) },
    { name: 'what the catalog of SQL Server says', code: pg('const known = new Map(); export async function triggers(table: string) { if (known.has(table)) return known.get(table); const { rows } = await pool.query("SELECT 1 AS found FROM sys.triggers WHERE parent_id = OBJECT_ID($1)", [table]); known.set(table, rows.length > 0); return rows.length > 0; }') },
    { name: 'a map of one call', code: pg(`export async function users(ids: string[]) { const seen = new Map(); for (const id of ids) { if (seen.has(id)) continue; ${LOAD} seen.set(id, rows[0]); } return seen; }`) },
    { name: 'work that is under way', code: pg('const pending = new Map(); export function user(id: string) { const running = pending.get(id); if (running) return running; const promise = pool.query("SELECT 1").finally(() => pending.delete(id)); pending.set(id, promise); return promise; }') },
    { name: 'compiled templates', code: "import { readFile } from 'node:fs/promises';\nconst templates = new Map();\nexport async function template(name: string) { if (templates.has(name)) return templates.get(name); const text = await readFile(name, 'utf8'); templates.set(name, text); return text; }" },
    { name: 'what the database has', code: pg("const known = new Map(); export async function has(table: string) { const hit = known.get(table); if (hit !== undefined) return hit; const { rows } = await pool.query('SELECT 1 FROM information_schema.tables WHERE table_name = $1', [table]); known.set(table, rows.length > 0); }") },
    { name: 'a registry', code: 'const sockets = new Map(); export async function join(id: string, socket: unknown) { if (sockets.has(id)) return; sockets.set(id, socket); }' },
    { name: 'a copy that is reloaded as a whole', code: pg(`let byId = new Map(); export async function reload() { byId = new Map(); } export async function user(id: string) { if (byId.has(id)) return byId.get(id); ${LOAD} byId.set(id, rows[0]); }`) },
    { name: 'filled without asking', code: pg(`const last = new Map(); export async function user(id: string) { ${LOAD} last.set(id, rows[0]); return rows[0]; }`) },
    { name: 'unknown: an object that may be made for one request', code: pg(`export class Users { cache = new Map(); async user(id: string) { if (this.cache.has(id)) return this.cache.get(id); ${LOAD} this.cache.set(id, rows[0]); return rows[0]; } }`) },
    { name: 'look-alike: a Map of one’s own', code: `import { Map } from './store';\n${pg(`const near = new Map(); export async function user(id: string) { if (near.has(id)) return near.get(id); ${LOAD} near.set(id, rows[0]); }`)}` },
  ],
  invalid: [
    { name: 'a map', code: pg(`const near = new Map<string, unknown>();\n export async function user(id: string) { if (near.has(id)) return near.get(id); ${LOAD} near.set(id, rows[0]); return rows[0]; }`), errors: [{ messageId: 'local', data: { name: 'near', line: 4 }, line: 3, column: 15, endColumn: 41 }] },
    { name: 'an object, in the words of plain JavaScript', parser: 'espree', code: "const near = {};\nexport async function rates(day) {\n  if (near[day]) return near[day];\n  const response = await fetch(`https://rates.example.com/${day}`);\n  near[day] = await response.json();\n  return near[day];\n}", errors: [{ messageId: 'local', data: { name: 'near', line: 5 }, line: 1 }] },
    { name: 'instances that are nothing but data', code: pg(`class User { constructor(readonly row: unknown) {} }\n const near = new Map(); export async function user(id: string) { const hit = near.get(id); if (hit) return hit; ${LOAD} const found = new User(rows[0]); near.set(id, found); return found; }`), errors: [{ messageId: 'local', line: 4 }] },
    { name: 'a bounded cache', code: pg(`import { LRUCache } from 'lru-cache';\n const near = new LRUCache<string, any>({ max: 100, ttl: 1000 });\n export const user = async (id: string) => { const hit = near.get(id); if (hit) return hit; ${LOAD} near.set(id, rows[0]); return rows[0]; };`), errors: [{ messageId: 'local', data: { name: 'near', line: 5 }, line: 4 }] },
    { name: 'a field of a class of which there is one', code: pg(`class Users { readonly near = new Map();\n async user(id: string) { const hit = this.near.get(id); if (hit) return hit; ${LOAD} this.near.set(id, rows[0]); return rows[0]; } }\n export const users = new Users();`), errors: [{ messageId: 'local', data: { name: 'near', line: 4 }, line: 3 }] },
    {
      name: 'what a repository of another file loads',
      filename: 'users.ts',
      files: { 'repository.ts': "import { Pool } from 'pg';\nconst pool = new Pool();\nexport async function findUser(id: string) { const { rows } = await pool.query('SELECT id FROM users WHERE id = $1', [id]); return rows[0]; }" },
      code: "import { findUser } from './repository';\nconst near = new Map();\nexport async function user(id: string) {\n  const hit = near.get(id);\n  if (hit) return hit;\n  const user = await findUser(id);\n  near.set(id, user);\n  return user;\n}",
      errors: [{ messageId: 'local', data: { name: 'near', line: 7 }, line: 2 }],
    },
  ],
});
