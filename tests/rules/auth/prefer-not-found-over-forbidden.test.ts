import rule from '../../../src/rules/auth/prefer-not-found-over-forbidden.ts';
import { testRule } from '../test-rule.ts';

const files = { 'package.json': '{ "name": "app", "dependencies": { "express": "5", "@nestjs/common": "11" } }' };
const app = (rest: string): string => `
  import express from 'express';
  import { orders } from './orders';
  const app = express();
  app.get('/orders/:id', async (req, res) => {
    const order = await orders.find(req.params.id);
    ${rest}
    res.json(order);
  });
`;

testRule(import.meta, rule, {
  valid: [
    { name: 'the remedy: 404', files, code: app('if (!order || order.userId !== req.user.id) return res.status(404).end();') },
    { name: 'look-alike: a role', files, code: app("if (req.user.role !== 'admin') return res.status(403).end();") },
    { name: 'look-alike: a role beside the owner', files, code: app("if (order.userId !== req.user.id && req.user.role !== 'admin') return res.status(403).end();") },
    { name: 'look-alike: a column that says nothing of owners', files, code: app('if (order.parentId !== req.user.id) return res.status(403).end();') },
    { name: 'look-alike: an owner in the request', files, code: app('if (req.body.userId !== req.user.id) return res.status(403).end();') },
    { name: 'look-alike: the owner may not do it', files, code: app('if (order.userId === req.user.id) return res.status(403).end();') },
    { name: 'look-alike: a constant', files, code: app('if (order.userId !== 1) return res.status(403).end();') },
    { name: 'unknown: a helper decides', files, code: app('if (!owns(req.user, order)) return res.status(403).end();') },
    { name: 'unknown: the row is a parameter', files, code: 'import { ForbiddenException } from "@nestjs/common"; export function check(order, user) { if (order.userId !== user.id) throw new ForbiddenException(); }' },
  ],
  invalid: [
    {
      name: 'an answer',
      files,
      code: app('if (order.userId !== req.user.id) return res.status(403).json({ error: 1 });'),
      errors: [{ messageId: 'telling', data: { owner: 'order.userId' }, line: 6, column: 55, suggestions: [{ messageId: 'setStatus', output: app('if (order.userId !== req.user.id) return res.status(404).json({ error: 1 });') }] }],
    },
    {
      name: 'renamed everything, as text, the other way round',
      files,
      code: app('const { tenant: z } = req; if (!order || z.id !== String(order.tenant_id)) return res.sendStatus(403);'),
      errors: [{ messageId: 'telling', data: { owner: 'order.tenant_id' }, line: 6, column: 100, suggestions: [{ messageId: 'setStatus', output: app('const { tenant: z } = req; if (!order || z.id !== String(order.tenant_id)) return res.sendStatus(404);') }] }],
    },
    {
      name: 'the other branch',
      files,
      code: app('if (order.owner_id === req.user.id) { res.json(order); } else { res.status(403).end(); } return;'),
      errors: [{ messageId: 'telling', data: { owner: 'order.owner_id' }, line: 6, column: 78, suggestions: [{ messageId: 'setStatus', output: app('if (order.owner_id === req.user.id) { res.json(order); } else { res.status(404).end(); } return;') }] }],
    },
    {
      name: 'an exception of a service',
      files,
      code: `
        import { ForbiddenException, NotFoundException } from '@nestjs/common';
        export class Orders {
          async get(id: string, user: User) {
            const order = await this.orders.findOne({ where: { id } });
            if (!order) throw new NotFoundException();
            if (order.ownerId !== user.id) throw new ForbiddenException();
            return order;
          }
        }
      `,
      errors: [{ messageId: 'telling', data: { owner: 'order.ownerId' }, line: 6, column: 42 }],
    },
  ],
});
