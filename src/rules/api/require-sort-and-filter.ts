import { fixedLists } from '../../models/answers/query-parameters.ts';
import { createRule } from '../../models/create-rule.ts';
import { hasHandlers } from '../../models/http/model.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require lists that are answered in pages to take a filter or an order',
      preset: 'strict',
      practices: ['2.8'],
      confidence: 'medium',
      roles: ['controller', 'service', 'entry', 'config', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      fixed: 'This list of `{{table}}` comes in pages, and clients can neither narrow nor order it: to find one row they ask for all pages. Take a filter or an order from the query.',
    },
  },

  when: [hasHandlers],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, table } of fixedLists(context)) context.report({ node, messageId: 'fixed', data: { table } });
      },
    };
  },
});
