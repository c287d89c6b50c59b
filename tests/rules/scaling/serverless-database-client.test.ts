import rule from '../../../src/rules/scaling/serverless-database-client.ts';
import { testRule } from '../test-rule.ts';

const LAMBDA = "import type { APIGatewayProxyHandlerV2 } from 'aws-lambda';\nimport { Pool } from 'pg';\n";

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: made outside of the handler', filename: 'src/handler.ts', code: `${LAMBDA}const pool = new Pool({ max: 1 });\nexport const handler: APIGatewayProxyHandlerV2 = async () => ({ statusCode: 200, body: JSON.stringify((await pool.query('SELECT id FROM users ORDER BY id LIMIT 10')).rows) });` },
    { name: 'remedy: a driver that speaks HTTP', filename: 'src/handler.ts', code: "import type { APIGatewayProxyHandlerV2 } from 'aws-lambda';\nimport { neon } from '@neondatabase/serverless';\nexport const handler: APIGatewayProxyHandlerV2 = async () => { const sql = neon('postgres://db.example.com/app'); return JSON.stringify(await sql`SELECT 1 AS one`); };" },
    { name: 'made once and kept', filename: 'src/handler.ts', code: `${LAMBDA}let pool: Pool | undefined;\nexport const handler: APIGatewayProxyHandlerV2 = async () => { pool ??= new Pool(); return JSON.stringify((await pool.query('SELECT 1 AS one')).rows); };` },
    { name: 'an isolate may not share connections between requests', filename: 'src/index.ts', code: "import { Client } from 'pg';\nexport default { async fetch(request: Request) { const client = new Client(); await client.connect(); const { rows } = await client.query('SELECT 1 AS one'); await client.end(); return Response.json(rows); } };" },
    { name: 'look-alike: another pool', filename: 'src/handler.ts', code: "import type { APIGatewayProxyHandlerV2 } from 'aws-lambda';\nimport { Pool } from './workers';\nexport const handler: APIGatewayProxyHandlerV2 = async () => JSON.stringify(new Pool());" },
    { name: 'unknown: a client for what the call names', filename: 'src/handler.ts', code: `${LAMBDA}export const handler: APIGatewayProxyHandlerV2 = async (event) => { const pool = new Pool({ database: event.headers['x-tenant'] }); return JSON.stringify((await pool.query('SELECT 1 AS one')).rows); };` },
    { name: 'a route of a server has a rule of its own', filename: 'src/app.ts', code: "import express from 'express';\nimport { Pool } from 'pg';\nconst app = express();\napp.get('/users', async (req, res) => { const pool = new Pool(); res.json((await pool.query('SELECT 1 AS one')).rows); });" },
  ],
  invalid: [
    { name: 'in the handler', filename: 'src/handler.ts', code: `${LAMBDA}export const handler: APIGatewayProxyHandlerV2 = async () => { const connections = new Pool(); return JSON.stringify((await connections.query('SELECT 1 AS one')).rows); };`, errors: [{ messageId: 'renewed', data: { name: 'new Pool()', path: 'handler' }, line: 3 }] },
    {
      name: 'in a function of another file',
      filename: 'src/handler.ts',
      files: { 'src/db.ts': "import { Client } from 'pg';\nexport async function open() { const client = new Client(); await client.connect(); return client; }" },
      code: "import type { APIGatewayProxyHandlerV2 } from 'aws-lambda';\nimport { open } from './db';\nexport const users: APIGatewayProxyHandlerV2 = async () => { const db = await open(); return JSON.stringify((await db.query('SELECT 1 AS one')).rows); };",
      errors: [{ messageId: 'renewedBelow', data: { name: 'new Client()', path: 'users → open' }, line: 3 }],
    },
    { name: 'a function of a queue', filename: 'src/consume.ts', code: "import type { SQSHandler } from 'aws-lambda';\nimport { PrismaClient } from '@prisma/client';\nexport const consume: SQSHandler = async () => { const prisma = new PrismaClient(); await prisma.user.count(); };", errors: [{ messageId: 'renewed', line: 3 }] },
  ],
});
