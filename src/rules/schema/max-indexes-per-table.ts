import { atEnd, locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { surplusIndexes } from '../../models/schema/indexes.ts';
import { saysSchema } from '../../models/schema/model.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce a largest number of indexes on a table',
      preset: 'strict',
      practices: ['6.18'],
      confidence: 'medium',
    },
    languages: ['js/js', 'backend/sql', 'backend/prisma'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { max: { type: 'integer', minimum: 0, description: 'Indexes that a table may have besides those of its primary key and unique constraints.' } },
      },
    ],
    defaultOptions: [{ max: 8 }],
    messages: { many: '`{{table}}` has {{count}} indexes, and every write keeps all of them up to date; more than {{max}} are rarely all used. Drop those that pg_stat_user_indexes shows as unused.' },
  },

  when: [saysSchema],

  create(context, { max }) {
    return atEnd(() => {
      for (const { index, table, count } of surplusIndexes(context, max)) {
        context.report({ loc: locOf(context, index.range), messageId: 'many', data: { table, count, max } });
      }
    });
  },
});
