import { atEnd } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { saysSchema } from '../../models/schema/model.ts';
import { retypings } from '../../models/schema/retype.ts';
import { isMoney } from '../../models/schema/tables.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow floating point and money types for amounts of money',
      preset: 'recommended',
      practices: ['6.4'],
      confidence: 'high',
    },
    languages: ['js/js', 'backend/sql', 'backend/prisma'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      inexact: '`{{column}} {{written}}` cannot hold most amounts exactly, and sums drift. Use numeric, or the smallest unit in a bigint.',
      locale: '`{{column}} {{written}}` has the currency and the decimal places of the session\'s lc_monetary. Use numeric and a column for the currency.',
      replace: 'Use numeric.',
    },
  },

  when: [saysSchema],

  create(context) {
    return atEnd(() => {
      for (const { loc, data, fix } of retypings(context, 'numeric', ({ name }, column) => /^float[48]$/u.test(name) && isMoney(column.name.name))) {
        context.report({ loc, messageId: 'inexact', data, suggest: fix && [{ messageId: 'replace', fix }] });
      }
      for (const { loc, data, fix } of retypings(context, 'numeric', ({ name }) => name === 'money')) {
        context.report({ loc, messageId: 'locale', data, suggest: fix && [{ messageId: 'replace', fix }] });
      }
    });
  },
});
