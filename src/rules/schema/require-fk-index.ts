import { atEnd, fixOf, locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { unindexedKeys } from '../../models/schema/indexes.ts';
import { saysSchema } from '../../models/schema/model.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require an index on every foreign key',
      preset: 'recommended',
      practices: ['6.16'],
      confidence: 'high',
    },
    languages: ['js/js', 'backend/sql', 'backend/prisma'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      unindexed: 'No index of `{{table}}` begins with {{columns}}: every join, and every delete of the row that is referred to, reads the whole table. Add {{remedy}}.',
      add: 'Add the index.',
    },
  },

  when: [saysSchema],

  create(context) {
    return atEnd(() => {
      for (const { table, columns, range, remedy, edits } of unindexedKeys(context)) {
        context.report({ loc: locOf(context, range), messageId: 'unindexed', data: { table, columns: columns.join(', '), remedy }, suggest: edits && [{ messageId: 'add', fix: fixOf(edits) }] });
      }
    });
  },
});
