import { atEnd, fixOf, locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { redundantIndexes } from '../../models/schema/indexes.ts';
import { saysSchema } from '../../models/schema/model.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow indexes that a key or another index of the table makes needless',
      preset: 'recommended',
      practices: ['6.16'],
      confidence: 'high',
    },
    languages: ['js/js', 'backend/sql', 'backend/prisma'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      needless: 'Every write keeps this index up to date, and {{by}} on ({{columns}}) finds the same rows. Leave it out.',
      remove: 'Take it out.',
    },
  },

  when: [saysSchema],

  create(context) {
    return atEnd(() => {
      for (const { index, by } of redundantIndexes(context)) {
        const what = by.kind === 'primaryKey' ? 'the primary key' : by.kind === 'unique' ? 'the unique constraint' : `the index ${by.name ?? ''}`.trim();
        context.report({ loc: locOf(context, index.range), messageId: 'needless', data: { by: what, columns: by.columns.map((column) => column ?? 'an expression').join(', ') }, suggest: index.removal && [{ messageId: 'remove', fix: fixOf(index.removal) }] });
      }
    });
  },
});
