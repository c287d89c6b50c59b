import { createRule } from '../../models/create-rule.ts';
import { silentConsumersOf } from '../../models/queues/failures.ts';
import { mayConsume } from '../../models/queues/processors.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require somebody to learn of jobs that fail',
      preset: 'recommended',
      practices: ['8.9'],
      confidence: 'high',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'serverless', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      silent: 'Nobody learns of jobs that fail here: {{name}} has no listener for {{events}}. Add one that logs the job and the error.',
    },
  },

  when: [mayConsume],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, events } of silentConsumersOf(context)) {
          context.report({ node, messageId: 'silent', data: { name, events: events.join(' or ') } });
        }
      },
    };
  },
});
