import rule from '../../../src/rules/layers/no-untrusted-identity-header.ts';
import { testRule } from '../test-rule.ts';

const files = { 'package.json': '{ "name": "app", "dependencies": { "express": "5", "hono": "4", "pg": "8" } }' };
const open = (handler: string): string => `
  import express from 'express';
  import { Pool } from 'pg';
  const pool = new Pool();
  const app = express();
  app.use(express.json());
  ${handler}
  app.listen(3000);
`;

testRule(import.meta, rule, {
  valid: [
    {
      name: 'the remedy: the authenticated user',
      files,
      code: open("app.get('/orders', async (req, res) => { res.json(await pool.query('SELECT id FROM orders WHERE user_id = $1', [req.user.id])); });"),
    },
    {
      name: 'a middleware that authenticates, whatever the header is for',
      files,
      code: open("app.get('/orders', requireGateway, async (req, res) => { res.json(await pool.query('SELECT id FROM orders WHERE user_id = $1', [req.headers['x-user-id']])); });"),
    },
    {
      name: 'a signature is checked beside it',
      files,
      code: open("app.get('/orders', async (req, res) => { check(req.headers['x-signature']); res.json(await pool.query('SELECT id FROM orders WHERE user_id = $1', [req.headers['x-user-id']])); });"),
    },
    {
      name: 'the certificate of the caller is checked',
      files,
      code: open("app.get('/orders', async (req, res) => { if (!req.socket.authorized) return res.sendStatus(401); res.json(await pool.query('SELECT id FROM orders WHERE user_id = $1', [req.headers['x-user-id']])); });"),
    },
    {
      name: 'look-alike: it is written down and names nobody who acts',
      files,
      code: open("app.get('/orders', async (req, res) => { console.log(req.headers['x-user-id']); await pool.query('INSERT INTO visits (agent, hint) VALUES ($1, $2)', [req.headers['user-agent'], req.headers['x-user-id']]); res.json([]); });"),
    },
    {
      name: 'look-alike: another header',
      files,
      code: open("app.get('/orders', async (req, res) => { res.json(await pool.query('SELECT id FROM orders WHERE user_id = $1', [req.headers['x-team-id']])); });"),
    },
    {
      name: 'unknown: nobody knows what runs before an exported router',
      files,
      code: `
        import { Router } from 'express';
        import { Pool } from 'pg';
        const pool = new Pool();
        export const orders = Router();
        orders.get('/orders', async (req, res) => { res.json(await pool.query('SELECT id FROM orders WHERE user_id = $1', [req.headers['x-user-id']])); });
      `,
    },
    {
      name: 'option: a header that a proxy sets',
      options: [{ trustedHeaders: ['X-User-Id'] }],
      files,
      code: open("app.get('/orders', async (req, res) => { res.json(await pool.query('SELECT id FROM orders WHERE user_id = $1', [req.headers['x-user-id']])); });"),
    },
  ],
  invalid: [
    {
      name: 'it filters rows, owns rows, through a constant and a helper of the framework',
      options: [{ trustedHeaders: ['x-forwarded-user'] }],
      files,
      code: open(`app.get('/orders', async (input, output) => {
        const who = input.get('X-User-Id');
        output.json(await pool.query('SELECT id FROM orders WHERE user_id = $1', [who]));
      });
      app.post('/orders', async (input, output) => {
        output.json(await pool.query('INSERT INTO orders (user_id, note) VALUES ($1, $2) RETURNING id', [input.headers['x-user-id'], input.body.note]));
      });`),
      errors: [
        { messageId: 'filter', data: { header: 'x-user-id' }, line: 8, column: 81 },
        { messageId: 'owner', data: { header: 'x-user-id' }, line: 11, column: 104 },
      ],
    },
    {
      name: 'it becomes the principal in a middleware of the file',
      files,
      code: open(`app.use((req, res, next) => { req.user = { id: req.headers['x-user-id'] }; next(); });
      app.get('/me', (req, res) => res.json(req.user));`),
      errors: [{ messageId: 'principal', data: { header: 'x-user-id' }, line: 6, column: 48 }],
    },
    {
      name: 'a role decides',
      files,
      code: open("app.delete('/orders', async (req, res) => { if (req.headers['x-user-role'] !== 'admin') return res.sendStatus(403); res.json(await pool.query('DELETE FROM orders WHERE id = $1', [req.query.id])); });"),
      errors: [{ messageId: 'permission', data: { header: 'x-user-role' }, line: 6, column: 49 }],
    },
    {
      name: 'Hono keeps it in its context',
      files,
      code: `
        import { Hono } from 'hono';
        const app = new Hono();
        app.get('/me', (c) => { c.set('userId', c.req.header('x-user-id')); return c.json({ id: c.get('userId') }); });
        export default app;
      `,
      errors: [{ messageId: 'principal', data: { header: 'x-user-id' }, line: 3, column: 41 }],
    },
  ],
});
