import rule from '../../../src/rules/sql/require-pool.ts';
import { testRule } from '../test-rule.ts';

const SERVER = { 'package.json': '{ "dependencies": { "express": "5", "pg": "8" } }' };

testRule(import.meta, rule, {
  valid: [
    {
      name: 'a pool',
      files: SERVER,
      code: `
        import { Pool } from 'pg';
        import mysql from 'mysql2/promise';
        export const pool = new Pool();
        export const other = mysql.createPool({});
      `,
    },
    { name: 'a client of a package that serves nobody', files: { 'package.json': '{ "dependencies": { "pg": "8" } }' }, code: 'import { Client } from "pg"; export const client = new Client();' },
    { name: 'a package that is not known', code: 'import { Client } from "pg"; export const client = new Client();' },
    { name: 'notifications', files: SERVER, code: 'import { Client } from "pg"; export const client = new Client(); client.on("notification", console.log); await client.query("LISTEN jobs");' },
    { name: 'notifications in a service', files: SERVER, code: 'import { Client } from "pg"; @Injectable() export class Events { client = new Client(); async onModuleInit() { await this.client.query("LISTEN jobs"); } all() { return this.client.query("SELECT 1"); } } function Injectable() { return (target: unknown) => target; }' },
    { name: 'a lock that lasts as long as the session', files: SERVER, code: 'import { Client } from "pg"; const client = new Client(); export const lead = () => client.query("SELECT pg_try_advisory_lock(1)");' },
    { name: 'opened and closed by one function', files: SERVER, code: 'import { Client } from "pg"; export async function migrate() { const client = new Client(); await client.connect(); await client.query("SELECT 1"); await client.end(); }' },
    { name: 'opened and closed while the module loads', files: SERVER, code: 'import { Client } from "pg"; const client = new Client(); await client.connect(); export const rows = await client.query("SELECT 1"); await client.end();' },
    { name: 'a script that nothing imports', files: SERVER, code: 'import { Client } from "pg"; const client = new Client(); async function main() { await client.connect(); await client.query("SELECT 1"); process.exit(0); } main();' },
    { name: 'a script by its place', filename: 'scripts/fill.ts', files: SERVER, code: 'import { Client } from "pg"; export const client = new Client();' },
    { name: 'a test', filename: 'db.test.ts', files: SERVER, code: 'import { Client } from "pg"; export const client = new Client();' },
    { name: 'serverless functions have one request at a time', filename: 'lambda/db.ts', files: SERVER, code: 'import { Client } from "pg"; export const client = new Client();' },
    { name: 'a class that is made for one run and closes it', files: SERVER, code: 'import { Client } from "pg"; export class Import { client = new Client(); async run() { await this.client.connect(); await this.client.query("SELECT 1"); await this.client.end(); } }' },
    { name: 'an instance for each use', files: SERVER, code: 'import { Client } from "pg"; export class Session { client = new Client(); query(text: string) { return this.client.query(text); } }' },
    { name: 'look-alike: a Client of another library', files: SERVER, code: 'import { Client } from "@elastic/elasticsearch"; export const client = new Client({ node: "http://localhost" });' },
    { name: 'look-alike: a socket', files: SERVER, code: 'import { createConnection } from "node:net"; export const client = createConnection(80);' },
  ],
  invalid: [
    {
      name: 'handlers of the file share it',
      code: `
        import express from 'express';
        import mysql from 'mysql2';
        const app = express();
        const connection = mysql.createConnection({ host: 'localhost' });
        connection.connect();
        app.get('/users', (req, res) => {
          connection.query('SELECT id FROM users', (error, rows) => res.json(rows));
        });
        app.listen(3000);
      `,
      errors: [{ messageId: 'single', data: { name: 'mysql.createConnection()', pool: 'createPool()' }, line: 4, column: 20 }],
    },
    {
      name: 'a function that a handler calls uses it, renamed and required',
      parser: 'espree',
      sourceType: 'commonjs',
      code: `
        const { Client: Db } = require('pg');
        const router = require('express').Router();
        const one = new Db();
        const all = (text) => one.query(text);
        router.get('/', async (req, res) => res.json((await all('SELECT 1')).rows));
        module.exports = router;
      `,
      errors: [{ messageId: 'single', data: { name: 'new Db()', pool: 'new Pool()' }, line: 3 }],
    },
    {
      name: 'other files of a server get it',
      files: SERVER,
      code: `
        import pg from 'pg';
        export const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
        await client.connect();
      `,
      errors: [{ messageId: 'single', data: { name: 'new pg.Client()', pool: 'new Pool()' }, line: 2 }],
    },
    {
      name: 'other files get what is made of it',
      files: SERVER,
      code: `
        import { Client } from 'pg';
        import { drizzle } from 'drizzle-orm/node-postgres';
        const client = new Client();
        await client.connect();
        export const db = drizzle(client);
      `,
      errors: [{ messageId: 'single', data: { name: 'new Client()', pool: 'new Pool()' }, line: 3 }],
    },
    {
      name: 'other files get a function that uses it; it is made again when it breaks',
      parser: 'espree',
      sourceType: 'commonjs',
      files: SERVER,
      code: `
        const mysql = require('mysql');
        let connection;
        function open() {
          connection = mysql.createConnection({ host: 'localhost' });
          connection.on('error', () => open());
        }
        open();
        process.on('SIGTERM', () => connection.end());
        function run(text, done) { connection.query(text, done); }
        module.exports = { run };
      `,
      errors: [{ messageId: 'single', data: { name: 'mysql.createConnection()', pool: 'createPool()' }, line: 4 }],
    },
    {
      name: 'exported at once',
      parser: 'espree',
      sourceType: 'commonjs',
      files: SERVER,
      code: `
        const mysql = require('mysql2');
        module.exports = mysql.createConnection({ host: 'localhost' }).promise();
      `,
      errors: [{ messageId: 'single', data: { name: 'mysql.createConnection()', pool: 'createPool()' }, line: 2 }],
    },
    {
      name: 'a service of a container, and one the module makes',
      files: SERVER,
      code: `
        import { Client } from 'pg';
        import { Injectable } from '@nestjs/common';
        @Injectable()
        export class Db {
          private client: Client;
          async onModuleInit() { this.client = new Client(); await this.client.connect(); }
          async onModuleDestroy() { await this.client.end(); }
          query(text: string) { return this.client.query(text); }
        }
        class Other {
          client = new Client();
          query(text: string) { return this.client.query(text); }
        }
        export const other = new Other();
      `,
      errors: [
        { messageId: 'single', data: { name: 'new Client()', pool: 'new Pool()' }, line: 6 },
        { messageId: 'single', data: { name: 'new Client()', pool: 'new Pool()' }, line: 11 },
      ],
    },
    {
      name: 'a provider and a decoration',
      files: SERVER,
      code: `
        import { Client } from 'pg';
        export const provider = { provide: 'DB', useFactory: async () => { const client = new Client(); await client.connect(); return client; } };
        export const plugin = async (fastify: any) => { const client = new Client(); await client.connect(); fastify.decorate('db', client); };
      `,
      errors: [2, 3].map((line) => ({ messageId: 'single', data: { name: 'new Client()', pool: 'new Pool()' }, line })),
    },
  ],
});
