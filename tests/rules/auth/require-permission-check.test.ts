import rule from '../../../src/rules/auth/require-permission-check.ts';
import { testRule } from '../test-rule.ts';

const files = { 'package.json': '{ "name": "app", "dependencies": { "express": "5", "passport": "0.7", "@nestjs/common": "11" } }', 'users.ts': 'export const users = { remove(id) { return id; } };' };
const app = (rest: string, before = ''): string => `
  import express from 'express';
  import passport from 'passport';
  import { users } from './users';
  ${before}
  const app = express();
  ${rest}
  app.listen(3000);
`;
const remove = "app.delete('/admin/users/:id', passport.authenticate('jwt'), (req, res) => { res.json(users.remove(req.params.id)); });";
const main = { 'main.ts': "import { NestFactory } from '@nestjs/core'; const app = await NestFactory.create(class {}); await app.listen(1);" };
const nest = (decorators: string, before = ''): string => `
  import { Controller, Delete, Param, UseGuards } from '@nestjs/common';
  import { AuthGuard } from '@nestjs/passport';
  import { users } from './users';
  ${before}
  @Controller('admin/users')
  @UseGuards(AuthGuard('jwt'))
  export class AdminUsers {
    @Delete(':id') ${decorators} remove(@Param('id') id: string) { return users.remove(id); }
  }
`;

testRule(import.meta, rule, {
  valid: [
    { name: 'the remedy: a middleware that asks for the role', files, code: app(`app.use('/admin', passport.authenticate('jwt'), (req, res, next) => (req.user.role === 'admin' ? next() : res.sendStatus(403))); ${remove}`) },
    { name: 'the remedy: a factory of permissions', files, code: app(remove.replace('(req, res)', "need('users'), (req, res)"), "const need = (right) => (req, res, next) => { if (!req.user.permissions.includes(right)) return res.status(403).end(); next(); };") },
    { name: 'the remedy: the handler asks itself', files, code: app("app.delete('/admin/users/:id', passport.authenticate('jwt'), (req, res) => { if (!req.user.isAdmin) return res.sendStatus(403); res.json(users.remove(req.params.id)); });") },
    { name: 'the remedy: a strategy for administrators', files, code: app(remove.replace("'jwt'", "'admin-jwt'")) },
    { name: 'the remedy: roles of Nest', files: { ...files, ...main, 'roles.ts': "import { SetMetadata } from '@nestjs/common'; export const Roles = (...roles) => SetMetadata('roles', roles);" }, filename: 'c.ts', code: nest("@Roles('admin')", "import { Roles } from './roles';") },
    { name: 'look-alike: it is not for administrators', files, code: app(remove.replace('/admin', '')) },
    { name: 'look-alike: nobody is authenticated, which another rule says', files, code: app(remove.replace("passport.authenticate('jwt'), ", '')) },
    { name: 'look-alike: an internal address', files, code: app(remove.replace('/admin', '/internal/admin')) },
    { name: 'unknown: a middleware that is not found', files, code: app(remove.replace('(req, res)', 'gate, (req, res)'), "import { gate } from './gate';") },
    { name: 'unknown: a guard of one’s own that may ask for a role', files: { ...files, ...main, 'guard.ts': 'export class Guard { constructor(private readonly reflector) {} canActivate(context) { return this.reflector.get("x", context); } }' }, filename: 'c.ts', code: nest('@UseGuards(Guard)', "import { Guard } from './guard';") },
    { name: 'unknown: nobody is seen to mount the router', files, code: "import { Router } from 'express'; import passport from 'passport'; export const r = Router(); r.delete('/admin/users/:id', passport.authenticate('jwt'), (req, res) => { res.json(1); });" },
  ],
  invalid: [
    { name: 'authentication only', files, code: app(remove), errors: [{ messageId: 'unchecked', data: { method: 'DELETE', path: '/admin/users/:id' }, line: 6, column: 12 }] },
    {
      name: 'a router below the address, renamed everything',
      files: { ...files, 'app.ts': "import express from 'express'; import p from 'passport'; import { r } from './r'; const x = express(); x.use('/admin', p.authenticate('session'), r); x.listen(1);" },
      filename: 'r.ts',
      code: "import { Router as R } from 'express'; import { users as u } from './users'; export const r = R(); r.get('/reports', (a, b) => b.json(u.remove(a.query.q)));",
      errors: [{ messageId: 'unchecked', data: { method: 'GET', path: '/admin/reports' }, line: 1, column: 106 }],
    },
    { name: 'a controller of Nest with a guard that authenticates', files: { ...files, ...main }, filename: 'c.ts', code: nest(''), errors: [{ messageId: 'unchecked', data: { method: 'DELETE', path: '/admin/users/:id' }, line: 8, column: 11 }] },
  ],
});
