import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { addedJobsOf, saysQueue } from '../../models/queues/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require failed jobs to be tried again, after ever longer waits',
      preset: 'recommended',
      practices: ['8.5'],
      confidence: 'high',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      none: 'A job of {{name}} that fails once is lost. Say attempts and an exponential backoff, here or as default of the queue.',
      constant: 'Jobs of {{name}} that fail are tried again without ever longer waits: a service that is down is asked as hard as before. Use an exponential backoff.',
      addRetry: 'Try five times, after one, two, four and eight seconds.',
    },
    hasSuggestions: true,
  },

  when: [saysQueue],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, retry, edits } of addedJobsOf(context)) {
          if (retry !== 'none' && retry !== 'constant') continue;
          context.report({ node, messageId: retry, data: { name }, suggest: edits && [{ messageId: 'addRetry', fix: fixOf(edits) }] });
        }
      },
    };
  },
});
