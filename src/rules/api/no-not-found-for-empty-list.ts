import { missingLists } from '../../models/answers/model.ts';
import { createRule } from '../../models/create-rule.ts';
import { hasHandlers } from '../../models/http/model.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow 404 for a list that has no items',
      preset: 'recommended',
      practices: ['2.9'],
      confidence: 'high',
      roles: ['controller', 'service', 'entry', 'config', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      missing: 'An empty list is an answer: the collection is there, and {{list}} has nothing in it. Answer with 200 and the empty list.',
    },
  },

  when: [hasHandlers],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, list } of missingLists(context)) context.report({ node, messageId: 'missing', data: { list } });
      },
    };
  },
});
