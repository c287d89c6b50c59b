import { createRule } from '../../models/create-rule.ts';
import { MAY_LISTEN, workersInServerOf } from '../../models/queues/together.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow workers in the process that answers requests',
      preset: 'strict',
      practices: ['8.2'],
      confidence: 'medium',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      together: '{{name}} works jobs off in the process that answers requests: a busy queue slows every answer, and neither can be scaled or restarted alone. Give it an entry point of its own.',
    },
  },

  when: [MAY_LISTEN],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name } of workersInServerOf(context)) context.report({ node, messageId: 'together', data: { name } });
      },
    };
  },
});
