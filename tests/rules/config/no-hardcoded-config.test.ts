import rule from '../../../src/rules/config/no-hardcoded-config.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const SILENT: readonly (readonly [name: string, code: string])[] = [
  ['from the environment', 'export const load = () => fetch(process.env.STOCK_URL);'],
  ['a default of a variable', "export const load = () => fetch(process.env.STOCK_URL ?? 'http://localhost:3001');\nexport const queue = process.env.QUEUE_URL || 'https://sqs.eu-west-1.amazonaws.com/123456789012/orders';"],
  ['a vendor', "export const load = () => fetch('https://api.stripe.com/v1/charges');\nexport const keys = () => fetch('https://s3.amazonaws.com/trust/keys.pem');"],
  ['what it listens to', "import express from 'express';\nexpress().listen(3000, '0.0.0.0');"],
  ['a text about an address', "console.log('listening on http://localhost:3000');"],
  ['a base for URLs', "export const path = (text) => new URL(text, 'http://localhost').pathname;"],
  ['a path', "export const load = () => fetch('/api/stock');"],
  ['outside production', "if (process.env.NODE_ENV === 'development') fetch('http://localhost:3001/reload');"],
  ['a bucket of the configuration', "import { PutObjectCommand } from '@aws-sdk/client-s3';\nimport { config } from './config.ts';\nexport const put = (Key) => new PutObjectCommand({ Bucket: config.bucket, Key });"],
  ['look-alike: a bucket of leaves', "import { GetObjectCommand } from '@aws-sdk/client-s3';\nexport const leaves = { Bucket: 'autumn' };\nexport const get = GetObjectCommand;"],
  ['look-alike: another client', "import { fetch } from './local.ts';\nimport axios from 'axios';\nexport const load = () => fetch('http://localhost:3001');\nexport { axios };"],
];

testRule(import.meta, rule, {
  valid: [
    ...SILENT.map(([name, code]): Case => ({ name, code })),
    ...['src/config.ts', 'src/config/urls.ts', 'src/a.test.ts', 'scripts/warm.ts', 'examples/a.ts', 'vite.config.ts'].map((filename): Case => ({ name: filename, filename, code: "export const load = () => fetch('http://localhost:3001/stock');" })),
  ],
  invalid: [
    { name: 'this machine', code: "export const load = () => fetch('http://localhost:3001/stock');", errors: [{ messageId: 'address', line: 1, column: 33, endColumn: 62, data: { name: 'localhost' } }] },
    { name: 'the network of containers', code: "import axios from 'axios';\nexport const stock = axios.create({ baseURL: 'http://stock:8080' });\nexport const load = (id) => axios.get(`http://10.2.0.7/stock/${id}`);", errors: [{ messageId: 'address', line: 2, column: 46, data: { name: 'stock' } }, { messageId: 'address', line: 3, column: 39, data: { name: '10.2.0.7' } }] },
    { name: 'a database', code: "import { Pool } from 'pg';\nexport const pool = new Pool({ host: 'localhost', password: process.env.DB_PASSWORD });", errors: [{ messageId: 'address', line: 2, column: 38, data: { name: 'localhost' } }] },
    { name: 'a cache', code: "import Redis from 'ioredis';\nexport const cache = new Redis({ host: '192.168.1.20', port: 6379 });", errors: [{ messageId: 'address', line: 2, column: 40, data: { name: '192.168.1.20' } }] },
    { name: 'resources of an account', code: "export const queue = 'https://sqs.eu-west-1.amazonaws.com/123456789012/orders';\nexport const host = 'shop.c9akciq32.eu-west-1.rds.amazonaws.com';", filename: 'src/orders.ts', errors: [{ messageId: 'resource', line: 1, column: 22, data: { name: 'sqs.eu-west-1.amazonaws.com/123456789012/orders' } }, { messageId: 'resource', line: 2, column: 21, data: { name: 'shop.c9akciq32.eu-west-1.rds.amazonaws.com' } }] },
    { name: 'a bucket', code: "import { PutObjectCommand } from '@aws-sdk/client-s3';\nexport const put = (Key, Body) => new PutObjectCommand({ Bucket: 'invoices-production', Key, Body });", errors: [{ messageId: 'bucket', line: 2, column: 66, data: { name: 'invoices-production' } }] },
  ],
});
