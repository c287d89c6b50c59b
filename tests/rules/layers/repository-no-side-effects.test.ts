import rule from '../../../src/rules/layers/repository-no-side-effects.ts';
import { testRule } from '../test-rule.ts';

const mailer = {
  'src/mailer.ts': `
    import nodemailer from 'nodemailer';
    const transporter = nodemailer.createTransport({});
    export const greet = (to: string) => transporter.sendMail({ to });
    export const subjectOf = (to: string) => 'Hello ' + to;
  `,
};

testRule(import.meta, rule, {
  valid: [
    {
      name: 'the remedy: the repository writes, and nothing else',
      filename: 'src/repositories/users.ts',
      code: `
        import { Pool } from 'pg';
        export const add = (pool: Pool, email: string) => pool.query('INSERT INTO users (email) VALUES ($1)', [email]);
      `,
    },
    {
      name: 'the remedy: the service sends',
      filename: 'src/services/users.ts',
      code: `
        import { Queue } from 'bullmq';
        import { db } from 'knex';
        const mails = new Queue('mails');
        export async function add(email: string) { await db('users').insert({ email }); await mails.add('greet', { email }); }
      `,
    },
    {
      name: 'an outbox is a table',
      filename: 'src/repositories/users.ts',
      code: `
        import { Pool } from 'pg';
        export async function add(pool: Pool, email: string) {
          await pool.query('INSERT INTO users (email) VALUES ($1)', [email]);
          await pool.query('INSERT INTO outbox (topic, payload) VALUES ($1, $2)', ['user.added', email]);
        }
      `,
    },
    {
      name: 'a request that reads',
      filename: 'src/repositories/rates.ts',
      code: `
        import axios from 'axios';
        import { Pool } from 'pg';
        export async function refresh(pool: Pool) {
          const { data } = await axios.get('https://rates.example');
          const more = await fetch('https://rates.example/more', { method: 'GET' });
          await pool.query('INSERT INTO rates (value) VALUES ($1)', [data, more]);
        }
      `,
    },
    {
      name: 'a command that reads the queue',
      filename: 'src/repositories/jobs.ts',
      code: `
        import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
        import { Pool } from 'pg';
        const client = new SQSClient({});
        export async function take(pool: Pool) {
          const found = await client.send(new ReceiveMessageCommand({ QueueUrl: 'x' }));
          await pool.query('INSERT INTO jobs (body) VALUES ($1)', [found]);
        }
      `,
    },
    {
      name: 'look-alike: names of mail and queues that are the project’s own',
      filename: 'src/repositories/mails.ts',
      files: { 'src/mails.ts': 'export const transporter = { sendMail: (row: object) => row }; export const queue = { add: (row: object) => row };' },
      code: `
        import { Pool } from 'pg';
        import { queue, transporter } from '../mails';
        export async function add(pool: Pool) { await pool.query('INSERT INTO mails (id) VALUES (1)'); queue.add({}); transporter.sendMail({}); }
      `,
    },
    {
      name: 'not next to a data operation, and a function of the mailer that sends nothing',
      filename: 'src/repositories/users.ts',
      files: mailer,
      code: `
        import { Queue } from 'bullmq';
        import { Pool } from 'pg';
        import { subjectOf } from '../mailer';
        const mails = new Queue('mails');
        export const add = (pool: Pool, email: string) => pool.query('INSERT INTO users (email) VALUES ($1)', [subjectOf(email)]);
        export const greet = (email: string) => mails.add('greet', { email });
      `,
    },
    { name: 'unknown: a sender from a file that is not there', filename: 'src/repositories/users.ts', code: "import { Pool } from 'pg';\nimport { mails } from './missing';\nexport async function add(pool: Pool) { await pool.query('INSERT INTO users (id) VALUES (1)'); await mails.add('x'); }" },
  ],
  invalid: [
    {
      name: 'mail, a job, a message, a webhook next to a write',
      filename: 'src/repositories/users.ts',
      code: `
        import { SESClient, SendEmailCommand as Mail } from '@aws-sdk/client-ses';
        import { Queue } from 'bullmq';
        import { Kafka } from 'kafkajs';
        import { Pool } from 'pg';
        const [later, ses, producer] = [new Queue('mails'), new SESClient({}), new Kafka({ brokers: [] }).producer()];
        export async function add(pool: Pool, email: string) {
          await pool.query('INSERT INTO users (email) VALUES ($1)', [email]);
          await ses.send(new Mail({}));
          await later.add('greet', { email });
          await producer.send({ topic: 'users', messages: [] });
          await fetch('https://hooks.example', { method: 'POST', body: email });
        }
      `,
      errors: [
        { messageId: 'sends', data: { name: 'ses.send', does: 'sends mail' }, line: 8, column: 9 },
        { messageId: 'sends', data: { name: 'later.add', does: 'queues a job' }, line: 9, column: 9 },
        { messageId: 'sends', data: { name: 'producer.send', does: 'publishes a message' }, line: 10, column: 9 },
        { messageId: 'sends', data: { name: 'fetch', does: 'calls another service' }, line: 11, column: 9 },
      ],
    },
    {
      name: 'one call away, in another file',
      filename: 'src/repositories/users.ts',
      files: mailer,
      code: `
        import { Pool } from 'pg';
        import { greet as welcome } from '../mailer';
        export async function add(pool: Pool, email: string) {
          await pool.query('INSERT INTO users (email) VALUES ($1)', [email]);
          await welcome(email);
        }
      `,
      errors: [{ messageId: 'leads', data: { name: 'welcome', does: 'sends mail', through: 'transporter.sendMail' }, line: 5, column: 9 }],
    },
    {
      name: 'an injected queue, in a callback of a transaction',
      filename: 'src/users/user.repository.ts',
      code: `
        import { InjectQueue } from '@nestjs/bullmq';
        import { Queue } from 'bullmq';
        import { DataSource } from 'typeorm';
        export class UserRepository {
          constructor(private readonly source: DataSource, @InjectQueue('mails') private readonly mails: Queue) {}
          add(email: string) {
            return this.source.transaction(async (manager) => {
              await manager.query('INSERT INTO users (email) VALUES ($1)', [email]);
              await this.mails.add('greet', { email });
            });
          }
        }
      `,
      errors: [{ messageId: 'sends', data: { name: 'this.mails.add', does: 'queues a job' }, line: 9, column: 13 }],
    },
    {
      name: 'in plain JavaScript, under espree',
      parser: 'espree',
      filename: 'src/repositories/users.js',
      code: `
        const mail = require('@sendgrid/mail');
        const { Pool } = require('pg');
        const pool = new Pool();
        exports.add = async (email) => {
          await pool.query('INSERT INTO users (email) VALUES ($1)', [email]);
          await mail.send({ to: email });
        };
      `,
      errors: [{ messageId: 'sends', data: { name: 'mail.send', does: 'sends mail' }, line: 6, column: 9 }],
    },
  ],
});
