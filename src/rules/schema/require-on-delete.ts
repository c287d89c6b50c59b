import { atEnd, fixOf, locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { saysSchema } from '../../models/schema/model.ts';
import { foreignKeysOf, postgresChanges } from '../../models/schema/tables.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require ON DELETE on every foreign key',
      preset: 'recommended',
      practices: ['6.19'],
      confidence: 'high',
    },
    languages: ['js/js', 'backend/sql', 'backend/prisma'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      unsaid: 'Nothing says what happens to these rows when the one in {{table}} is deleted. Write ON DELETE CASCADE, SET NULL, RESTRICT or NO ACTION.',
      impossible: 'ON DELETE SET NULL fails: `{{column}}` is NOT NULL. Use CASCADE or RESTRICT, or let the column take NULL.',
      add: 'Add ON DELETE {{action}}.',
    },
  },

  when: [saysSchema],

  create(context) {
    return atEnd(() => {
      for (const { foreignKey, columns } of foreignKeysOf(postgresChanges(context))) {
        const { onDelete, range, table, onDeleteEdits } = foreignKey;
        const loc = locOf(context, range);
        const required = columns.find(({ nullable }) => nullable === 'no');
        if (onDelete === 'SET NULL' && required) context.report({ loc, messageId: 'impossible', data: { column: required.name.name } });
        if (onDelete !== 'unwritten') continue;
        context.report({
          loc,
          messageId: 'unsaid',
          data: { table: table === null ? 'the other table' : `\`${table}\`` },
          suggest: onDeleteEdits ? ['CASCADE', 'RESTRICT'].map((action) => ({ messageId: 'add' as const, data: { action }, fix: fixOf(onDeleteEdits(action)) })) : [],
        });
      }
    });
  },
});
