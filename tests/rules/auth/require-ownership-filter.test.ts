import rule from '../../../src/rules/auth/require-ownership-filter.ts';
import { testRule } from '../test-rule.ts';

const schema = 'CREATE TABLE users (id uuid PRIMARY KEY); CREATE TABLE orders (id uuid PRIMARY KEY, user_id uuid NOT NULL REFERENCES users, note text); CREATE TABLE countries (id uuid PRIMARY KEY, name text); CREATE TABLE reviews (id uuid PRIMARY KEY, author_id uuid REFERENCES users, account_id uuid);';
const files = { 'package.json': '{ "name": "app", "dependencies": { "express": "5", "passport": "0.7", "pg": "8" } }', 'migrations/1.sql': schema };
const app = (handler: string, before = ''): string => `
  import express from 'express';
  import passport from 'passport';
  import { Pool } from 'pg';
  ${before}
  const pool = new Pool();
  const app = express();
  app.use(passport.authenticate('jwt', { session: false }));
  ${handler}
  app.listen(3000);
`;
const read = "app.get('/orders/:id', async (req, res) => { const { rows } = await pool.query('SELECT note FROM orders WHERE id = $1', [req.params.id]); res.json(rows[0]); });";

testRule(import.meta, rule, {
  valid: [
    { name: 'the remedy: the owner in the query', files, code: app(read.replace('id = $1', 'id = $1 AND user_id = $2').replace('[req.params.id]', '[req.params.id, req.user.id]')) },
    { name: 'the remedy: a comparison after it', files, code: app(read.replace('res.json', 'if (rows[0]?.user_id !== req.user.id) return res.sendStatus(404); res.json')) },
    { name: 'the remedy: a permission call', files, code: app(read.replace('const {', 'if (!(await mayRead(req.user, req.params.id))) return res.sendStatus(404); const {'), 'async function mayRead(user, id) { return user !== id; }') },
    { name: 'the remedy: the database keeps rows apart', files: { ...files, 'migrations/2.sql': 'ALTER TABLE orders ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON orders USING (user_id = current_user_id());' }, code: app(read) },
    { name: 'look-alike: a table that belongs to nobody', files, code: app(read.replace('note FROM orders', 'name FROM countries')) },
    { name: 'look-alike: the table of users itself', files, code: app(read.replace('note FROM orders', 'id FROM users')) },
    { name: 'look-alike: an id that is not of the request', files, code: app(read.replace('[req.params.id]', "['1']")) },
    { name: 'look-alike: a list', files, code: app("app.get('/orders', async (req, res) => { const { rows } = await pool.query('SELECT note FROM orders'); res.json(rows); });") },
    { name: 'look-alike: a route of administrators', files, code: app(read.replace('/orders', '/admin/orders')) },
    { name: 'unknown: nobody is authenticated, which another rule says', files, code: app(read).replace("app.use(passport.authenticate('jwt', { session: false }));", '') },
    { name: 'unknown: a middleware that is not found', files, code: app(`app.use(gate); ${read}`, "import { gate } from './gate';") },
    { name: 'unknown: no schema', files: { 'package.json': files['package.json'] }, code: app(read) },
  ],
  invalid: [
    { name: 'a read', files, code: app(read), errors: [{ messageId: 'read', data: { table: 'orders', owner: 'user_id' }, line: 8, column: 122 }] },
    {
      name: 'a change and a deletion, renamed everything; an owner by its foreign key',
      files,
      code: app("app.put('/r/:r', async (a, b) => { const { r } = a.params; await pool.query('UPDATE reviews SET id = id WHERE id = $1', [r]); b.end(); }); app.delete('/r/:r', async (a, b) => { await pool.query('DELETE FROM reviews WHERE id = $1', [a.params.r]); b.end(); });"),
      errors: [
        { messageId: 'update', data: { table: 'reviews', owner: 'author_id' }, line: 8, column: 122 },
        { messageId: 'delete', data: { table: 'reviews', owner: 'author_id' }, line: 8, column: 233 },
      ],
    },
    {
      name: 'a repository in another file',
      files: { ...files, 'orders.ts': "import { Pool } from 'pg'; const pool = new Pool(); export async function find(id) { const { rows } = await pool.query('SELECT note FROM orders WHERE id = $1', [id]); return rows[0]; }" },
      code: app("app.get('/orders/:id', async (req, res) => { res.json(await find(req.params.id)); });", "import { find } from './orders';"),
      errors: [{ messageId: 'read', data: { table: 'orders', owner: 'user_id' }, line: 8, column: 66 }],
    },
    {
      name: 'an ORM, by the name of its model',
      files: { 'package.json': '{ "name": "app", "dependencies": { "express": "5", "passport": "0.7", "@prisma/client": "7" } }', 'prisma/schema.prisma': 'datasource db {\n provider = "postgresql"\n}\nmodel User {\n id String @id\n orders Order[]\n}\nmodel Order {\n id String @id\n userId String\n user User @relation(fields: [userId], references: [id])\n}' },
      code: `
        import express from 'express';
        import passport from 'passport';
        import { PrismaClient } from '@prisma/client';
        const prisma = new PrismaClient();
        const app = express();
        app.delete('/orders/:id', passport.authenticate('jwt'), async (req, res) => { await prisma.order.delete({ where: { id: req.params.id } }); res.end(); });
        app.listen(1);
      `,
      errors: [{ messageId: 'delete', data: { table: 'order', owner: 'userId' }, line: 6, column: 120 }],
    },
  ],
});
