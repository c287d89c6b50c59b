import { readsEnvironment } from '../../models/config/reads.ts';
import { unvalidatedReadsOf } from '../../models/config/unvalidated.ts';
import { createRule } from '../../models/create-rule.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require validation of the environment before its variables are taken for set',
      preset: 'recommended',
      practices: ['10.2', '11.9'],
      confidence: 'high',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      asserted: '{{name}} is taken for set, and nothing checks at start-up that it is: without it the program fails later, far from here. Validate the environment when the program starts.',
      emptied: 'Without {{name}} the program goes on with an empty text, and fails later, far from here. Validate the environment when the program starts.',
    },
  },

  when: [readsEnvironment],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, how } of unvalidatedReadsOf(context)) context.report({ node, messageId: how, data: { name } });
      },
    };
  },
});
