import rule from '../../../src/rules/auth/no-auth-enumeration.ts';
import { testRule } from '../test-rule.ts';

const files = { 'package.json': '{ "name": "app", "dependencies": { "express": "5", "bcrypt": "6", "pg": "8", "@nestjs/common": "11", "next": "16" } }' };
const app = (rest: string): string => `
  import express from 'express';
  import bcrypt from 'bcrypt';
  import { users } from './users';
  const app = express();
  ${rest}
  app.listen(3000);
`;
const handler = (unknown: string, wrong: string): string => app(`app.post('/login', async (req, res) => {
    const user = await users.findOne({ email: req.body.email });
    if (!user) ${unknown}
    const ok = await bcrypt.compare(req.body.password, user.password);
    if (!ok) ${wrong}
    res.json({ id: user.id });
  });`);

testRule(import.meta, rule, {
  valid: [
    { name: 'the remedy: one answer for both', files, code: handler("return res.status(401).json({ error: 'wrong' });", "return res.status(401).json({ error: 'wrong' });") },
    { name: 'the remedy: one answer by a constant', files: { ...files, 'texts.ts': "export const WRONG = 'wrong';" }, code: `import { WRONG } from './texts'; ${handler('return res.status(401).json({ error: WRONG });', "return res.status(401).json({ error: 'wrong' });")}` },
    {
      name: 'the remedy: one condition',
      files,
      code: app("app.post('/login', async (req, res) => { const user = await users.findOne({ email: req.body.email }); if (!user || !(await bcrypt.compare(req.body.password, user.password))) return res.status(401).json({ error: 'wrong' }); res.json(1); });"),
    },
    { name: 'the remedy: a reset that answers alike', files, code: app("app.post('/forgot-password', async (req, res) => { const user = await users.findOne({ email: req.body.email }); if (user) await mail(user); res.sendStatus(204); });") },
    { name: 'the remedy: a reset that leaves early with the same answer', files, code: app("app.post('/forgot-password', async (req, res) => { const user = await users.findOne({ email: req.body.email }); if (!user) return res.sendStatus(204); await mail(user); res.sendStatus(204); });") },
    { name: 'look-alike: a form that lacks a field', files, code: app("app.post('/login', async (req, res) => { if (!req.body.email) return res.status(400).json({ error: 'email missing' }); const user = await users.findOne({ email: req.body.email }); if (!user || !(await bcrypt.compare(req.body.password, user.password))) return res.sendStatus(401); res.json(1); });") },
    { name: 'look-alike: a user who is known, by its id', files, code: app("app.post('/auth/reset-password', async (req, res) => { const user = await users.findOne({ id: req.user.id }); if (!user) return res.status(404).json({ error: 'gone' }); res.json(1); });") },
    { name: 'look-alike: a reset by the token of the e-mail', files, code: app("app.post('/reset-password', async (req, res) => { const reset = await users.findReset(req.body.token); if (!reset) return res.status(400).json({ error: 'no such token' }); res.json(1); });") },
    { name: 'look-alike: a search for a user', files, code: app("app.post('/users/search', async (req, res) => { const user = await users.findOne({ email: req.body.email }); if (!user) return res.status(404).json({ error: 'nobody' }); res.json(user); });") },
    { name: 'unknown: something else decides in the branch', files, code: app("app.post('/forgot-password', async (req, res) => { const user = await users.findOne({ email: req.body.email }); if (!user) { if (uniform) return res.sendStatus(204); return res.status(404).json({ error: 'nobody' }); } res.sendStatus(204); });") },
    { name: 'unknown: an error without a status, which something else answers', files, code: handler("throw new Error('nobody');", "throw new Error('wrong password');") },
    { name: 'unknown: a function of one’s own makes the answer', files, code: handler("throw refusal({ email: 'unknown' });", "throw refusal({ password: 'wrong' });").replace('const app =', "import { UnauthorizedException } from '@nestjs/common'; function refusal(detail) { return new UnauthorizedException(uniform ? undefined : detail); } const app =") },
    {
      name: 'unknown: what is thrown is caught and becomes one answer',
      files: { ...files, 'auth.ts': "import bcrypt from 'bcrypt'; import createError from 'http-errors'; import { users } from './users'; export async function login(email, password) { const user = await users.findOne({ email }); if (!user) throw createError(404, 'nobody'); if (!(await bcrypt.compare(password, user.password))) throw createError(401, 'wrong'); return user; }" },
      code: app("app.post('/login', async (req, res) => { try { res.json(await login(req.body.email, req.body.password)); } catch { res.status(401).json({ error: 'wrong' }); } });").replace("'./users';", "'./users'; import { login } from './auth';"),
    },
    { name: 'registration is an option', files, code: app("app.post('/register', async (req, res) => { const user = await users.findOne({ email: req.body.email }); if (user) return res.status(409).json({ error: 'taken' }); res.json(1); });") },
  ],
  invalid: [
    {
      name: 'two texts',
      files,
      code: handler("return res.status(401).json({ error: 'no such user' });", "return res.status(401).json({ error: 'wrong password' });"),
      errors: [{ messageId: 'login', data: { other: ' on line 9', way: '' }, line: 7, column: 21 }],
    },
    {
      name: 'two statuses, renamed everything, by SQL',
      files,
      code: `
        import e from 'express';
        import { compare as same } from 'bcrypt';
        import { Pool } from 'pg';
        const x = new Pool();
        const y = e();
        y.post('/sessions', async (a, b) => {
          const { rows: [z] } = await x.query('SELECT id, hash FROM accounts WHERE email = $1', [a.body.e]);
          if (!z) return b.sendStatus(404);
          const { password: p } = a.body;
          if (!(await same(p, z.hash))) return b.sendStatus(401);
          b.json(z.id);
        });
        y.listen(1);
      `,
      errors: [{ messageId: 'login', data: { other: ' on line 10', way: '' }, line: 8, column: 18 }],
    },
    {
      name: 'nested branches',
      files,
      code: app(`app.post('/login', async (req, res) => {
    const user = await users.findOne({ where: { username: req.body.name } });
    if (user) {
      if (await bcrypt.compare(req.body.password, user.password)) {
        res.json(1);
      } else {
        res.status(401).json({ error: 'wrong password' });
      }
    } else {
      res.status(401).json({ error: 'unknown user' });
    }
  });`),
      errors: [{ messageId: 'login', data: { other: ' on line 11', way: '' }, line: 14, column: 5 }],
    },
    {
      name: 'a service that the handler calls',
      files: {
        ...files,
        'main.ts': "import { NestFactory } from '@nestjs/core'; const app = await NestFactory.create(class {}); await app.listen(1);",
        'auth.service.ts': "import { NotFoundException, UnauthorizedException } from '@nestjs/common'; import * as argon2 from 'argon2'; import { UsersService } from './users.service'; export class AuthService { constructor(private readonly users: UsersService) {} async login(email: string, password: string) { const user = await this.users.findByEmail(email); if (!user) throw new NotFoundException(); if (!(await argon2.verify(user.passwordHash, password))) throw new UnauthorizedException(); return user; } }",
        'users.service.ts': "import { Pool } from 'pg'; const pool = new Pool(); export class UsersService { async findByEmail(email: string) { const { rows } = await pool.query('SELECT * FROM users WHERE email = $1', [email]); return rows[0]; } }",
      },
      filename: 'auth.controller.ts',
      code: `
        import { Body, Controller, Post } from '@nestjs/common';
        import { AuthService } from './auth.service';
        @Controller('auth')
        export class AuthController {
          constructor(private readonly service: AuthService) {}
          @Post('login') login(@Body() dto: LoginDto) { return this.service.login(dto.email, dto.password); }
        }
      `,
      errors: [{ messageId: 'login', data: { other: '', way: ' (AuthService.login)' }, line: 6, column: 56 }],
    },
    {
      name: 'a controller whose routes stand in another file',
      files: {
        ...files,
        'app.js': "const express = require('express'); const { reset } = require('./controller'); const app = express(); const router = express.Router(); router.route('/forgot-password').post(reset); app.use('/v1', router); app.listen(1);",
        'tokens.js': "const createError = require('http-errors'); const User = require('./user'); exports.make = async (name) => { const user = await User.findOne({ email: name }); if (!user) throw createError(404, 'nobody'); return user; };",
      },
      filename: 'controller.js',
      code: "const { make } = require('./tokens'); const wrap = (fn) => (req, res, next) => fn(req, res, next).catch(next); exports.reset = wrap(async (req, res) => { const token = await make(req.body.email); res.json(token); });",
      errors: [{ messageId: 'reset', data: { way: ' (make)' }, line: 1, column: 175 }],
    },
    {
      name: 'a reset that refuses, by an error of one’s own that carries its status',
      files: { ...files, 'api-error.ts': 'export class ApiError extends Error { constructor(readonly statusCode: number, message: string) { super(message); } }' },
      code: app("app.post('/auth/forgot-password', async (req, res, next) => { const user = await users.findByEmail(req.body.email); if (!user) throw new ApiError(404, 'No such user'); res.sendStatus(204); });").replace("'./users';", "'./users'; import { ApiError } from './api-error';"),
      errors: [{ messageId: 'reset', data: { way: '' }, line: 5, column: 134 }],
    },
    {
      name: 'Next',
      files,
      filename: 'app/api/login/route.ts',
      code: `
        import { compare } from 'bcrypt';
        import { db } from '../../db';
        export async function POST(request) {
          const { email, password } = await request.json();
          const user = await db.user.findUnique({ where: { email } });
          if (!user) return Response.json({ error: 'nobody' }, { status: 401 });
          if (!(await compare(password, user.password))) return Response.json({ error: 'wrong' }, { status: 401 });
          return Response.json(user.id);
        }
      `,
      errors: [{ messageId: 'login', data: { other: ' on line 7', way: '' }, line: 6, column: 21 }],
    },
    {
      name: 'option: a registration that refuses',
      options: [{ registration: true }],
      files,
      code: app("app.post('/register', async (req, res) => { const user = await users.findOne({ email: req.body.email }); if (user) return res.status(409).json({ error: 'taken' }); res.json(1); });"),
      errors: [{ messageId: 'registration', data: { way: '' }, line: 5, column: 123 }],
    },
  ],
});
