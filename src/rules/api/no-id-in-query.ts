import { queryKeys } from '../../models/answers/query-keys.ts';
import { createRule } from '../../models/create-rule.ts';
import { hasHandlers } from '../../models/http/model.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow the key of a single resource in the query',
      preset: 'strict',
      practices: ['2.3'],
      confidence: 'medium',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      key: "The query's '{{name}}' names one row{{of}}. Name it in the path instead: `/…/:{{name}}`.",
    },
  },

  when: [hasHandlers],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, table } of queryKeys(context)) context.report({ node, messageId: 'key', data: { name, of: table === null ? '' : ` of \`${table}\`` } });
      },
    };
  },
});
