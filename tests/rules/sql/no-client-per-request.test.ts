import rule from '../../../src/rules/sql/no-client-per-request.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const express = (body: string): string => `
  import express from 'express';
  import pg, { Pool, Client } from 'pg';
  import { PrismaClient } from '@prisma/client';
  import { drizzle } from 'drizzle-orm/node-postgres';
  import knex from 'knex';
  const app = express();
  ${body}
`;

/** What makes one client for the process. */
const KEPT: readonly (readonly [name: string, body: string])[] = [
  ['made when the module loads', 'const pool = new Pool(); app.get("/", async (req, res) => res.json(await pool.query("SELECT 1")));'],
  ['made on first use', 'let client: PrismaClient | undefined; const db = () => (client ??= new PrismaClient()); app.get("/", async (req, res) => res.json(await db().user.findMany()));'],
  ['made on first use, with a condition', 'let pool: Pool | null = null; function db() { if (!pool) { pool = new Pool(); } return pool; } app.get("/", async (req, res) => res.json(await db().query("SELECT 1")));'],
  ['made on first use, through a local', 'let kept: Pool | null = null; function db() { if (kept) return kept; const pool = new Pool(); pool.on("error", console.error); kept = pool; return pool; } app.get("/", (req, res) => res.json(db().totalCount));'],
  ['kept on the global object', 'function db() { const client = (globalThis as any).prisma || new PrismaClient(); (globalThis as any).prisma = client; return client; } app.get("/", async (req, res) => res.json(await db().user.findMany()));'],
  ['kept by key', 'const pools = new Map<string, Pool>(); function db(key: string) { let pool = pools.get(key); if (!pool) { pool = new Pool(); pools.set(key, pool); } return pool; } app.get("/", async (req, res) => res.json(await db("a").query("SELECT 1")));'],
  ['what is made of it is kept', 'let db: unknown; app.get("/", (req, res) => { const pool = new Pool(); const made = drizzle(pool); db = made; res.json(db); });'],
  ['a singleton', 'class Db { static instance: Db; pool: Pool; constructor() { this.pool = new Pool(); } static get() { if (!Db.instance) Db.instance = new Db(); return Db.instance; } } app.get("/", (req, res) => res.json(Db.get().pool.totalCount));'],
  ['memoised', 'import { once } from "elsewhere"; const db = once(() => new Pool()); app.get("/", async (req, res) => res.json(await db().query("SELECT 1")));'],
  ['a factory called when the module loads', 'function connect() { return new Pool(); } const pool = connect(); app.get("/", async (req, res) => res.json(await pool.query("SELECT 1")));'],
  ['a handler’s factory', 'function list() { const pool = new Pool(); return async (req: express.Request, res: express.Response) => res.json(await pool.query("SELECT 1")); } app.get("/", list());'],
];

testRule(import.meta, rule, {
  valid: [
    ...KEPT.map(([name, body]): Case => ({ name, code: express(body) })),
    { name: 'a connection taken from a pool', code: express('const pool = new Pool(); app.get("/", async (req, res) => { const client = await pool.connect(); try { res.json(await client.query("SELECT 1")); } finally { client.release(); } });') },
    { name: 'the address of a request: nobody else can use it', code: express('app.post("/try", async (req, res) => { const { url } = req.body; const client = new Client({ connectionString: url }); await client.connect(); await client.end(); res.end(); });') },
    { name: 'notifications need a connection of their own', code: express('app.get("/events", async (req, res) => { const client = new Client(); await client.connect(); client.on("notification", (m) => res.write(m.payload)); await client.query("LISTEN jobs"); });') },
    { name: 'a query builder without a connection', code: express('app.get("/", (req, res) => res.send(knex({ client: "pg" })("users").toString()));') },
    { name: 'a wrapper of a shared pool', code: express('const pool = new Pool(); app.get("/", async (req, res) => res.json(await drizzle(pool).execute("SELECT 1")));') },
    { name: 'look-alike: a Pool of another library', code: 'import express from "express"; import { Pool } from "undici"; const app = express(); app.get("/", async (req, res) => res.json(await new Pool("http://localhost").request({ path: "/" })));' },
    { name: 'look-alike: a class of the project', code: 'import express from "express"; class PrismaClient {} const app = express(); app.get("/", (req, res) => res.json(new PrismaClient()));' },
    { name: 'a function no handler is known to reach', code: 'import { Pool } from "pg"; export function connect() { return new Pool(); }' },
    {
      name: 'a provider',
      code: `
        import { Module } from '@nestjs/common';
        import { DataSource } from 'typeorm';
        @Module({ providers: [{ provide: DataSource, useFactory: async () => new DataSource({ type: 'postgres' }).initialize() }] })
        export class DatabaseModule {}
      `,
    },
    {
      name: 'a plugin',
      code: `
        import fp from 'fastify-plugin';
        import { Pool } from 'pg';
        export default fp(async (fastify) => { const pool = new Pool(); fastify.decorate('pg', pool); });
      `,
    },
    { name: 'serverless functions are another rule’s', filename: 'lambda/users.ts', code: 'import { Client } from "pg"; export const handler = async (event) => { const client = new Client(); await client.connect(); return event.body; };' },
    { name: 'a scheduled task', code: 'import cron from "node-cron"; import { Client } from "pg"; cron.schedule("0 3 * * *", async () => { const client = new Client(); await client.connect(); await client.end(); });' },
    { name: 'a binding of the platform', code: 'import { Hono } from "hono"; import postgres from "postgres"; const app = new Hono(); app.get("/", async (c) => { const sql = postgres(c.env.HYPERDRIVE.connectionString); return c.json(await sql`SELECT 1`); }); export default app;' },
    { name: 'a service that checks its database at start', filename: 'src/services/database.service.ts', code: 'import { Client } from "pg"; export async function ensureDatabase() { const client = new Client(); await client.connect(); const { rows } = await client.query("SELECT 1 FROM pg_database WHERE datname = \'app\'"); await client.end(); return rows.length > 0; }' },
    { name: 'a service whose hook makes the client', filename: 'src/services/users.service.ts', code: 'import { Pool } from "pg"; export class UsersService { pool: Pool; async onModuleInit() { const pool = new Pool(); await pool.query("SELECT id FROM users"); this.pool = pool; } }' },
    { name: 'tests are left alone', filename: 'users.test.ts', code: express('app.get("/", async (req, res) => res.json(await new PrismaClient().user.findMany()));') },
  ],
  invalid: [
    {
      name: 'in a handler',
      code: `
        import express from 'express';
        import { PrismaClient } from '@prisma/client';
        const app = express();
        app.get('/users', async (req, res) => {
          const prisma = new PrismaClient();
          res.json(await prisma.user.findMany());
        });
      `,
      errors: [{ messageId: 'renewed', data: { name: 'new PrismaClient()', path: 'handler' }, line: 5, column: 18 }],
    },
    {
      name: 'in a middleware that hands it on with the request',
      code: `
        import express from 'express';
        import { Pool } from 'pg';
        const app = express();
        app.use((req, res, next) => { req.db = new Pool(); next(); });
      `,
      errors: [{ messageId: 'renewed', data: { name: 'new Pool()', path: 'handler' }, line: 4 }],
    },
    {
      name: 'in a function that a handler calls, renamed and required',
      parser: 'espree',
      sourceType: 'commonjs',
      code: `
        const { Client: Connection } = require('pg');
        const router = require('express').Router();
        async function all(text) {
          const c = new Connection({ connectionString: process.env.DATABASE_URL });
          await c.connect();
          const found = await c.query(text);
          await c.end();
          return found.rows;
        }
        router.get('/', async (req, res) => res.json(await all('SELECT 1')));
        module.exports = router;
      `,
      errors: [{ messageId: 'renewed', data: { name: 'new Connection()', path: 'handler → all' }, line: 4 }],
    },
    {
      name: 'in a constructor that a handler calls',
      code: `
        import { Hono } from 'hono';
        import { MongoClient } from 'mongodb';
        class Users { client: MongoClient; constructor() { this.client = new MongoClient('mongodb://localhost'); } }
        const app = new Hono();
        app.get('/users', async (c) => c.json(await new Users().client.db().collection('users').find().toArray()));
      `,
      errors: [{ messageId: 'renewed', data: { name: 'new MongoClient()', path: 'handler → Users.constructor' }, line: 3 }],
    },
    {
      name: 'in another file',
      filename: 'src/routes.ts',
      files: {
        'src/lib/connect.ts': 'import { drizzle } from "drizzle-orm/node-postgres"; export const connect = () => drizzle(process.env.DATABASE_URL!);',
      },
      code: `
        import { Router } from 'express';
        import { connect } from './lib/connect';
        export const router = Router();
        router.get('/', async (req, res) => res.json(await connect().execute('SELECT 1')));
      `,
      errors: [{ messageId: 'renewedBelow', data: { name: 'drizzle()', path: 'handler → connect' }, line: 4 }],
    },
    {
      name: 'a service that makes one for each call',
      filename: 'src/services/users.ts',
      code: `
        import { Sequelize } from 'sequelize';
        import postgres from 'postgres';
        import pg from 'pg';
        export async function users() {
          const sql = postgres(process.env.DATABASE_URL!);
          return await sql\`SELECT id, name FROM users\`;
        }
        export class Users {
          async all() {
            const client = new pg.Client();
            await client.connect();
            try { return (await client.query('SELECT id FROM users')).rows; } finally { await client.end(); }
          }
        }
      `,
      errors: [
        { messageId: 'renewed', data: { name: 'postgres()', path: 'users' }, line: 5 },
        { messageId: 'renewed', data: { name: 'new pg.Client()', path: 'Users.all' }, line: 10 },
      ],
    },
    {
      name: 'a service is told of where it stands, not where it is called',
      filename: 'src/routes.ts',
      files: {
        'src/services/users.ts': 'import { Pool } from "pg"; export async function users() { const pool = new Pool(); return pool.query("SELECT id FROM users"); }',
        'src/lib/knex.ts': 'import knex from "knex"; export const database = (options: object) => knex({ client: "pg", connection: "postgres://localhost/app" });',
      },
      code: `
        import { Router } from 'express';
        import { users } from './services/users';
        import { database } from './lib/knex';
        export const router = Router();
        router.get('/', async (req, res) => res.json(await users()));
        router.get('/all', async (req, res) => res.json(await database({})('users')));
      `,
      errors: [{ messageId: 'renewedBelow', data: { name: 'knex()', path: 'handler → database' }, line: 6 }],
    },
    {
      name: 'a job',
      code: `
        import { Worker } from 'bullmq';
        import { DataSource } from 'typeorm';
        new Worker('mails', async (job) => {
          const source = new DataSource({ type: 'postgres' });
          await source.initialize();
        });
      `,
      errors: [{ messageId: 'renewed', data: { name: 'new DataSource()', path: 'handler' }, line: 4 }],
    },
    {
      name: 'a generated Prisma client',
      filename: 'src/users.ts',
      files: { 'package.json': '{ "dependencies": { "prisma": "6", "express": "5" } }' },
      code: `
        import express from 'express';
        import { PrismaClient } from './generated/prisma/client';
        export const app = express();
        app.get('/', async (req, res) => res.json(await new PrismaClient().user.findMany()));
      `,
      errors: [{ messageId: 'renewed', data: { name: 'new PrismaClient()', path: 'handler' }, line: 4 }],
    },
  ],
});
