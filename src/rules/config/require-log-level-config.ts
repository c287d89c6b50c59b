import { createRule } from '../../models/create-rule.ts';
import { fixedLevelsOf, SAYS_VERBOSE } from '../../models/logging/configuration.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require the level of a logger to come from the configuration where it is verbose',
      preset: 'recommended',
      practices: ['11.11', '12.3', '14.12'],
      confidence: 'high',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      fixed: 'The level {{text}} is written into the code: production writes everything, and turning it down takes a deployment. Read it from the configuration.',
    },
  },

  when: [SAYS_VERBOSE],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, text } of fixedLevelsOf(context)) context.report({ node, messageId: 'fixed', data: { text } });
      },
    };
  },
});
