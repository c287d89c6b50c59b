import rule from '../../../src/rules/http/no-write-in-safe-method.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const express = (body: string): string => `
  import express from 'express';
  import { Pool } from 'pg';
  import { PrismaClient } from '@prisma/client';
  const app = express();
  const pool = new Pool();
  const prisma = new PrismaClient();
  ${body}
`;

const SILENT: readonly (readonly [name: string, body: string])[] = [
  ['a read', 'app.get("/users", async (req, res) => res.json((await pool.query("SELECT id FROM users ORDER BY id")).rows));'],
  ['a write of POST', 'app.post("/users", async (req, res) => res.json(await prisma.user.create({ data: { name: req.body.name } })));'],
  ['a write of DELETE, which is idempotent and not safe', 'app.delete("/users/:id", async (req, res) => { await pool.query("DELETE FROM users WHERE id = $1", [req.params.id]); res.sendStatus(204); });'],
  ['a method nobody knows', 'app.all("/users", async (req, res) => res.json(await prisma.user.create({ data: {} })));'],
  ['an audit trail', 'app.get("/users/:id", async (req, res) => { await pool.query("INSERT INTO audit_logs (user_id) VALUES ($1)", [req.params.id]); res.end(); });'],
  ['a session', 'app.get("/me", async (req, res) => { await prisma.session.update({ where: { id: "1" }, data: { ip: req.ip } }); res.end(); });'],
  ['when someone was last seen', 'app.get("/me", async (req, res) => { await pool.query("UPDATE users SET last_seen_at = now() WHERE id = $1", [1]); res.end(); });'],
  ['how often something was viewed', 'app.get("/posts/:id", async (req, res) => { await prisma.post.update({ where: { id: req.params.id }, data: { viewCount: 3 } }); res.end(); });'],
  ['a link in a mail, which can only be opened', 'app.get("/verify-email", async (req, res) => { await prisma.user.update({ where: { id: "1" }, data: { verified: true } }); res.end(); });'],
  ['the way back from another site', 'app.get("/auth/github/callback", async (req, res) => { await prisma.user.create({ data: { name: "a" } }); res.redirect("/"); });'],
  ['look-alike: an insert into a list', 'class Users { insert(user: string) { return [user]; } update() {} } const users = new Users(); app.get("/users", (req, res) => { users.update(); res.json(users.insert("a")); });'],
  ['look-alike: a client of a remote service', 'import { users } from "./elsewhere-that-is-not-there"; app.get("/users", async (req, res) => res.json(await users.create({})));'],
  ['a write that only a function it makes would do', 'app.get("/users", (req, res) => { const never = () => prisma.user.deleteMany(); res.end(); });'],
];

testRule(import.meta, rule, {
  valid: [
    ...SILENT.map(([name, body]): Case => ({ name, code: express(body) })),
    { name: 'the way back from another site, by the name of the file alone', filename: 'src/routes/oauth-callback.ts', code: 'import { Router } from "express"; import { PrismaClient } from "@prisma/client"; const prisma = new PrismaClient(); export const router = Router(); router.get("/:provider", async (req, res) => { await prisma.account.create({ data: {} }); res.redirect("/"); });' },
    { name: 'no handler is known', code: 'import { Pool } from "pg"; const pool = new Pool(); export const get = () => pool.query("DELETE FROM users WHERE id = 1");' },
    { name: 'tests are left alone', filename: 'users.test.ts', code: express('app.get("/users", async (req, res) => res.json(await prisma.user.create({ data: {} })));') },
  ],
  invalid: [
    {
      name: 'SQL in the handler, the first write of it',
      code: `
        import express from 'express';
        import { Pool } from 'pg';
        const pool = new Pool();
        const app = express();
        app.get('/users/:id/archive', async (req, res) => {
          const { rows } = await pool.query('SELECT id FROM users WHERE id = $1', [req.params.id]);
          await pool.query('UPDATE users SET archived = true WHERE id = $1', [req.params.id]);
          await pool.query('DELETE FROM carts WHERE user_id = $1', [req.params.id]);
          res.json(rows);
        });
      `,
      errors: [{ messageId: 'writes', data: { method: 'GET', action: 'updates users', path: 'handler' }, line: 7, column: 9 }],
    },
    {
      name: 'every write an ORM knows, in a handler with a name',
      code: express('const remove: express.RequestHandler = async (req, res) => { await prisma.user.delete({ where: { id: req.params.id } }); res.end(); }; app.get("/users/:id/remove", remove); const touch: express.RequestHandler = async (req, res) => { await prisma.user.upsert({ where: { id: "1" }, create: { name: "a" }, update: { name: "b" } }); res.end(); }; app.head("/users/:id", touch);'),
      errors: [
        { messageId: 'writes', data: { method: 'GET', action: 'deletes from user', path: 'remove' }, line: 7 },
        { messageId: 'writes', data: { method: 'HEAD', action: 'writes user', path: 'touch' }, line: 7 },
      ],
    },
    {
      name: 'the fields of a row beside when it was seen',
      code: express('app.get("/users/:id", async (req, res) => { await prisma.user.update({ where: { id: "1" }, data: { lastSeenAt: new Date(), name: "a" } }); res.end(); });'),
      errors: [{ messageId: 'writes', data: { method: 'GET', action: 'updates user', path: 'handler' }, line: 7 }],
    },
    {
      name: 'behind a service and a repository of other files, under other names',
      filename: 'src/routes.ts',
      files: {
        'src/store.ts': 'import { Pool } from "pg"; const database = new Pool(); export class Store { async drop(key: string) { await database.query("DELETE FROM carts WHERE id = $1", [key]); } }',
        'src/carts.ts': 'import { Store } from "./store.ts"; const store = new Store(); export const empty = (key: string) => store.drop(key);',
      },
      code: `
        import { Router } from 'express';
        import { empty } from './carts.ts';
        export const routes = Router();
        routes.get('/carts/:id/empty', async (question, answer) => {
          await empty(question.params.id);
          answer.end();
        });
      `,
      errors: [{ messageId: 'writes', data: { method: 'GET', action: 'deletes from carts', path: 'handler → empty → Store.drop' }, line: 5, column: 9 }],
    },
    {
      name: 'a controller, whose file never names the method',
      filename: 'src/users.controller.ts',
      files: {
        'package.json': '{ "name": "shop", "dependencies": { "express": "5" } }',
        'src/app.ts': 'import express from "express"; import { clean } from "./users.controller.ts"; const app = express(); app.get("/users/clean", clean); app.listen(3000);',
      },
      code: `
        import { PrismaClient } from '@prisma/client';
        import type { Request, Response } from 'express';
        const prisma = new PrismaClient();
        export async function clean(req: Request, res: Response) {
          await prisma.user.deleteMany({ where: { active: false } });
          res.end();
        }
      `,
      errors: [{ messageId: 'writes', data: { method: 'GET', action: 'deletes from user', path: 'clean' }, line: 5 }],
    },
    {
      name: 'a method with a decorator',
      code: `
        import { Controller, Get, Param } from '@nestjs/common';
        import { InjectRepository } from '@nestjs/typeorm';
        import { Repository } from 'typeorm';
        import { User } from './user.entity';
        @Controller('users')
        export class UsersController {
          constructor(@InjectRepository(User) private readonly users: Repository<User>) {}
          @Get(':id/disable')
          async disable(@Param('id') id: string) {
            await this.users.update(id, { enabled: false });
          }
        }
      `,
      errors: [{ messageId: 'writes', data: { method: 'GET', action: 'updates User', path: 'UsersController.disable' }, line: 10 }],
    },
  ],
});
