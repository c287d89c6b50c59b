import rule from '../../../src/rules/jobs/no-await-job-result.ts';
import { testRule } from '../test-rule.ts';

const app = (body: string): string => `
  import { Queue, QueueEvents } from 'bullmq';
  import express from 'express';
  const reports = new Queue('reports');
  const events = new QueueEvents('reports');
  const app = express();
  ${body}
`;

testRule(import.meta, rule, {
  valid: [
    { name: 'answered at once', code: app("app.post('/reports', async (req, res) => { const job = await reports.add('month', req.body); res.status(202).json({ id: job.id }); });") },
    { name: 'outside of requests', code: app("export async function nightly() { const job = await reports.add('night', {}); await job.waitUntilFinished(events); }") },
    { name: 'look-alike: another method of that name', code: app("import { job } from 'jobs';\napp.get('/x', async (req, res) => { await job.waitUntilFinished(); res.end(); });") },
    { name: 'a test', filename: 'reports.test.ts', code: app("app.post('/reports', async (req, res) => { const job = await reports.add('month', {}); res.json(await job.waitUntilFinished(events)); });") },
  ],
  invalid: [
    { name: 'in a handler', code: app("app.post('/reports', async (req, res) => { const job = await reports.add('month', {}); res.json(await job.waitUntilFinished(events)); });"), errors: [{ messageId: 'waits', data: { path: 'handler' }, line: 6, column: 103 }] },
    { name: 'in a function of the file', code: app("app.post('/reports', async (req, res) => { res.json(await month()); });\nasync function month() { const job = await reports.add('month', {}); return job.waitUntilFinished(events); }"), errors: [{ messageId: 'waits', data: { path: 'handler → month' }, line: 7 }] },
    {
      name: 'in another file, with bull',
      filename: 'routes.js',
      parser: 'espree',
      sourceType: 'commonjs',
      files: { 'package.json': '{ "dependencies": { "bull": "4.0.0" } }', 'reports.js': "const Queue = require('bull');\nconst reports = new Queue('reports');\nexports.month = async () => { const job = await reports.add({}); return job.finished(); };" },
      code: "const router = require('express').Router();\nconst { month } = require('./reports');\nrouter.get('/reports', async (req, res) => { res.json(await month()); });\nmodule.exports = router;",
      errors: [{ messageId: 'waits', data: { path: 'handler → month' }, line: 3, column: 61 }],
    },
  ],
});
