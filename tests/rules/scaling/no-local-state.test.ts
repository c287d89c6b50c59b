import rule from '../../../src/rules/scaling/no-local-state.ts';
import { testRule } from '../test-rule.ts';

/** An Express application with this state and these routes. */
const app = (state: string, routes: string, imports = ''): string => `
  import express from 'express';
  ${imports}
  const app = express();
  ${state}
  ${routes}
  app.listen(3000);
`;
const TODOS = 'const todos: { id: string; title: string }[] = [];';
const ADD = "app.post('/todos', (req, res) => { todos.push({ id: crypto.randomUUID(), title: req.body.title }); res.status(201).end(); });";
const LIST = "app.get('/todos', (req, res) => { res.json(todos); });";
const local = (name: string, line: number, at: number, column?: number) => ({ messageId: 'local', data: { name, writer: 'handler', reader: 'handler', line: at }, line, ...(column === undefined ? {} : { column }) });

const NEST = `
  import { Injectable } from '@nestjs/common';
  @Injectable()
  export class CatsService {
    private readonly cats: { name: string }[] = [];
    create(cat: { name: string }) { this.cats.push(cat); }
    findAll() { return this.cats; }
  }
`;
const CONTROLLER = "import { Body, Controller, Get, Post } from '@nestjs/common';\nimport { CatsService } from './cats.service';\n@Controller('cats')\nexport class CatsController {\n  constructor(private readonly cats: CatsService) {}\n  @Post() create(@Body() cat: { name: string }) { this.cats.create(cat); }\n  @Get() findAll() { return this.cats.findAll(); }\n}";

