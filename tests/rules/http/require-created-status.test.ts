import rule from '../../../src/rules/http/require-created-status.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const express = (path: string, body: string): string => `
  import express from 'express';
  import { PrismaClient } from '@prisma/client';
  const app = express();
  const prisma = new PrismaClient();
  app.post('${path}', async (req, res) => { ${body} });
`;
const SILENT: readonly (readonly [name: string, path: string, body: string])[] = [
  ['201', '/users', 'const user = await prisma.user.create({ data: req.body }); res.status(201).json(user);'],
  ['an answer without the row', '/users', 'await prisma.user.create({ data: req.body }); res.json({ ok: true });'],
  ['a field of the row', '/users', 'const user = await prisma.user.create({ data: req.body }); res.json({ token: user.token });'],
  ['a row that may have been there', '/users', 'const user = await prisma.user.upsert({ where: { id: "1" }, create: req.body, update: {} }); res.json(user);'],
  ['a session', '/login', 'const session = await prisma.session.create({ data: {} }); res.json(session);'],
  ['an action on something', '/users/:id/invite', 'const invite = await prisma.invite.create({ data: {} }); res.json(invite);'],
  ['a read', '/users/search', 'const users = await prisma.user.findMany(); res.json(users);'],
  ['one branch of several', '/users', 'const user = await prisma.user.create({ data: req.body }); if (req.query.full) { res.json(user); } else { res.end(); }'],
  ['look-alike: something of that name', '/users', 'const user = await factory.user.create({ data: req.body }); res.json(user);'],
];

testRule(import.meta, rule, {
  valid: [
    ...SILENT.map(([name, path, body]): Case => ({ name, code: express(path, body) })),
    { name: 'PUT', code: express('/users', 'const user = await prisma.user.create({ data: req.body }); res.json(user);').replace('app.post', 'app.put') },
  ],
  invalid: [
    {
      name: 'the row itself',
      code: `
        import express from 'express';
        import { PrismaClient } from '@prisma/client';
        const app = express();
        const prisma = new PrismaClient();
        app.post('/users', async (question, answer) => {
          const made = await prisma.user.create({ data: question.body });
          answer.json(made);
        });
      `,
      errors: [
        {
          messageId: 'unsaid',
          line: 7,
          column: 3,
          suggestions: [
            {
              messageId: 'setStatus',
              output: `
                import express from 'express';
                import { PrismaClient } from '@prisma/client';
                const app = express();
                const prisma = new PrismaClient();
                app.post('/users', async (question, answer) => {
                  const made = await prisma.user.create({ data: question.body });
                  answer.status(201).json(made);
                });
              `,
            },
          ],
        },
      ],
    },
    {
      name: '200 written out, the row as a field',
      code: `
        import express from 'express';
        import { PrismaClient } from '@prisma/client';
        const app = express();
        const prisma = new PrismaClient();
        app.post('/users', async (req, res) => {
          const user = await prisma.user.create({ data: req.body });
          res.status(200).json({ data: user });
        });
      `,
      errors: [
        {
          messageId: 'unsaid',
          line: 7,
          column: 14,
          suggestions: [
            {
              messageId: 'setStatus',
              output: `
                import express from 'express';
                import { PrismaClient } from '@prisma/client';
                const app = express();
                const prisma = new PrismaClient();
                app.post('/users', async (req, res) => {
                  const user = await prisma.user.create({ data: req.body });
                  res.status(201).json({ data: user });
                });
              `,
            },
          ],
        },
      ],
    },
    {
      name: 'by a service of another file',
      filename: 'src/routes.ts',
      files: { 'src/users.ts': 'import { Pool } from "pg"; const pool = new Pool(); export async function createUser(name: string) { const { rows } = await pool.query("INSERT INTO users (name) VALUES ($1) RETURNING id", [name]); return rows[0]; }' },
      code: `
        import { Hono } from 'hono';
        import { createUser } from './users.ts';
        const app = new Hono();
        app.post('/users', async (c) => {
          const user = await createUser(await c.req.text());
          return c.json(user);
        });
        export default app;
      `,
      errors: [
        {
          messageId: 'unsaid',
          line: 6,
          suggestions: [
            {
              messageId: 'setStatus',
              output: `
                import { Hono } from 'hono';
                import { createUser } from './users.ts';
                const app = new Hono();
                app.post('/users', async (c) => {
                  const user = await createUser(await c.req.text());
                  return c.json(user, 201);
                });
                export default app;
              `,
            },
          ],
        },
      ],
    },
  ],
});
