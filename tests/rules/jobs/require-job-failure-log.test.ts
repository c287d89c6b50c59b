import rule from '../../../src/rules/jobs/require-job-failure-log.ts';
import { testRule } from '../test-rule.ts';

const bullmq = (rest: string): string => `
  import { Queue, QueueEvents, Worker } from 'bullmq';
  import { send } from './mail';
  ${rest}
`;
const bull = (rest: string): string => `
  import Queue from 'bull';
  import { send } from './mail';
  ${rest}
`;
const nest = (methods: string, base = 'WorkerHost'): string => `
  import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
  import { Base } from 'base';
  @Processor('emails')
  export class Emails extends ${base} {
    async process(job: any) { await send(job.data); }
    ${methods}
  }
`;
const MQ = 'failed or error';

testRule(import.meta, rule, {
  valid: [
    { name: 'a listener', code: bullmq("const worker = new Worker('emails', (job) => send(job.data));\nworker.on('failed', (job, error) => console.error(job?.id, error));") },
    { name: 'a chain of listeners', code: bullmq("new Worker('emails', (job) => send(job.data)).on('completed', console.log).on('failed', console.error);") },
    { name: 'a listener of the queue’s events', code: bullmq("new Worker('emails', (job) => send(job.data));\nnew QueueEvents('emails').on('failed', console.error);") },
    { name: 'a catch that logs', code: bullmq("new Worker('emails', async (job) => { try { await send(job.data); } catch (error) { console.error(job.id, error); throw error; } });") },
    { name: 'a catch that logs, in a callback that runs at once', code: bullmq("new Worker('emails', async (job) => { await Promise.all(job.data.map(async (one: unknown) => { try { await send(one); } catch (error) { console.error(job.id, error); } })); });") },
    { name: 'a catch that logs, in a function of another file', filename: 'worker.ts', files: { 'mail.ts': 'export async function send(data: unknown) { try { await fetch(String(data)); } catch (error) { console.error(error); throw error; } }' }, code: bullmq("new Worker('emails', (job) => send(job.data));") },
    { name: 'exported: others may listen', code: bullmq("export const worker = new Worker('emails', (job) => send(job.data));") },
    { name: 'returned: others may listen', code: bullmq("export const start = () => new Worker('emails', (job) => send(job.data));") },
    { name: 'handed to a function', code: bullmq("const worker = new Worker('emails', (job) => send(job.data));\nwatch(worker);\ndeclare function watch(w: unknown): void;") },
    { name: 'a field with a listener', code: bullmq("class Mails { #worker = new Worker('emails', (job) => send(job.data)); start() { this.#worker.on('error', console.error); } }") },
    { name: 'an event by a name that is not known', code: bullmq("const worker = new Worker('emails', (job) => send(job.data));\nfor (const event of ['failed', 'stalled'] as const) worker.on(event, console.error);") },
    { name: 'bull', code: bull("const emails = new Queue('emails');\nemails.process((job) => send(job.data));\nemails.on('failed', console.error);") },
    { name: 'a queue from elsewhere, which may be listened to there', code: bull("import { emails } from './queues';\nemails.process((job) => send(job.data));"), filename: 'worker.ts', files: { 'queues.ts': "import Queue from 'bull';\nexport const emails = new Queue('emails');" } },
    { name: 'Nest', code: nest("@OnWorkerEvent('failed') failed(job: any, error: Error) { console.error(job.id, error); }") },
    { name: 'a base class that may listen', code: nest('', 'Base') },
    { name: 'pg-boss, which keeps what fails', code: "import PgBoss from 'pg-boss';\nconst boss = new PgBoss('');\nawait boss.work('emails', async () => {});" },
    { name: 'look-alike: a worker of the language', code: "import { Worker } from 'node:worker_threads';\nnew Worker('./emails.js');" },
    { name: 'a test', filename: 'emails.test.ts', code: bullmq("new Worker('emails', (job) => send(job.data));") },
  ],
  invalid: [
    { name: 'nobody has the worker', code: bullmq("new Worker('emails', (job) => send(job.data));"), errors: [{ messageId: 'silent', data: { name: 'new Worker', events: MQ }, line: 3, column: 5, endColumn: 11 }] },
    { name: 'a listener for something else', code: bullmq("const worker = new Worker('emails', (job) => send(job.data));\nworker.on('completed', console.log);\nprocess.on('SIGTERM', () => worker.close());"), errors: [{ messageId: 'silent', data: { name: 'new Worker', events: MQ }, line: 3 }] },
    { name: 'a catch that drops the error', code: bullmq("new Worker('emails', async (job) => { try { await send(job.data); } catch { return; } });"), errors: [{ messageId: 'silent', data: { name: 'new Worker', events: MQ }, line: 3 }] },
    { name: 'a catch far behind it, of something else', filename: 'worker.ts', files: { 'mail.ts': "import { connect } from './smtp';\nexport async function send(data: unknown) { await connect(data); }", 'smtp.ts': 'export async function connect(data: unknown) { try { return await fetch(String(data)); } catch (error) { console.error(error); return null; } }' }, code: bullmq("new Worker('emails', (job) => send(job.data));"), errors: [{ messageId: 'silent', data: { name: 'new Worker', events: MQ }, line: 3 }] },
    { name: 'a field nobody listens to', code: bullmq("export class Mails { private worker; constructor() { this.worker = new Worker('emails', (job) => send(job.data)); } close() { return this.worker.close(); } }"), errors: [{ messageId: 'silent', data: { name: 'new Worker', events: MQ }, line: 3 }] },
    { name: 'bull, once a queue', code: bull("const emails = new Queue('emails');\nemails.process('a', (job) => send(job.data));\nemails.process('b', (job) => send(job.data));"), errors: [{ messageId: 'silent', data: { name: 'emails.process', events: 'failed or error or global:failed' }, line: 4 }] },
    { name: 'agenda', code: "import { Agenda } from 'agenda';\nconst agenda = new Agenda({} as never);\nagenda.define('emails', async () => {});", errors: [{ messageId: 'silent', data: { name: 'agenda.define', events: 'fail or error' }, line: 3 }] },
    { name: 'Nest', code: nest("@OnWorkerEvent('completed') done() {}"), errors: [{ messageId: 'silent', data: { name: 'Emails', events: "@OnWorkerEvent('failed')" }, line: 3, column: 1 }] },
  ],
});