testRule(import.meta, rule, {
  valid: [
    { name: 'rows of a database', code: app("import { Pool } from 'pg';\nconst pool = new Pool();", "app.post('/todos', async (req, res) => { await pool.query('INSERT INTO todos (title) VALUES ($1)', [req.body.title]); res.end(); });") },
    { name: 'a copy of what a database has', code: app(`import { Pool } from 'pg';\nconst pool = new Pool();\n${TODOS}`, `app.post('/todos', async (req, res) => { await pool.query('INSERT INTO todos (title) VALUES ($1)', [req.body.title]); todos.push({ id: '1', title: req.body.title }); res.end(); }); ${LIST}`) },
    { name: 'a cache of rows', code: app("import { Pool } from 'pg';\nconst pool = new Pool();\nconst users = new Map();", "app.get('/users/:id', async (req, res) => { if (users.has(req.params.id)) return res.json(users.get(req.params.id)); const { rows } = await pool.query('SELECT name FROM users WHERE id = $1', [req.params.id]); users.set(req.params.id, rows[0]); res.json(rows[0]); });") },
    { name: 'connections', code: app('const clients = new Map();', "app.get('/events/:id', (req, res) => { clients.set(req.params.id, res); });\napp.post('/events/:id', (req, res) => { clients.get(req.params.id)?.write(req.body.text); res.end(); });") },
    { name: 'connections beside what a request says', code: app('const clients: unknown[] = [];', "app.get('/events', (req, res) => { clients.push({ id: req.query.id, res }); });\napp.get('/count', (req, res) => { res.json(clients.length); });") },
    { name: 'functions', code: app('const handlers = new Map();', "app.get('/a/:id', (req, res) => { handlers.set(req.params.id, () => res.end()); });\napp.get('/b/:id', (req, res) => { handlers.get(req.params.id)?.(); });") },
    { name: 'a lazy singleton', code: app('let client: unknown = null;', "app.get('/', (req, res) => { client ??= { at: Date.now() }; res.json(client); });") },
    { name: 'compiled templates', code: app("import { readFileSync } from 'node:fs';\nconst templates = new Map();", "app.get('/:page', (req, res) => { const { page } = req.params; if (!templates.has(page)) templates.set(page, compile(readFileSync(page, 'utf8'))); res.send(templates.get(page)()); });\nimport { compile } from './compile';") },
    { name: 'what can be computed again', code: app('const slugs = new Map();', "app.get('/slug', (req, res) => { const { title } = req.query; const hit = slugs.get(title); if (hit) return res.send(hit); const slug = String(title).toLowerCase(); slugs.set(title, slug); res.send(slug); });") },
    { name: 'how often somebody tried', code: app('const tries = new Map<string, number>();', "app.post('/login', (req, res) => { const n = tries.get(req.body.email) ?? 0; if (n > 5) return res.sendStatus(429); tries.set(req.body.email, n + 1); res.end(); });") },
    { name: 'how often, in a window of time', code: app('const tries = new Map<string, { until: number; n: number }>();', "app.use((req, res, next) => { const before = tries.get(req.headers.from); const entry = before && before.until > Date.now() ? before : { until: Date.now() + 1000, n: 0 }; entry.n += 1; tries.set(req.headers.from, entry); if (entry.n > 5) return res.sendStatus(429); next(); });") },
    { name: 'what is said once in each process', code: app('const warned = new Set<unknown>();', "app.get('/a', (req, res) => { if (!warned.has(req.query.version)) { warned.add(req.query.version); console.warn('old'); } res.end(); });") },
    { name: 'what is said once in each process, left early', code: app('const warned = new Set<unknown>();', "function warn(version: unknown) { if (warned.has(version)) return; warned.add(version); console.warn('old'); }\napp.get('/a', (req, res) => { warn(req.query.version); res.end(); });") },
    { name: 'a flag', code: app('let draining = false;', "app.post('/drain', (req, res) => { draining = true; res.end(); });\napp.get('/ready', (req, res) => { res.sendStatus(draining ? 503 : 200); });") },
    { name: 'what no request reads', code: app('const seen = new Set();', "app.post('/a', (req, res) => { seen.add(req.body.id); res.end(); });") },
    { name: 'what no request writes', code: app("const roles = [{ name: 'admin' }];", "app.get('/roles', (req, res) => { res.json(roles); });") },
    { name: 'a collection of one request', code: app('', "app.post('/a', (req, res) => { const seen = new Set(); for (const id of req.body.ids) seen.add(id); res.json([...seen]); });") },
    { name: 'unknown: what somebody else may keep', code: app(`import { save } from './save';\n${TODOS}`, `${ADD}\napp.get('/todos', (req, res) => { save(todos); res.json(todos); });`) },
    { name: 'unknown: what other files may fill', code: app(`export ${TODOS}`, `${ADD}\n${LIST}`) },
    { name: 'unknown: what is loaded at the start', code: app(`import { load } from './load';\nlet ${TODOS.slice(6)}\nasync function init() { todos = await load(); }\nawait init();`, `${ADD}\n${LIST}`) },
    { name: 'unknown: values of elsewhere', code: app("import { make } from './make';\nconst made = new Map();", "app.post('/a/:id', (req, res) => { made.set(req.params.id, make()); res.end(); });\napp.get('/a/:id', (req, res) => { res.json(made.get(req.params.id)); });") },
    { name: 'look-alike: a Map of one’s own', code: app('const sessions = new Map();', "app.post('/a', (req, res) => { sessions.set(req.body.id, { name: req.body.name }); res.end(); });\napp.get('/a/:id', (req, res) => { res.json(sessions.get(req.params.id)); });", "import { Map } from './store';") },
    { name: 'look-alike: no server', code: `${TODOS}\nexport function add(title: string) { todos.push({ id: '1', title }); }\nexport function list() { return todos; }` },
    { name: 'a public field, which others may fill', filename: 'cats.controller.ts', files: { 'cats.service.ts': NEST.replace('private readonly', 'readonly') }, code: CONTROLLER },
    { name: 'a value that is written after a wait: another rule’s', code: app('const balance = new Map<string, number>();', "app.post('/pay/:id', async (req, res) => { const had = balance.get(req.params.id) ?? 0; await fetch('https://pay.example'); balance.set(req.params.id, had - req.body.amount); res.end(); });\napp.get('/pay/:id', (req, res) => { res.json(balance.get(req.params.id)); });") },
    { name: 'a test', filename: 'app.test.ts', code: app(TODOS, `${ADD}\n${LIST}`) },
  ],
  invalid: [
    { name: 'a list', code: app(TODOS, `${ADD}\n${LIST}`), errors: [local('todos', 4, 5, 50)] },
    { name: 'one report for each collection', code: app(`${TODOS}\n const names = new Map<string, string>();`, `${ADD}\n${LIST}\napp.post('/names/:id', (req, res) => { names.set(req.params.id, req.body.name); res.end(); });\napp.get('/names/:id', (req, res) => { res.send(names.get(req.params.id)); });`), errors: [local('todos', 4, 6), local('names', 5, 8)] },
    { name: 'tokens, other names', code: app('const t = new Map();', "app.post('/login', (request, reply) => { const token = crypto.randomUUID(); t.set(token, { user: request.body.user, at: Date.now() }); reply.json({ token }); });\napp.get('/me', (request, reply) => { reply.json(t.get(request.headers.authorization)); });"), errors: [local('t', 4, 5)] },
    { name: 'codes that were made for a request', code: app("import { randomInt } from 'node:crypto';\nconst codes = new Map<string, number>();", "app.post('/codes', (req, res) => { codes.set(req.body.email, randomInt(1e6)); res.end(); });\napp.post('/codes/check', (req, res) => { res.json(codes.get(req.body.email) === req.body.code); });"), errors: [local('codes', 5, 6)] },
    { name: 'an object, in plain JavaScript', parser: 'espree', code: "const express = require('express');\nconst app = express();\nconst carts = {};\napp.post('/carts/:id', (req, res) => { carts[req.params.id] = req.body; res.end(); });\napp.get('/carts/:id', (req, res) => res.json(carts[req.params.id]));", errors: [{ messageId: 'local', data: { name: 'carts', writer: 'handler', reader: 'handler', line: 4 }, line: 3, column: 15 }] },
    { name: 'what is asked before it is written', code: app('const used = new Set();', "app.post('/redeem', (req, res) => { if (used.has(req.body.code)) return res.sendStatus(409); used.add(req.body.code); res.end(); });"), errors: [local('used', 4, 5)] },
    { name: 'rows that are taken out again', code: app("let todos = [{ id: '1', title: 'a' }];", `${ADD}\n${LIST}\napp.delete('/todos/:id', (req, res) => { todos = todos.filter((todo) => todo.id !== req.params.id); res.end(); });`), errors: [local('todos', 4, 5)] },
    { name: 'Hono', code: "import { Hono } from 'hono';\nconst app = new Hono();\nconst links = new Map<string, string>();\napp.post('/links', async (c) => { const { slug, url } = await c.req.json(); links.set(slug, url); return c.body(null, 201); });\napp.get('/:slug', (c) => c.redirect(links.get(c.req.param('slug')) ?? '/'));\nexport default app;", errors: [{ messageId: 'local', data: { name: 'links', writer: 'handler', reader: 'handler', line: 4 }, line: 3, column: 15 }] },
    { name: 'functions of the file', code: app(TODOS, "function keep(title: string) { todos.push({ id: '1', title }); }\napp.post('/todos', (req, res) => { keep(req.body.title); res.end(); });\napp.get('/todos', (req, res) => { res.json(todos); });"), errors: [{ messageId: 'local', data: { name: 'todos', writer: 'keep', reader: 'handler', line: 5 }, line: 4 }] },
    { name: 'a service of another file', filename: 'cats.controller.ts', files: { 'package.json': '{ "dependencies": { "@nestjs/common": "11.0.0" } }', 'cats.service.ts': NEST }, code: CONTROLLER, errors: [{ messageId: 'behind', data: { name: 'cats', place: 'cats.service.ts:5', writer: 'CatsService.create', reader: 'CatsService.findAll' }, line: 6, column: 51 }] },
  ],
});
