import { createRule } from '../../models/create-rule.ts';
import { repeatedWritesOf } from '../../models/queues/repeats.ts';
import { mayWork } from '../../models/queues/work.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require rows that a job inserts to be inserted once, however often the job runs',
      preset: 'strict',
      practices: ['8.6'],
      confidence: 'medium',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'serverless', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      repeated: 'A job that is run again, after a failure or a crash, inserts a second row into {{table}}: nothing in the row is unique. Keep a key of the job in a unique column, and say ON CONFLICT DO NOTHING.',
    },
  },

  when: [mayWork],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, table } of repeatedWritesOf(context)) context.report({ node, messageId: 'repeated', data: { table } });
      },
    };
  },
});
