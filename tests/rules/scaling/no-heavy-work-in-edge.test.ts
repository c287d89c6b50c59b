import rule from '../../../src/rules/scaling/no-heavy-work-in-edge.ts';
import { testRule } from '../test-rule.ts';

const NEXT = { 'package.json': '{ "name": "web", "dependencies": { "next": "16.0.0", "pg": "8.16.3" } }' };
const WORKER = { 'package.json': '{ "name": "api", "dependencies": { "hono": "4.10.0" } }' };
const EDGE = "export const runtime = 'edge';\n";
const GET = 'export const GET = () => Response.json({});';

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: a client that speaks HTTP', filename: 'app/api/a/route.ts', files: NEXT, code: `import { neon } from '@neondatabase/serverless';\n${EDGE}export const GET = async () => Response.json(await neon('')\`select 1 as x\`);` },
    { name: 'remedy: the function runs on Node.js', filename: 'app/api/a/route.ts', files: NEXT, code: `import sharp from 'sharp';\nexport const runtime = 'nodejs';\nexport const GET = () => sharp();` },
    { name: 'nothing says where it runs', filename: 'app/api/a/route.ts', files: NEXT, code: `import sharp from 'sharp';\nexport const GET = () => sharp();` },
    { name: 'types are not loaded', filename: 'app/api/a/route.ts', files: NEXT, code: `import type { Pool } from 'pg';\nimport { type Client } from 'pg';\n${EDGE}${GET}\nexport type Both = Pool | Client;` },
    { name: 'look-alike: a file of the project with that name', filename: 'app/api/a/route.ts', files: { ...NEXT, 'app/api/a/sharp.ts': 'export const edge = 1;' }, code: `import { edge } from './sharp';\n${EDGE}export const GET = () => Response.json(edge);` },
    { name: 'look-alike: a constant of that name elsewhere', filename: 'src/a.ts', files: { 'package.json': '{ "name": "api" }' }, code: `import sharp from 'sharp';\n${EDGE}export const image = sharp;` },
    { name: 'loaded only when it is called', filename: 'app/api/a/route.ts', files: NEXT, code: `${EDGE}export const GET = async () => (await import('sharp')).default();` },
    { name: 'middleware that runs on Node.js', filename: 'middleware.ts', files: NEXT, code: "import { readFileSync } from 'node:fs';\nexport const config = { runtime: 'nodejs' };\nexport function middleware() { return readFileSync('a'); }" },
    { name: 'Workers with the modules of Node.js', filename: 'src/index.ts', files: { ...WORKER, 'wrangler.toml': 'name = "api"\nmain = "src/index.ts"\ncompatibility_flags = ["nodejs_compat"]' }, code: "import { Pool } from 'pg';\nimport fs from 'node:fs';\nexport default { fetch: () => new Response(String(new Pool()) + String(fs)) };" },
    { name: 'another file than the entry of the worker', filename: 'scripts/seed.ts', files: { ...WORKER, 'wrangler.toml': 'main = "src/index.ts"' }, code: "import fs from 'node:fs';\nexport const seed = () => fs.readFileSync('a');" },
  ],
  invalid: [
    { name: 'a client that opens sockets', filename: 'app/api/a/route.ts', files: NEXT, code: `import { Pool } from 'pg';\n${EDGE}export const GET = () => Response.json(new Pool());`, errors: [{ messageId: 'sockets', data: { runtime: 'the Edge runtime of Next.js', module: 'pg', way: '' }, line: 1, column: 1 }] },
    { name: 'a native addon', filename: 'app/api/a/route.ts', files: NEXT, code: `import shrink from 'sharp';\n${EDGE}export const GET = () => shrink();`, errors: [{ messageId: 'native', line: 1 }] },
    { name: 'a module of Node.js, in the configuration of a page', filename: 'pages/api/a.ts', files: NEXT, code: "import { readFileSync } from 'node:fs';\nexport const config = { runtime: 'experimental-edge' };\nexport default () => new Response(readFileSync('a'));", errors: [{ messageId: 'node', data: { runtime: 'the Edge runtime of Next.js', module: 'fs', way: '' }, line: 1 }] },
    { name: 'middleware, which runs at the edge where it says nothing', filename: 'src/middleware.ts', files: NEXT, code: "import jwt from 'bcryptjs';\nexport function middleware() { return jwt; }", errors: [{ messageId: 'cpu', line: 1 }] },
    {
      name: 'through files of the project',
      filename: 'app/api/a/route.ts',
      files: { ...NEXT, 'lib/users.ts': "export * from './db';", 'lib/db.ts': "import { Pool } from 'pg';\nexport const pool = new Pool();" },
      code: `import { pool } from '../../../lib/users';\n${EDGE}export const GET = () => Response.json(pool);`,
      errors: [{ messageId: 'sockets', data: { runtime: 'the Edge runtime of Next.js', module: 'pg', way: ' (by lib/users.ts → lib/db.ts)' }, line: 1 }],
    },
    { name: 'a worker that starts programs', filename: 'src/index.ts', files: { ...WORKER, 'wrangler.jsonc': '{ // the API\n "main": "./src/index.ts", "compatibility_flags": ["nodejs_compat"] }' }, code: "import { execFile } from 'node:child_process';\nexport default { fetch: () => new Response(String(execFile)) };", errors: [{ messageId: 'process', data: { runtime: 'Cloudflare Workers', module: 'child_process', way: '' }, line: 1 }] },
    { name: 'a function of Vercel', filename: 'api/a.ts', files: { 'package.json': '{ "name": "f" }' }, code: "import { createClient } from 'redis';\nexport const config = { runtime: 'edge' };\nexport default () => new Response(String(createClient));", errors: [{ messageId: 'sockets', line: 1 }] },
    { name: 'required', filename: 'src/index.js', files: { ...WORKER, 'wrangler.toml': 'main = "src/index.js"' }, code: "const hash = require('bcrypt');\nmodule.exports = { fetch: () => new Response(String(hash)) };\nexport {};", errors: [{ messageId: 'native', line: 1, column: 14 }] },
  ],
});
