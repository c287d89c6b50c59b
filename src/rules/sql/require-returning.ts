import { createRule } from '../../models/create-rule.ts';
import { bareWritesOf, mayReread, missingRowsOf, rereadsOf, returningEdit } from '../../models/sql/rereads.ts';
import { sourceFileOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require RETURNING instead of reading a row again after writing it',
      preset: 'recommended',
      practices: ['6.11'],
      confidence: 'high',
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { always: { type: 'boolean', description: 'Report every single-row INSERT and UPDATE without RETURNING.' } },
      },
    ],
    defaultOptions: [{ always: false }],
    messages: {
      reread: 'The row written here is read again on line {{line}}. Let the write return it: RETURNING {{columns}}.',
      ignored: 'This call returns the row that is read again on line {{line}}. Use its result.',
      missing: 'The rows of this statement are read, but without RETURNING it has none.',
      bare: 'This statement does not return the row it writes. Add RETURNING.',
      addReturning: 'Add RETURNING {{columns}}.',
    },
  },

  when: [mayReread],

  create(context, { always }) {
    return {
      'Program:exit'() {
        const reported = new Set<unknown>();
        for (const { write, read, operations } of rereadsOf(context)) {
          reported.add(write);
          const { columns, edit } = returningEdit(operations?.write ?? null, operations?.read ?? null);
          context.report({
            node: write,
            messageId: operations?.write.returnsRow ? 'ignored' : 'reread',
            data: { line: sourceFileOf(context).lineOf(read), columns },
            suggest: edit && [{ messageId: 'addReturning', data: { columns }, fix: (fixer) => fixer.insertTextAfterRange([edit.at, edit.at], edit.text) }],
          });
        }
        const rest = [...missingRowsOf(context).map((write) => ({ write, messageId: 'missing' as const })), ...(always ? bareWritesOf(context).map((write) => ({ write, messageId: 'bare' as const })) : [])];
        for (const { write, messageId } of rest) {
          if (reported.has(write.node)) continue;
          reported.add(write.node);
          const { columns, edit } = returningEdit(write, null);
          context.report({
            node: write.node,
            messageId,
            suggest: edit && [{ messageId: 'addReturning', data: { columns }, fix: (fixer) => fixer.insertTextAfterRange([edit.at, edit.at], edit.text) }],
          });
        }
      },
    };
  },
});
