import { createRule } from '../../models/create-rule.ts';
import { saysQueue } from '../../models/queues/model.ts';
import { largePartsOf } from '../../models/queues/payloads.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow files and whole rows in the data of jobs',
      preset: 'strict',
      practices: ['8.7'],
      confidence: 'medium',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'job', 'worker', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      bytes: 'These are the bytes of a file: the queue keeps and copies them with every try. Store the file, and put its key into the job.',
      rows: 'This is a row as it is now: it is out of date when the job runs, and the queue keeps it. Put its id into the job, and read the row there.',
    },
  },

  when: [saysQueue],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, kind } of largePartsOf(context)) context.report({ node, messageId: kind });
      },
    };
  },
});
