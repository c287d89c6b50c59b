import rule from '../../../src/rules/api/no-not-found-for-empty-list.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const express = (path: string, body: string): string => `
  import express from 'express';
  import { Pool } from 'pg';
  const app = express();
  const pool = new Pool();
  app.get('${path}', async (req, res) => { const { rows } = await pool.query('SELECT id FROM users ORDER BY id'); ${body} });
`;
const SILENT: readonly (readonly [name: string, path: string, body: string])[] = [
  ['the empty list', '/users', 'res.json(rows);'],
  ['one thing, by its address', '/users/:id', 'if (rows.length === 0) { res.status(404).end(); return; } res.json(rows);'],
  ['one row of the list', '/users/first', 'if (rows.length === 0) { res.status(404).end(); return; } res.json(rows[0]);'],
  ['another status', '/users', 'if (rows.length === 0) { res.status(204).end(); return; } res.json(rows);'],
  ['something else that is missing', '/users', 'const team = await find(req.query.team); if (!team) { res.status(404).end(); return; } res.json(rows);'],
  ['a list that is there', '/users', 'if (rows.length > 0) { res.json(rows); return; } res.status(404).end();'],
  ['another question beside it', '/users', 'if (rows.length === 0 || isHidden(rows)) { res.status(404).end(); return; } res.json(rows);'],
  ['look-alike: the length of a text', '/users', 'const name = String(req.query.name); if (name.length === 0) { res.status(404).end(); return; } res.json(rows);'],
];

testRule(import.meta, rule, {
  valid: [
    ...SILENT.map(([name, path, body]): Case => ({ name, code: express(path, body) })),
    { name: 'no route is known', code: 'import type { Request, Response } from "express"; export function list(req: Request, res: Response) { const rows = [1]; if (rows.length === 0) { res.status(404).end(); return; } res.json(rows); }' },
    { name: 'a POST', code: express('/users', 'if (rows.length === 0) { res.status(404).end(); return; } res.json(rows);').replace('app.get', 'app.post') },
  ],
  invalid: [
    { name: 'the status, under other names', code: 'import express from "express"; const app = express(); app.get("/users", async (question, answer) => { const people = await find(); if (people.length === 0) { answer.status(404).json({ error: "none" }); return; } answer.json(people); });', errors: [{ messageId: 'missing', data: { list: 'people' }, line: 1 }] },
    { name: 'no list, or one without items; the list as a field', code: express('/users', 'if (!rows || !rows.length) { return res.status(404).end(); } res.json({ data: rows });'), errors: [{ messageId: 'missing', data: { list: 'rows' }, line: 5 }] },
    { name: 'fewer than one', code: express('/users', 'if (rows.length < 1) { return res.status(404).end(); } res.json({ data: rows });'), errors: [{ messageId: 'missing', data: { list: 'rows' }, line: 5 }] },
    {
      name: 'an exception of the framework',
      code: `
        import { Controller, Get, NotFoundException } from '@nestjs/common';
        import { UsersService } from './users.service';
        @Controller('users')
        export class UsersController {
          constructor(private readonly users: UsersService) {}
          @Get()
          async list() {
            const users = await this.users.list();
            if (!users.length) throw new NotFoundException();
            return users;
          }
        }
      `,
      errors: [{ messageId: 'missing', data: { list: 'users' }, line: 9, column: 30 }],
    },
    {
      name: 'an exception of the project’s own, defined in another file',
      filename: 'src/routes.ts',
      files: { 'src/errors.ts': 'class HttpProblem extends Error { constructor(public statusCode: number, message: string) { super(message); } } export class Missing extends HttpProblem { constructor() { super(404, "missing"); } } export class Wrong extends HttpProblem { constructor() { super(400, "wrong"); } }' },
      code: `
        import { Router } from 'express';
        import { Missing, Wrong } from './errors.ts';
        export const routes = Router();
        routes.get('/users', async (req, res) => {
          const users = await find();
          if (users.length === 0) throw new Missing();
          if (users.length === 0) throw new Wrong();
          res.json(users);
        });
        routes.get('/users/:id', async (req, res) => {
          const users = await find();
          if (users.length === 0) throw new Missing();
          res.json(users);
        });
        export default routes;
      `,
      errors: [{ messageId: 'missing', data: { list: 'users' }, line: 6 }],
    },
  ],
});
