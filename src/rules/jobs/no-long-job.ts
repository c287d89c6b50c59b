import { createRule } from '../../models/create-rule.ts';
import { longJobsOf } from '../../models/queues/long.ts';
import { mayWork } from '../../models/queues/work.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow jobs that work off all rows of a table',
      preset: 'strict',
      practices: ['8.8'],
      confidence: 'medium',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'serverless', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      long: 'One job works off every row of {{table}} that is found here: it takes longer with each row, and a restart or a failure begins it anew. Read a batch (LIMIT, after the last key) and add a job for the next one, or add a job for each row.',
    },
  },

  when: [mayWork],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, table } of longJobsOf(context)) context.report({ node, messageId: 'long', data: { table } });
      },
    };
  },
});
