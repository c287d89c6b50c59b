import rule from '../../../src/rules/jobs/no-long-job.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const FILES = {
  'package.json': '{ "dependencies": { "bullmq": "5", "pg": "8", "nodemailer": "7" } }',
  'src/db.ts': "import { Pool } from 'pg';\nexport const pool = new Pool();\n",
  'src/mail.ts': "import nodemailer from 'nodemailer';\nconst transport = nodemailer.createTransport({ host: 'mail' });\nexport async function remind(to: string) {\n  await transport.sendMail({ to, subject: 'Hi', text: 'Hi' });\n}\n",
  'src/users.ts': "import { pool } from './db';\nexport class Users {\n  async all() {\n    const { rows } = await pool.query('SELECT id, email FROM users');\n    return rows;\n  }\n  async ofTeam(team: string) {\n    const { rows } = await pool.query('SELECT id, email FROM users WHERE team_id = $1', [team]);\n    return rows;\n  }\n}\n",
};
/** A processor of BullMQ; its body begins on line 6. */
const worker = (name: string, body: string, options = '{ connection }'): Case => ({
  name,
  filename: 'src/worker.ts',
  files: FILES,
  code: `
    import { Queue, Worker } from 'bullmq';
    import { pool } from './db';
    import { remind } from './mail';
    const connection = { host: 'redis' };
    new Worker('mails', async (job) => {
      ${body}
    }, ${options});
  `,
});
const READ = "const { rows } = await pool.query('SELECT id, email FROM users');";

