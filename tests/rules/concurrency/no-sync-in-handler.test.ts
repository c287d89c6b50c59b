import rule from '../../../src/rules/concurrency/no-sync-in-handler.ts';
import { testRule } from '../test-rule.ts';

testRule(import.meta, rule, {
  valid: [
    {
      name: 'the remedy: the promise API',
      code: `
        import express from 'express';
        import fs from 'node:fs';
        const app = express();
        app.get('/terms', async (req, res) => res.send(await fs.promises.readFile('terms.html', 'utf8')));
      `,
    },
    {
      name: 'a handler that only developers have',
      code: `
        import express from 'express';
        import fs from 'node:fs';
        const app = express();
        if (process.env.NODE_ENV === 'development') {
          app.use((req, res, next) => { if (!fs.existsSync('pages')) res.status(404); next(); });
        }
      `,
    },
    {
      name: 'a password of the environment, hashed when the program starts',
      code: `
        import bcrypt from 'bcrypt';
        export function security() {
          const first = process.env.FIRST_USER;
          if (!first) return [];
          const parts = process.env.FIRST_USER.split(':');
          return [{ name: parts[0], password: bcrypt.hashSync(parts[1], 10) }, { name: 'b', password: bcrypt.hashSync(process.env.SECOND_PASSWORD, 10) }];
        }
      `,
    },
    {
      name: 'the remedy: read while the module loads',
      code: `
        import express from 'express';
        import fs from 'node:fs';
        const terms = fs.readFileSync('terms.html', 'utf8');
        const app = express();
        app.get('/terms', (req, res) => res.send(terms));
      `,
    },
    {
      name: 'the remedy: read once and keep',
      code: `
        import express from 'express';
        import fs from 'node:fs';
        let cached: string | undefined;
        const terms = () => (cached ??= fs.readFileSync('terms.html', 'utf8'));
        const app = express();
        app.get('/terms', (req, res) => res.send(terms()));
      `,
    },
    {
      name: 'the remedy: an asynchronous hash',
      code: `
        import bcrypt from 'bcrypt';
        export const verify = (password: string, hash: string) => bcrypt.compare(password, hash);
      `,
    },
    {
      name: 'look-alike: a name that ends in Sync',
      code: `
        import express from 'express';
        import { Effect } from 'effect';
        const fs = { readFileSync: (name: string) => name };
        const app = express();
        app.get('/', (req, res) => res.json([Effect.runSync(req.query.q), fs.readFileSync('a')]));
      `,
    },
    {
      name: 'look-alike: get of a map',
      code: `
        import fs from 'node:fs';
        const files = new Map<string, () => string>();
        files.set('terms', () => fs.readFileSync('terms.html', 'utf8'));
      `,
    },
    {
      name: 'unknown: what a function from elsewhere does',
      code: `
        import express from 'express';
        import { render } from './missing';
        const app = express();
        app.get('/', (req, res) => res.send(render()));
      `,
    },
    {
      name: 'start-up: a function only the top level calls',
      code: `
        import express from 'express';
        import { readFileSync } from 'node:fs';
        import { scryptSync } from 'node:crypto';
        function loadKey() { return scryptSync(readFileSync('secret'), 'salt', 32); }
        const key = loadKey();
        const app = express();
        app.get('/', (req, res) => res.json({ key: key.length }));
      `,
    },
    {
      name: 'start-up: a plugin that registers routes',
      code: `
        import fs from 'node:fs';
        import type { FastifyInstance } from 'fastify';
        export default async function plugin(fastify: FastifyInstance) {
          const page = fs.readFileSync('index.html', 'utf8');
          fastify.get('/', async () => page);
        }
      `,
    },
    {
      name: 'a token signed without a callback takes microseconds',
      code: `
        import express from 'express';
        import jwt from 'jsonwebtoken';
        const app = express();
        app.post('/login', (req, res) => res.json({ token: jwt.sign({ sub: 1 }, process.env.KEY!) }));
      `,
    },
    {
      name: 'a worker thread of its own',
      filename: 'src/image.worker.ts',
      code: `
        import { parentPort } from 'node:worker_threads';
        import { Worker } from 'bullmq';
        import { readFileSync } from 'node:fs';
        new Worker('images', async (job) => parentPort?.postMessage(readFileSync(job.data.path)));
      `,
    },
    {
      name: 'kept in a map, file by file',
      code: `
        import express from 'express';
        import fs from 'node:fs';
        const pages = new Map<string, string>();
        function page(name: string) {
          const known = pages.get(name);
          if (known) return known;
          const text = fs.readFileSync(name, 'utf8');
          pages.set(name, text);
          return text;
        }
        const app = express();
        app.get('/', (req, res) => res.send(page('index.html')));
      `,
    },
    {
      name: 'a function that the handler only makes',
      code: `
        import express from 'express';
        import fs from 'node:fs';
        const app = express();
        app.get('/', (req, res) => {
          const later = () => fs.readFileSync('index.html');
          res.json({ length: later.length });
        });
      `,
    },
    {
      name: 'a command line tool',
      filename: 'bin/add-user.ts',
      code: `
        import bcrypt from 'bcrypt';
        export const hash = (password: string) => bcrypt.hashSync(password, 12);
      `,
    },
    {
      name: 'a test',
      filename: 'test/login.test.ts',
      code: `
        import bcrypt from 'bcrypt';
        export const hash = (password: string) => bcrypt.hashSync(password, 4);
      `,
    },
    {
      name: 'an imported function that hashes is reported where the hash stands',
      files: { 'password.ts': `import bcrypt from 'bcrypt'; export const hash = (p: string) => bcrypt.hashSync(p, 10);` },
      code: `
        import express from 'express';
        import { hash } from './password';
        const app = express();
        app.post('/users', (req, res) => res.json({ hash: hash(req.body.password) }));
      `,
    },
  ],
  invalid: [
    {
      name: 'a handler that only production has',
      code: `
        import express from 'express';
        import fs from 'node:fs';
        const app = express();
        if (process.env.NODE_ENV !== 'development') {
          app.use((req, res, next) => { if (!fs.existsSync('pages')) res.status(404); next(); });
        }
      `,
      errors: [{ messageId: 'blocking', line: 5 }],
    },
    {
      name: 'handlers of an application that is handed over, which only hand on what they are given',
      filename: 'shelves.js',
      code: `
        const fs = require('fs');
        const addresses = ['/shelves/:id', '/shelves/:id/*'];
        module.exports = function (app) {
          app.get(addresses, (req, res) => { list(req, res, true); });
          function list(req, res, isOwn) { res.json(fs.readdirSync(isOwn ? 'own' : 'all')); }
        };
      `,
      errors: [{ messageId: 'blocking', line: 5 }],
    },
    {
      name: 'directly in a handler, with the awaited form where the handler is asynchronous',
      code: `
        import express from 'express';
        import fs from 'node:fs';
        const server = express();
        server.get('/terms', async (question, answer) => {
          answer.send(fs.readFileSync('terms.html').toString());
        });
        server.get('/size', (question, answer) => answer.json(fs.statSync('terms.html').size));
      `,
      errors: [
        {
          messageId: 'blocking',
          data: { name: 'fs.readFileSync', path: 'handler', instead: 'fs.promises.readFile' },
          line: 5,
          column: 15,
          suggestions: [
            {
              messageId: 'awaitPromise',
              data: { promised: 'fs.promises.readFile' },
              output: `
                import express from 'express';
                import fs from 'node:fs';
                const server = express();
                server.get('/terms', async (question, answer) => {
                  answer.send((await fs.promises.readFile('terms.html')).toString());
                });
                server.get('/size', (question, answer) => answer.json(fs.statSync('terms.html').size));
              `,
            },
          ],
        },
        { messageId: 'blocking', data: { name: 'fs.statSync', path: 'handler', instead: 'fs.promises.stat' }, line: 7, column: 55 },
      ],
    },
    {
      name: 'through functions of the same file, reported at the blocking call, once',
      code: `
        import express from 'express';
        import { readFileSync } from 'node:fs';
        const app = express();
        app.get('/invoice', getInvoice);
        app.get('/invoice/print', (req, res) => getInvoice(req, res));
        function getInvoice(req: express.Request, res: express.Response) {
          res.send(renderInvoice(req.query));
        }
        const renderInvoice = (query: unknown) => readTemplate() + JSON.stringify(query);
        function readTemplate() {
          return readFileSync('invoice.html', 'utf8');
        }
      `,
      errors: [{ messageId: 'blocking', data: { name: 'fs.readFileSync', path: 'getInvoice → renderInvoice → readTemplate', instead: 'fs.promises.readFile' }, line: 11, column: 10 }],
    },
    {
      name: 'through an imported function, reported at the call in the handler',
      files: {
        'lib/pdf.ts': `
          import { template } from './template';
          export class Pdf { render(id: string) { return template() + id; } }
        `,
        'lib/template.ts': `
          import { execSync } from 'node:child_process';
          export function template() { return execSync('make template').toString(); }
        `,
      },
      code: `
        import { Controller, Get, Param } from '@nestjs/common';
        import { Pdf } from './lib/pdf';
        @Controller('invoices')
        export class Invoices {
          constructor(private readonly pdf: Pdf) {}
          @Get(':id')
          show(@Param('id') id: string) {
            return this.pdf.render(id);
          }
        }
      `,
      errors: [{ messageId: 'blockingBelow', data: { name: 'execSync', path: 'Invoices.show → Pdf.render → template', instead: 'exec' }, line: 8, column: 12 }],
    },
    {
      name: 'plain JavaScript under espree',
      parser: 'espree',
      code: `
        const fs = require('fs');
        const router = require('express').Router();
        router.post('/upload', function upload(req, res) {
          fs.writeFileSync(req.body.name, req.body.text);
          res.sendStatus(204);
        });
        module.exports = router;
      `,
      errors: [{ messageId: 'blocking', data: { name: 'fs.writeFileSync', path: 'upload', instead: 'fs.promises.writeFile' }, line: 4, column: 3 }],
    },
    {
      name: 'the module comes from another file, under another name',
      files: { 'disk.ts': `export { default as disk } from 'node:fs';` },
      code: `
        import Koa from 'koa';
        import { disk as store } from './disk';
        const server = new Koa();
        server.use(async (k) => { k.body = store.readFileSync('a.html', 'utf8'); });
      `,
      errors: [
        {
          messageId: 'blocking',
          data: { name: 'fs.readFileSync', path: 'handler', instead: 'fs.promises.readFile' },
          line: 4,
          column: 36,
          suggestions: [
            {
              messageId: 'awaitPromise',
              data: { promised: 'store.promises.readFile' },
              output: `
                import Koa from 'koa';
                import { disk as store } from './disk';
                const server = new Koa();
                server.use(async (k) => { k.body = await store.promises.readFile('a.html', 'utf8'); });
              `,
            },
          ],
        },
      ],
    },
    {
      name: 'a scheduled task in the server process',
      code: `
        import cron from 'node-cron';
        import { rmSync } from 'node:fs';
        cron.schedule('0 * * * *', () => clean());
        function clean() { rmSync('cache', { recursive: true }); }
      `,
      errors: [{ messageId: 'blocking', data: { name: 'fs.rmSync', path: 'handler → clean', instead: 'fs.promises.rm' }, line: 4, column: 20 }],
    },
    {
      name: 'a job processor in the server process',
      code: `
        import { Worker } from 'bullmq';
        import { gzipSync } from 'node:zlib';
        new Worker('reports', async (job) => gzipSync(job.data.text));
      `,
      errors: [{ messageId: 'blocking', data: { name: 'zlib.gzipSync', path: 'handler', instead: 'zlib.gzip' }, line: 3, column: 38 }],
    },
    {
      name: 'a password is hashed for a request wherever it stands',
      filename: 'src/lib/password.ts',
      code: `
        import bcrypt from 'bcryptjs';
        export async function hashPassword(password: string) {
          return bcrypt.hashSync(password, 12);
        }
      `,
      errors: [
        {
          messageId: 'hashing',
          data: { name: 'bcrypt.hashSync', instead: 'bcrypt.hash' },
          line: 3,
          column: 10,
          suggestions: [
            {
              messageId: 'awaitPromise',
              data: { promised: 'bcrypt.hash' },
              output: `
                import bcrypt from 'bcryptjs';
                export async function hashPassword(password: string) {
                  return await bcrypt.hash(password, 12);
                }
              `,
            },
          ],
        },
      ],
    },
    {
      name: 'a hash in a handler is reported once',
      code: `
        import express from 'express';
        import { scryptSync } from 'node:crypto';
        const app = express();
        app.post('/users', (req, res) => res.json({ hash: scryptSync(req.body.password, 'salt', 64).toString('hex') }));
      `,
      errors: [{ messageId: 'blocking', data: { name: 'crypto.scryptSync', path: 'handler', instead: 'crypto.scrypt' }, line: 4, column: 51 }],
    },
  ],
});
