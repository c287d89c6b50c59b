import rule from '../../../src/rules/jobs/prefer-job-flow.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const FILES = {
  'package.json': '{ "dependencies": { "bullmq": "5" } }',
  'src/queues.ts': "import { Queue } from 'bullmq';\nconst connection = {};\nexport const mails = new Queue('mails', { connection });\nexport const renders = new Queue('renders', { connection });\n",
  'src/render.ts': 'export async function render(id: string) { return `${id}.pdf`; }\n',
};
/** A processor of the queue `renders`; its body stands on line 5. */
const worker = (name: string, body: string): Case => ({
  name,
  filename: 'src/worker.ts',
  files: FILES,
  code: `
    import { FlowProducer, Worker } from 'bullmq';
    import { mails, renders } from './queues';
    import { render } from './render';
    new Worker('renders', async (job) => {
      ${body}
    }, { connection: {} });
  `,
});

testRule(import.meta, rule, {
  valid: [
    worker('the remedy: the work alone', 'return await render(job.data.id);'),
    { ...worker('the remedy: a flow', ''), code: "import { FlowProducer } from 'bullmq';\nconst flows = new FlowProducer({ connection: {} });\nexport const start = (id: string) => flows.add({ name: 'mail', queueName: 'mails', data: { id }, children: [{ name: 'render', queueName: 'renders', data: { id } }] });" },
    worker('a child that is added to a parent', "const path = await render(job.data.id); await mails.add('mail', { path }, { parent: { id: job.id!, queue: job.queueQualifiedName } });"),
    worker('the next batch of its own queue', "await render(job.data.id); await renders.add('next', { after: job.data.id });"),
    worker('for later', "await render(job.data.id); await mails.add('mail', {}, { delay: 60_000 });"),
    worker('not always', "const path = await render(job.data.id); if (job.data.mail) await mails.add('mail', { path });"),
    worker('a job for each of what it found', "await render(job.data.id); for (const to of job.data.recipients) await mails.add('mail', { to });"),
    worker('two jobs at once', "await render(job.data.id); await mails.add('mail', {}); await mails.add('copy', {});"),
    worker('more work behind it', "await mails.add('begun', {}); await render(job.data.id);"),
    worker('nothing before it: a job that sorts', "await mails.add('mail', job.data);"),
    worker('unknown: options from elsewhere', "await render(job.data.id); await mails.add('mail', {}, job.data.options);"),
    { ...worker('unknown: a queue from elsewhere', ''), code: "import { Worker } from 'bullmq';\nimport type { Queue } from 'bullmq';\nimport { render } from './render';\nexport const start = (mails: Queue) => new Worker('renders', async (job) => {\n  await render(job.data.id);\n  await mails.add('mail', {});\n}, { connection: {} });" },
    { ...worker('a request', ''), code: "import { mails } from './queues';\nimport { render } from './render';\nexport async function handle(id: string) {\n  await render(id);\n  await mails.add('mail', { id });\n}" },
    { name: 'a library without flows', filename: 'src/worker.ts', files: { 'package.json': '{ "dependencies": { "bull": "4" } }' }, code: "import Queue from 'bull';\nimport { render } from './render';\nconst renders = new Queue('renders');\nconst mails = new Queue('mails');\nrenders.process(async (job) => {\n  await render(job.data.id);\n  await mails.add({ id: job.data.id });\n});" },
    { name: 'look-alike: a set', filename: 'src/worker.ts', files: FILES, code: "import { Worker } from 'bullmq';\nimport { render } from './render';\nconst done = new Set<string>();\nnew Worker('renders', async (job) => {\n  await render(job.data.id);\n  done.add('mails');\n}, { connection: {} });" },
  ],
  invalid: [
    { ...worker('the next step, with what this one gave', "const path = await render(job.data.id); await mails.add('mail', { path });"), errors: [{ messageId: 'chained', data: { name: 'mails.add', flow: 'FlowProducer' }, line: 5 }] },
    { ...worker('returned', "await render(job.data.id); return mails.add('mail', { id: job.data.id }, { attempts: 5 });"), errors: [{ messageId: 'chained', data: { name: 'mails.add', flow: 'FlowProducer' }, line: 5 }] },
    {
      name: 'a processor with a name, other names',
      filename: 'src/worker.ts',
      files: FILES,
      code: "import { Worker as Hand } from 'bullmq';\nimport { mails as post } from './queues';\nimport { render } from './render';\nasync function work(task: any) {\n  await render(task.data.id);\n  await post.add('mail', { id: task.data.id });\n}\nnew Hand('renders', work, { connection: {} });",
      errors: [{ messageId: 'chained', data: { name: 'post.add', flow: 'FlowProducer' }, line: 6, column: 9 }],
    },
  ],
});
