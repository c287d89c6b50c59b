import rule from '../../../src/rules/api/no-abbreviated-field.ts';
import { testRule } from '../test-rule.ts';

const express = (body: string): string => `
  import express from 'express';
  const app = express();
  app.get('/orders', (req, res) => { ${body} });
`;
const schema = (fields: string): string => `
  import { Hono } from 'hono';
  import { zValidator } from '@hono/zod-validator';
  import { z } from 'zod';
  new Hono().post('/orders', zValidator('json', z.object({ ${fields} })), (c) => c.json({}));
`;

testRule(import.meta, rule, {
  valid: [
    { name: 'words written out', code: express('res.json({ quantity: 1, organizationId: 2, description: "" });') },
    { name: 'abbreviations that everybody writes', code: express('res.json({ id: 1, url: "", maxItems: 3, info: "" });') },
    { name: 'an abbreviation inside a word', code: express('res.json({ description: "", numeric: 1, message: "" });') },
    { name: 'a variable, and no field', code: express('const qty = 1; res.json({ quantity: qty });') },
    { name: 'look-alike: an object that nobody answers with', code: 'export const order = { qty: 1 };' },
    { name: 'an answer that is not seen', code: express('res.json(await load(req));') },
    { name: 'a list of the project’s own', code: express('res.json({ qty: 1 });'), options: [{ abbreviations: ['sku=stockKeepingUnit'] }] },
  ],
  invalid: [
    {
      name: 'a field of an answer',
      code: express('res.json({ qty: 1 });'),
      errors: [{ messageId: 'abbreviated', data: { name: 'qty', full: 'quantity' }, line: 3, column: 47, suggestions: [{ messageId: 'rename', data: { full: 'quantity' }, output: express('res.json({ quantity: 1 });') }] }],
    },
    {
      name: 'one word of several, in each case',
      code: express('res.json({ orgId: 1, item_desc: 2 });'),
      errors: [
        { messageId: 'abbreviated', data: { name: 'orgId', full: 'organizationId' }, line: 3, column: 47, suggestions: [{ messageId: 'rename', data: { full: 'organizationId' }, output: express('res.json({ organizationId: 1, item_desc: 2 });') }] },
        { messageId: 'abbreviated', data: { name: 'item_desc', full: 'item_description' }, line: 3, column: 57, suggestions: [{ messageId: 'rename', data: { full: 'item_description' }, output: express('res.json({ orgId: 1, item_description: 2 });') }] },
      ],
    },
    { name: 'a field of a schema', code: schema('usrName: z.string()'), errors: [{ messageId: 'abbreviated', data: { name: 'usrName', full: 'userName' }, line: 4, column: 58 }] },
    {
      name: 'a schema of another file',
      code: "import { Hono } from 'hono';\nimport { zValidator } from '@hono/zod-validator';\nimport { order } from './order';\nnew Hono().post('/orders', zValidator('json', order), (c) => c.json({}));",
      files: { 'order.ts': "import { z } from 'zod'; export const order = z.object({ addr: z.string() });" },
      errors: [{ messageId: 'below', data: { name: 'addr', full: 'address' }, line: 4, column: 47 }],
    },
    {
      name: 'a list of the project’s own',
      code: express('res.json({ skuCode: 1 });'),
      options: [{ abbreviations: ['sku=stockKeepingUnit'] }],
      errors: [{ messageId: 'abbreviated', data: { name: 'skuCode', full: 'stockKeepingUnitCode' }, line: 3, column: 47, suggestions: [{ messageId: 'rename', data: { full: 'stockKeepingUnitCode' }, output: express('res.json({ stockKeepingUnitCode: 1 });') }] }],
    },
  ],
});
