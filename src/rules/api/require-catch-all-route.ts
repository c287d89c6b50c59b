import { createRule } from '../../models/create-rule.ts';
import { applicationsOf, makesApplication } from '../../models/http/installations.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require a handler for addresses that no route serves',
      preset: 'recommended',
      practices: ['2.6'],
      confidence: 'high',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      missing: 'An address that no route serves gets the default answer of the framework, which is no JSON. Register a handler that answers 404 behind all routes.',
    },
  },

  when: [makesApplication],

  create(context) {
    return {
      'Program:exit'() {
        for (const app of applicationsOf(context)) {
          if (app.isBare && app.serves && app.has('not-found') === false) context.report({ node: app.node, messageId: 'missing' });
        }
      },
    };
  },
});
