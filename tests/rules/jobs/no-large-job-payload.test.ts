import rule from '../../../src/rules/jobs/no-large-job-payload.ts';
import { testRule } from '../test-rule.ts';

const queue = (body: string): string => `
  import { Queue } from 'bullmq';
  import { readFile } from 'node:fs/promises';
  import { Pool } from 'pg';
  const pool = new Pool();
  const jobs = new Queue('jobs');
  ${body}
`;

testRule(import.meta, rule, {
  valid: [
    { name: 'an id', code: queue("export const send = (id: string) => jobs.add('welcome', { id });") },
    { name: 'one column of a row', code: queue("export async function send(id: string) { const { rows } = await pool.query('SELECT email, name FROM users WHERE id = $1', [id]); await jobs.add('welcome', { email: rows[0].email }); }") },
    { name: 'only the keys', code: queue("export async function send() { const { rows } = await pool.query('SELECT id FROM users'); await jobs.add('welcome', { rows }); }") },
    { name: 'the key of a stored file', code: queue("export async function keep(req: any) { await jobs.add('scan', { key: req.file.key, path: req.file.path }); }") },
    { name: 'a text in base64', code: queue("export const keep = (text: string) => jobs.add('scan', { text: Buffer.from(text).toString('base64') });") },
    { name: 'look-alike: a set', code: "const jobs = new Set();\nexport const keep = (req: any) => jobs.add(req.file.buffer);" },
    { name: 'unknown: what a function of elsewhere gives', code: queue("import { load } from 'load';\nexport async function send(id: string) { const user = await load(id); await jobs.add('welcome', { user }); }") },
  ],
  invalid: [
    { name: 'an uploaded file', code: queue("export const keep = (req: any) => jobs.add('scan', { name: req.file.originalname, data: req.file.buffer });"), errors: [{ messageId: 'bytes', line: 6, column: 89, endColumn: 104 }] },
    { name: 'a file as text', code: queue("export async function keep(path: string) { const bytes = await readFile(path); await jobs.add('scan', { bytes: bytes.toString('base64') }); }"), errors: [{ messageId: 'bytes', line: 6 }] },
    { name: 'rows', code: queue("export async function send() { const { rows } = await pool.query('SELECT * FROM users'); await jobs.add('welcome', { users: rows }); }"), errors: [{ messageId: 'rows', line: 6 }] },
    {
      name: 'a row of an ORM, as a whole',
      files: { 'package.json': '{ "dependencies": { "@prisma/client": "7.0.0", "bullmq": "5.0.0" } }' },
      code: "import { PrismaClient } from '@prisma/client';\nimport { Queue } from 'bullmq';\nconst prisma = new PrismaClient();\nconst jobs = new Queue('jobs');\nexport async function send(id: string) {\n  const user = await prisma.user.findUniqueOrThrow({ where: { id } });\n  await jobs.add('welcome', user);\n}",
      errors: [{ messageId: 'rows', line: 7, column: 29 }],
    },
  ],
});
