import { atEnd } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { saysSchema } from '../../models/schema/model.ts';
import { retypings } from '../../models/schema/retype.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require timestamptz for points in time instead of timestamp without time zone',
      preset: 'recommended',
      practices: ['6.6'],
      confidence: 'high',
    },
    languages: ['js/js', 'backend/sql', 'backend/prisma'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      zone: '`{{column}}` keeps no time zone: what is stored depends on the session that writes it. Use timestamptz.',
      replace: 'Use timestamptz.',
    },
  },

  when: [saysSchema],

  create(context) {
    return atEnd(() => {
      for (const { loc, data, fix } of retypings(context, 'timestamptz', ({ name }) => name === 'timestamp')) {
        context.report({ loc, messageId: 'zone', data, suggest: fix && [{ messageId: 'replace', fix }] });
      }
    });
  },
});
