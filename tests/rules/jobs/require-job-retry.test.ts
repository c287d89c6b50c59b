import rule from '../../../src/rules/jobs/require-job-retry.ts';
import { testRule } from '../test-rule.ts';

const bullmq = (add: string, options = ''): string => `
  import { Queue } from 'bullmq';
  const emails = new Queue('emails'${options});
  export const send = (id: string) => ${add};
`;
const RETRY = "attempts: 5, backoff: { type: 'exponential', delay: 1000 }";
const NEST = "{ \"dependencies\": { \"@nestjs/bullmq\": \"11.0.0\", \"bullmq\": \"5.0.0\" } }";
const service = `
  import { InjectQueue } from '@nestjs/bullmq';
  import { Injectable } from '@nestjs/common';
  import { Queue } from 'bullmq';
  @Injectable()
  export class Mails {
    constructor(@InjectQueue('emails') private readonly emails: Queue) {}
    send(id: string) { return this.emails.add('welcome', { id }); }
  }
`;
const module = (options: string): string => `
  import { BullModule } from '@nestjs/bullmq';
  import { Module } from '@nestjs/common';
  @Module({ imports: [BullModule.forRoot({ connection: {} }), BullModule.registerQueue({ name: 'emails'${options} })] })
  export class AppModule {}
`;

testRule(import.meta, rule, {
  valid: [
    { name: 'attempts and exponential backoff', code: bullmq(`emails.add('welcome', { id }, { ${RETRY} })`) },
    { name: 'defaults of the queue', code: bullmq("emails.add('welcome', { id })", `, { connection: {}, defaultJobOptions: { ${RETRY} } }`) },
    { name: 'backoff by the queue, attempts by the job', code: bullmq("emails.add('welcome', { id }, { attempts: 3 })", ", { defaultJobOptions: { backoff: { type: 'exponential', delay: 10 } } }") },
    { name: 'a strategy of one’s own', code: bullmq("emails.add('welcome', { id }, { attempts: 3, backoff: { type: 'jittered' } })") },
    { name: 'a job that comes again by itself', code: bullmq("emails.add('digest', { id }, { repeat: { pattern: '0 8 * * *' } })") },
    { name: 'once, on purpose', code: bullmq("emails.add('charge', { id }, { attempts: 1 })") },
    { name: 'options from elsewhere', code: `import { options } from 'options';\n${bullmq("emails.add('welcome', { id }, options)")}` },
    { name: 'defaults from elsewhere', code: `import { options } from 'options';\n${bullmq("emails.add('welcome', { id })", ', options')}` },
    { name: 'options in a constant of another file', filename: 'send.ts', files: { 'retry.ts': `export const retry = { ${RETRY} };` }, code: `import { retry } from './retry';\n${bullmq("emails.add('welcome', { id }, { ...retry, jobId: id })")}` },
    { name: 'unknown: a queue nobody is seen to make', code: "import type { Queue } from 'bullmq';\nexport const send = (emails: Queue, id: string) => emails.add('welcome', { id });" },
    { name: 'defaults in a module of Nest', filename: 'mails.ts', files: { 'package.json': NEST, 'app.module.ts': module(`, defaultJobOptions: { ${RETRY} }`) }, code: service },
    { name: 'a module of Nest that says its options elsewhere', filename: 'mails.ts', files: { 'package.json': NEST, 'app.module.ts': module('').replace('forRoot({ connection: {} })', 'forRootAsync({ useClass: Settings })') }, code: service },
    { name: 'graphile-worker, which tries again by itself', code: "import { makeWorkerUtils } from 'graphile-worker';\nconst utils = await makeWorkerUtils({});\nexport const send = (id: string) => utils.addJob('welcome', { id });" },
    { name: 'look-alike: a set', code: 'const emails = new Set<string>();\nexport const send = (id: string) => emails.add(id);' },
    { name: 'a script', filename: 'scripts/send.ts', code: bullmq("emails.add('welcome', { id })") },
  ],
  invalid: [
    {
      name: 'nothing said',
      code: bullmq("emails.add('welcome', { id })"),
      errors: [{ messageId: 'none', data: { name: 'emails.add' }, line: 3, column: 37, suggestions: [{ messageId: 'addRetry', output: bullmq(`emails.add('welcome', { id }, { ${RETRY} })`) }] }],
    },
    {
      name: 'other options and defaults said',
      code: bullmq("emails.add('welcome', { id }, { delay: 10 })", ', { defaultJobOptions: { removeOnComplete: true } }'),
      errors: [{ messageId: 'none', data: { name: 'emails.add' }, line: 3, suggestions: [{ messageId: 'addRetry', output: bullmq(`emails.add('welcome', { id }, { delay: 10, ${RETRY} })`, ', { defaultJobOptions: { removeOnComplete: true } }') }] }],
    },
    { name: 'attempts without a wait', code: bullmq("emails.add('welcome', { id }, { attempts: 3 })"), errors: [{ messageId: 'constant', data: { name: 'emails.add' }, line: 3 }] },
    { name: 'always the same wait', code: bullmq("emails.add('welcome', { id }, { attempts: 3, backoff: 5000 })"), errors: [{ messageId: 'constant', data: { name: 'emails.add' }, line: 3 }] },
    { name: 'the same wait by its name', code: bullmq("emails.add('welcome', { id }, { attempts: 3, backoff: { type: 'fixed', delay: 5000 } })"), errors: [{ messageId: 'constant', data: { name: 'emails.add' }, line: 3 }] },
    { name: 'many at once', code: bullmq(`emails.addBulk([{ name: 'a', data: { id }, opts: { ${RETRY} } }, { name: 'b', data: { id } }])`), errors: [{ messageId: 'none', data: { name: 'emails.addBulk' }, line: 3 }] },
    {
      name: 'bull, in a file of its own, without a name',
      filename: 'send.js',
      parser: 'espree',
      sourceType: 'commonjs',
      files: { 'queues.js': "const Queue = require('bull');\nexports.emails = new Queue('emails', process.env.REDIS_URL);", 'package.json': '{ "dependencies": { "bull": "4.0.0" } }' },
      code: "const { emails } = require('./queues');\nexports.send = (id) => emails.add({ id });",
      errors: [{ messageId: 'none', data: { name: 'emails.add' }, line: 2, suggestions: [{ messageId: 'addRetry', output: `const { emails } = require('./queues');\nexports.send = (id) => emails.add({ id }, { ${RETRY} });` }] }],
    },
    { name: 'bee-queue', code: "import Queue from 'bee-queue';\nconst q = new Queue('q');\nexport const send = (id: string) => q.createJob({ id }).timeout(1000).save();", errors: [{ messageId: 'none', data: { name: 'q.createJob' }, line: 3 }] },
    { name: 'bee-queue with a wait that does not grow', code: "import Queue from 'bee-queue';\nconst q = new Queue('q');\nexport const send = (id: string) => q.createJob({ id }).retries(3).backoff('fixed', 1000).save();", errors: [{ messageId: 'constant', data: { name: 'q.createJob' }, line: 3 }] },
    {
      name: 'Nest, whose modules say nothing',
      filename: 'mails.ts',
      files: { 'package.json': NEST, 'app.module.ts': module('') },
      code: service,
      errors: [{ messageId: 'none', data: { name: 'this.emails.add' }, line: 7, suggestions: [{ messageId: 'addRetry', output: service.replace("'welcome', { id })", `'welcome', { id }, { ${RETRY} })`) }] }],
    },
  ],
});
