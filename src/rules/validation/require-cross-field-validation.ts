import { createRule } from '../../models/create-rule.ts';
import { MAY_NAME_PAIR, uncheckedPairs } from '../../models/validation/cross-fields.ts';
import { MAY_NAME_LIBRARY } from '../../models/validation/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require a condition that compares fields which say something about each other',
      preset: 'recommended',
      practices: ['4.7'],
      confidence: 'medium',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      unequal: 'Nothing compares {{second}} with {{first}}: a mistyped value passes. Refine the schema: both have to be equal.',
      unordered: 'Nothing compares {{second}} with {{first}}: a range that ends before it starts passes. Refine the schema.',
    },
  },

  when: [MAY_NAME_LIBRARY, MAY_NAME_PAIR],

  create(context) {
    return {
      'Program:exit'() {
        for (const { first, second, kind } of uncheckedPairs(context)) {
          context.report({ node: second.node, messageId: kind === 'equal' ? 'unequal' : 'unordered', data: { first: first.name, second: second.name } });
        }
      },
    };
  },
});