testRule(import.meta, rule, {
  valid: [
    worker('the remedy: a batch after the last key, and a job for the next one', "const { rows } = await pool.query('SELECT id, email FROM users WHERE id > $1 ORDER BY id LIMIT 500', [job.data.after]); for (const row of rows) await remind(row.email); if (rows.length === 500) await new Queue('mails', { connection }).add('next', { after: rows.at(-1).id });"),
    worker('the remedy: a job for each row', `${READ} await new Queue('mail', { connection }).addBulk(rows.map((row: any) => ({ name: 'mail', data: { id: row.id } })));`),
    worker('the remedy: a job for each row, one after the other', `${READ} const mails = new Queue('mail', { connection }); for (const row of rows) await mails.add('mail', { id: row.id });`),
    worker('the remedy: pages', "let last = 0; while (true) { const { rows } = await pool.query('SELECT id, email FROM users WHERE id > $1 ORDER BY id LIMIT 500', [last]); if (rows.length === 0) return; for (const row of rows) await remind(row.email); last = rows.at(-1).id; }"),
    worker('the remedy: the lock is extended', `${READ} for (const row of rows) { await remind(row.email); await job.extendLock(job.token!, 60_000); }`),
    worker('the remedy: the worker says how long its jobs take', `${READ} for (const row of rows) await remind(row.email);`, '{ connection, lockDuration: 600_000 }'),
    worker('the rows of one owner', "const { rows } = await pool.query('SELECT id, email FROM users WHERE team_id = $1', [job.data.teamId]); for (const row of rows) await remind(row.email);"),
    worker('the rows of one owner, of a row read before', "const { rows: [team] } = await pool.query('SELECT id FROM teams WHERE id = $1', [job.data.teamId]); const { rows } = await pool.query('SELECT id, email FROM users WHERE team_id = $1', [team.id]); for (const row of rows) await remind(row.email);"),
    worker('nothing is waited for in a turn', `${READ} const mails: string[] = []; for (const row of rows) mails.push(row.email); await remind(mails.join());`),
    worker('it may stop in time', `${READ} const end = Date.now() + 10_000; for (const row of rows) { if (Date.now() > end) break; await remind(row.email); }`),
    worker('unknown: a list from elsewhere', "for (const row of await job.getChildrenValues() as any) await remind(row.email);"),
    worker('unknown: what is waited for in a turn', "const { send } = await import('sender'); const { rows } = await pool.query('SELECT id FROM users'); for (const row of rows) await send(row.id);"),
    worker('one row for each group', "const { rows } = await pool.query('SELECT team_id, count(*) FROM users GROUP BY team_id'); for (const row of rows) await remind(row.team_id);"),
    { ...worker('the rows of one owner, read by another file', "for (const row of await users.ofTeam(job.data.teamId)) await remind(row.email);"), code: "import { Worker } from 'bullmq';\nimport { remind } from './mail';\nimport { Users } from './users';\nconst users = new Users();\nnew Worker('mails', async (job) => {\n  for (const row of await users.ofTeam(job.data.teamId)) await remind(row.email);\n}, { connection: {} });" },
    { name: 'look-alike: a worker of Node', filename: 'src/worker.ts', files: FILES, code: `import { Worker } from 'node:worker_threads';\nimport { pool } from './db';\nimport { remind } from './mail';\nconst run = async () => { ${READ} for (const row of rows) await remind(row.email); };\nnew Worker('mails', run as any);\nvoid run;` },
    { name: 'a script', filename: 'scripts/remind.ts', files: FILES, code: `import { Worker } from 'bullmq';\nimport { pool } from '../src/db';\nimport { remind } from '../src/mail';\nnew Worker('mails', async () => { ${READ} for (const row of rows) await remind(row.email); }, { connection: {} });` },
    { name: 'a test', filename: 'src/worker.test.ts', files: FILES, code: `import { Worker } from 'bullmq';\nimport { pool } from './db';\nimport { remind } from './mail';\nnew Worker('mails', async () => { ${READ} for (const row of rows) await remind(row.email); }, { connection: {} });` },
  ],
  invalid: [
    { ...worker('a mail for every user', `${READ} for (const row of rows) await remind(row.email);`), errors: [{ messageId: 'long', data: { table: 'users' }, line: 6, column: 26, endColumn: 67 }] },
    { ...worker('all at once', `${READ} await Promise.all(rows.map(async (row: any) => { await remind(row.email); }));`), errors: [{ messageId: 'long', data: { table: 'users' }, line: 6 }] },
    { ...worker('progress is no lock', `${READ} for (const [i, row] of rows.entries()) await job.updateProgress(i); for (const row of rows) await remind(row.email);`), errors: [{ messageId: 'long', data: { table: 'users' }, line: 6 }] },
    { ...worker('all that are due', "const { rows } = await pool.query(\"SELECT id, email FROM users WHERE remind_at < now() AND state = 'active'\"); for (const row of rows) await pool.query('UPDATE users SET reminded_at = now() WHERE id = $1', [row.id]);"), errors: [{ messageId: 'long', data: { table: 'users' }, line: 6 }] },
    {
      name: 'the rows are read by another file, the processor has a name',
      filename: 'src/worker.ts',
      files: FILES,
      code: "import { Worker } from 'bullmq';\nimport { remind as tell } from './mail';\nimport { Users } from './users';\nconst people = new Users();\nasync function all() {\n  const everybody = await people.all();\n  for (const one of everybody) {\n    await tell(one.email);\n  }\n}\nnew Worker('mails', all, { connection: {} });",
      errors: [{ messageId: 'long', data: { table: 'users' }, line: 6, column: 27 }],
    },
    {
      name: 'a processor of another file',
      filename: 'src/worker.ts',
      files: { ...FILES, 'src/remind-all.ts': "import { remind } from './mail';\nimport { Users } from './users';\nconst users = new Users();\nexport async function remindAll() {\n  for (const user of await users.all()) await remind(user.email);\n}\n" },
      code: "import { Worker } from 'bullmq';\nimport { remindAll } from './remind-all';\nnew Worker('mails', remindAll, { connection: {} });",
      errors: [{ messageId: 'long', data: { table: 'users' }, line: 3, column: 21, endColumn: 30 }],
    },
    {
      name: 'a function called by the processor, in another file',
      filename: 'src/worker.ts',
      files: { ...FILES, 'src/remind-all.ts': "import { remind } from './mail';\nimport { Users } from './users';\nconst users = new Users();\nexport async function remindAll() {\n  for (const user of await users.all()) await remind(user.email);\n}\n" },
      code: "import { Worker } from 'bullmq';\nimport { remindAll } from './remind-all';\nnew Worker('mails', async () => {\n  await remindAll();\n}, { connection: {} });",
      errors: [{ messageId: 'long', data: { table: 'users' }, line: 4, column: 9 }],
    },
    {
      name: 'a processor of Nest, an ORM with a filter that names nobody',
      filename: 'src/trials.processor.ts',
      files: { 'package.json': '{ "dependencies": { "@nestjs/bullmq": "11", "bullmq": "5", "@prisma/client": "6" } }' },
      code: "import { Processor, WorkerHost } from '@nestjs/bullmq';\nimport { PrismaClient } from '@prisma/client';\n@Processor('trials')\nexport class Trials extends WorkerHost {\n  constructor(private readonly prisma: PrismaClient) { super(); }\n  async process() {\n    const now = new Date();\n    const ended = await this.prisma.trial.findMany({ where: { endsAt: { lt: now } } });\n    for (const trial of ended) {\n      await this.prisma.trial.update({ where: { id: trial.id }, data: { ended: true } });\n    }\n  }\n}",
      errors: [{ messageId: 'long', data: { table: 'trial' }, line: 8, column: 25 }],
    },
    {
      name: 'pg-boss',
      filename: 'src/worker.ts',
      files: { ...FILES, 'package.json': '{ "dependencies": { "pg-boss": "10", "pg": "8" } }' },
      code: "import PgBoss from 'pg-boss';\nimport { pool } from './db';\nimport { remind } from './mail';\nconst boss = new PgBoss('postgres://db');\nawait boss.work('mails', async () => {\n  const { rows } = await pool.query('SELECT email FROM users');\n  for (const row of rows) await remind(row.email);\n});",
      errors: [{ messageId: 'long', data: { table: 'users' }, line: 6 }],
    },
  ],
});
