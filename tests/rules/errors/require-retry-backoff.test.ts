import rule from '../../../src/rules/errors/require-retry-backoff.ts';
import { testRule } from '../test-rule.ts';

const read = (body: string, head = '') => `${head}const PRICES = 'https://api.shop.example/prices';
export async function read() {
${body}
}
async function sleep(ms: number) {
  await new Promise((resolve) => setTimeout(resolve, ms));
}`;
const loop = (pause: string) => read(`  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      return await fetch(PRICES);
    } catch (error) {
      console.warn(error);
      ${pause}
    }
  }`);

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: a pause that grows', code: loop('await sleep(100 * 2 ** attempt);') },
    { name: 'remedy: a pause that grows in a variable', code: read(`  let pause = 100;
  for (let attempt = 0; attempt < 5; attempt++) {
    try { return await fetch(PRICES); } catch { await sleep(pause); pause *= 2; }
  }`) },
    { name: 'remedy, with the option: spread at random', options: [{ jitter: true }], code: loop('await sleep(Math.random() * 100 * 2 ** attempt);') },
    { name: 'unknown: a function that may wait', code: `import { pauseFor } from './pauses';\n${loop('await pauseFor(attempt);')}` },
    { name: 'another request than the one that failed', code: "export async function read(options: RequestInit & { headers: Record<string, string> }, isLast = false): Promise<Response> {\n  try {\n    return await fetch('https://api.shop.example', options);\n  } catch (error) {\n    if (isLast) throw error;\n    options.headers['accept-encoding'] = 'identity';\n    return read(options, true);\n  }\n}" },
    { name: 'what the other side asks for', code: loop("await sleep(Number((error as { headers: Headers }).headers.get('retry-after')) * 1000);") },
    { name: 'hosts that are asked in turn', code: read(`  const hosts = ['https://a.example', 'https://b.example'];
  for (let i = 0; i < hosts.length; i++) {
    try { return await fetch(hosts[i]); } catch { console.warn(i); }
  }`) },
    { name: 'a list that is asked in turn', code: "export async function read(hosts: string[]) {\n  for (const host of hosts) {\n    try { return await fetch(host); } catch { continue; }\n  }\n}" },
    { name: 'polling: success does not end it', code: read(`  while (true) {
    try { await fetch(PRICES); } catch (error) { console.warn(error); }
    await sleep(1000);
  }`) },
    { name: 'a failure that ends the loop', code: read(`  for (let page = 0; page < 5; page++) {
    try { return await fetch(PRICES); } catch (error) { throw new Error('down', { cause: error }); }
  }`) },
    { name: 'a conflict in the database is tried again at once', code: "import { pool } from './db';\nexport async function book(id: string) {\n  for (let attempt = 0; attempt < 3; attempt++) {\n    try { return await pool.query('UPDATE seats SET taken = true WHERE id = $1', [id]); } catch { continue; }\n  }\n}" },
    { name: 'remedy: axios-retry with a delay', code: "import axios from 'axios';\nimport axiosRetry from 'axios-retry';\naxiosRetry(axios, { retries: 3, retryDelay: axiosRetry.exponentialDelay });" },
    { name: 'the default of p-retry grows', code: "import retry from 'p-retry';\nexport const read = () => retry(() => fetch('https://api.shop.example'), { retries: 3 });" },
    { name: 'no tries at all', code: "import axios from 'axios';\nimport axiosRetry from 'axios-retry';\naxiosRetry(axios, { retries: 0 });" },
    { name: 'unknown: options from elsewhere', code: "import axios from 'axios';\nimport axiosRetry from 'axios-retry';\nimport { options } from './options';\naxiosRetry(axios, options);" },
    { name: 'the default of async-retry is spread', options: [{ jitter: true }], code: "import retry from 'async-retry';\nexport const read = () => retry(() => fetch('https://api.shop.example'));" },
    { name: 'look-alike: a function called retry', code: 'const retry = (run: () => void, options: object) => [run, options];\nretry(() => {}, { factor: 1 });' },
    { name: 'a script', filename: 'scripts/read.ts', code: loop('') },
  ],
  invalid: [
    { name: 'at once', code: loop(''), errors: [{ messageId: 'none', data: { name: 'fetch' }, line: 5, column: 20 }] },
    { name: 'the same pause, by a function of its own', code: loop('await sleep(1000);'), errors: [{ messageId: 'constant', data: { name: 'fetch' }, line: 8, column: 19 }] },
    { name: 'the same pause, by a function of another file', files: { 'zz1.ts': 'export const zz2 = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));' }, code: "import { zz2 } from './zz1';\nexport async function read() {\n  let tries = 0;\n  while (tries < 3) {\n    try {\n      return await fetch('https://api.shop.example');\n    } catch {\n      tries += 1;\n      await zz2(500);\n    }\n  }\n}", errors: [{ messageId: 'constant', data: { name: 'fetch' }, line: 9, column: 17 }] },
    { name: 'the same pause, written out behind the try', code: read(`  do {
    try { return await fetch(PRICES); } catch { /* down */ }
    await new Promise((resolve) => setTimeout(resolve, 250));
  } while (true);`), errors: [{ messageId: 'constant', data: { name: 'fetch' }, line: 5, column: 56 }] },
    { name: 'a request one call away', files: { 'prices.ts': "export const load = async () => (await fetch('https://api.shop.example')).json();" }, code: "import { load } from './prices';\nexport async function read() {\n  for (let i = 0; i < 3; i++) {\n    try { return await load(); } catch (error) { console.warn(error); }\n  }\n}", errors: [{ messageId: 'none', data: { name: 'load' }, line: 4, column: 24 }] },
    { name: 'a function that calls itself', code: "export async function read(left: number): Promise<Response> {\n  try {\n    return await fetch('https://api.shop.example');\n  } catch (error) {\n    if (left === 0) throw error;\n    return read(left - 1);\n  }\n}", errors: [{ messageId: 'none', data: { name: 'fetch' }, line: 6, column: 12 }] },
    { name: 'a growing pause that is not spread, with the option', options: [{ jitter: true }], code: loop('await sleep(100 * 2 ** attempt);'), errors: [{ messageId: 'unspread', data: { name: 'fetch' }, line: 8, column: 19 }] },
    { name: 'axios-retry without a delay', code: "import axios from 'axios';\nimport axiosRetry from 'axios-retry';\naxiosRetry(axios, { retries: 3 });", errors: [{ messageId: 'library', data: { name: 'axiosRetry' }, line: 3, column: 1 }] },
    { name: 'axios-retry with the same delay', code: "import axios from 'axios';\nimport axiosRetry from 'axios-retry';\naxiosRetry(axios, { retries: 3, retryDelay: () => 1000 });", errors: [{ messageId: 'constant', data: { name: 'axiosRetry' }, line: 3, column: 45 }] },
    { name: 'a factor of one', code: "import retry from 'p-retry';\nexport const read = () => retry(() => fetch('https://api.shop.example'), { factor: 1 });", errors: [{ messageId: 'constant', data: { name: 'retry' }, line: 2, column: 84 }] },
    { name: 'p-retry is not spread, with the option', options: [{ jitter: true }], code: "import retry from 'p-retry';\nexport const read = () => retry(() => fetch('https://api.shop.example'), { retries: 3 });", errors: [{ messageId: 'unspread', data: { name: 'retry' }, line: 2, column: 27 }] },
    { name: 'cockatiel', code: "import { ConstantBackoff, handleAll, retry } from 'cockatiel';\nexport const policy = retry(handleAll, { maxAttempts: 3, backoff: new ConstantBackoff(500) });", errors: [{ messageId: 'constant', data: { name: 'ConstantBackoff' }, line: 2, column: 67 }] },
  ],
});
