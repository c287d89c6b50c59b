import { createRule } from '../../models/create-rule.ts';
import { prettyLogsOf, SAYS_PRETTY } from '../../models/logging/configuration.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow log output for terminals where the environment does not decide it',
      preset: 'recommended',
      practices: ['12.1'],
      confidence: 'high',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      pretty: '{{text}} writes colours and lines for people in production too, where log stores read JSON, and costs time on every line. Use it in development only.',
    },
  },

  when: [SAYS_PRETTY],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, text } of prettyLogsOf(context)) context.report({ node, messageId: 'pretty', data: { text } });
      },
    };
  },
});
