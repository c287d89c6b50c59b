import { atEnd } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { saysSchema } from '../../models/schema/model.ts';
import { retypings } from '../../models/schema/retype.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce text instead of varchar(n) and char(n)',
      preset: 'recommended',
      practices: ['6.5'],
      confidence: 'high',
    },
    languages: ['js/js', 'backend/sql', 'backend/prisma'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      length: '`{{column}} {{written}}` is no faster and no smaller than text, and a new length is a migration. Use text, with a CHECK where a limit is a rule of the business.',
      replace: 'Use text.',
    },
  },

  when: [saysSchema],

  create(context) {
    return atEnd(() => {
      for (const { loc, data, fix } of retypings(context, 'text', ({ name, args }) => (name === 'varchar' || name === 'bpchar') && args.length > 0)) {
        context.report({ loc, messageId: 'length', data, suggest: fix && [{ messageId: 'replace', fix }] });
      }
    });
  },
});
