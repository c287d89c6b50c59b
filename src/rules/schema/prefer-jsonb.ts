import { atEnd } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { saysSchema } from '../../models/schema/model.ts';
import { retypings } from '../../models/schema/retype.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce jsonb instead of json for columns',
      preset: 'recommended',
      practices: ['6.7'],
      confidence: 'high',
    },
    languages: ['js/js', 'backend/sql', 'backend/prisma'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      json: '`{{column}}` is stored as text and parsed again by every query, and no index can look into it. Use jsonb.',
      replace: 'Use jsonb.',
    },
  },

  when: [saysSchema],

  create(context) {
    return atEnd(() => {
      for (const { loc, data, fix } of retypings(context, 'jsonb', ({ name }) => name === 'json')) {
        context.report({ loc, messageId: 'json', data, suggest: fix && [{ messageId: 'replace', fix }] });
      }
    });
  },
});
