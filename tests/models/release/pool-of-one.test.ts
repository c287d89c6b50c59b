import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Linter } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import rule from '../../../src/rules/sql/require-client-release.ts';
import { ensureFixtures, FIXTURES } from '../../fixtures/installed.ts';
import type { PostgresSocket } from '../../fixtures/postgres-socket.ts';
import { startPostgres } from '../../fixtures/postgres-socket.ts';

/** Bodies of a function that is given `pool` and a text to run; whether a text that fails costs the pool its only connection. */
const BODIES: readonly (readonly [name: string, body: string, leaks: boolean])[] = [
  ['given back after the query', 'const client = await pool.connect(); await client.query(text); client.release();', true],
  ['never given back', 'const client = await pool.connect(); await client.query(text);', true],
  ['nobody has it', 'await (await pool.connect()).query(text);', true],
  ['a catch that throws again', 'const client = await pool.connect(); try { await client.query(text); client.release(); } catch (error) { throw error; }', true],
  ['between taking and try', 'const client = await pool.connect(); await client.query(text); try { await client.query("SELECT 1"); } finally { client.release(); }', true],
  ['an early return', 'const client = await pool.connect(); if (text.length > 0) return; client.release();', true],
  ['finally', 'const client = await pool.connect(); try { await client.query(text); } finally { client.release(); }', false],
  ['both ways out', 'const client = await pool.connect(); try { await client.query(text); client.release(); } catch (error) { client.release(); throw error; }', false],
  ['only if it is there', 'let client; try { client = await pool.connect(); await client.query(text); } finally { if (client) client.release(); }', false],
  ['caught where it happens', 'const client = await pool.connect(); await client.query(text).catch(() => null); client.release();', false],
  ['the pool’s own query', 'await pool.query(text);', false],
];

/** What of pg is used here: it is installed for the fixtures only. */
interface Client {
  release(): void;
  on(event: 'error', listener: () => void): void;
}
interface PoolOfOne {
  connect(): Promise<Client>;
  end(): Promise<void>;
  on(event: 'error' | 'connect', listener: (client: Client) => void): void;
}
type PoolConstructor = new (options: object) => PoolOfOne;

const FAILS = 'SELECT nothing FROM nowhere';
const AsyncFunction = (async () => undefined).constructor as new (...names: string[]) => (pool: PoolOfOne, text: string) => Promise<unknown>;

let postgres: PostgresSocket;
let Pool: PoolConstructor;

beforeAll(async () => {
  await ensureFixtures();
  ({ Pool } = createRequire(join(FIXTURES, 'package.json'))('pg') as { Pool: PoolConstructor });
  postgres = await startPostgres('');
}, 300_000);
afterAll(() => postgres.close());

/** Whether a pool of one connection has none left after a run in which the query failed. */
async function isDry(body: string): Promise<boolean> {
  const pool = new Pool({ connectionString: postgres.url, max: 1, connectionTimeoutMillis: 300 });
  pool.on('error', () => undefined);
  // The server closes under those that were lost.
  pool.on('connect', (client) => client.on('error', () => undefined));
  await new AsyncFunction('pool', 'text', body)(pool, FAILS).catch(() => undefined);
  try {
    (await pool.connect()).release();
    // A pool that lost a connection never ends: only one that is whole is waited for.
    await pool.end();
    return false;
  } catch {
    return true;
  }
}

function isReported(body: string): boolean {
  const code = `import { Pool } from 'pg'; const pool = new Pool(); export async function run(text) { ${body} }`;
  const messages = new Linter().verify(code, [{ files: ['**/*.js'], plugins: { backend: { rules: { rule: rule as never } } }, rules: { 'backend/rule': 'error' } }], { filename: 'src/run.js' });
  return messages.length > 0;
}

describe('a pool of one connection', () => {
  it.each(BODIES)('%s', async (_, body, leaks) => {
    expect({ dry: await isDry(body), reported: isReported(body) }).toEqual({ dry: leaks, reported: leaks });
  });
});
