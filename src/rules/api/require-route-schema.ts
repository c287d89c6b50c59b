import { createRule } from '../../models/create-rule.ts';
import { hasRoutes } from '../../models/http/model.ts';
import { routesWithoutSchema } from '../../models/http/route-schemas.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require routes to say the schema of what they take and answer',
      preset: 'off',
      practices: ['2.4'],
      confidence: 'medium',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      missing: 'This route says no schema, so that neither validation nor the documents of the API know what it takes and answers. Give it one.',
    },
  },

  when: [hasRoutes],

  create(context) {
    return {
      'Program:exit'() {
        for (const node of routesWithoutSchema(context)) context.report({ node, messageId: 'missing' });
      },
    };
  },
});
