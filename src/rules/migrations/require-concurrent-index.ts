import { atEnd, locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { hazardsOfKinds } from '../../models/migrations/hazards.ts';
import { saysSchema } from '../../models/schema/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require CONCURRENTLY where a migration creates or drops an index of an existing table',
      preset: 'recommended',
      practices: ['6.13'],
      confidence: 'high',
    },
    languages: ['js/js', 'backend/sql'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      blockingIndex: 'Nothing can write to `{{table}}` until this index is built. Use CREATE INDEX CONCURRENTLY{{by}}, outside of a transaction{{how}}.',
      blockingIndexDrop: 'Nothing can use the table of `{{name}}` while this waits for its lock. Use DROP INDEX CONCURRENTLY{{by}}, outside of a transaction{{how}}.',
      concurrentlyInTransaction: 'CONCURRENTLY fails in a transaction, and this runs in one. Take it out of the transaction{{how}}.',
      addConcurrently: 'Add CONCURRENTLY.',
    },
  },

  when: [saysSchema],

  create(context) {
    return atEnd(() => {
      for (const { kind, range, table, name, remedy, elsewhere, edit } of hazardsOfKinds(context, ['blockingIndex', 'blockingIndexDrop', 'concurrentlyInTransaction'])) {
        context.report({
          loc: locOf(context, range),
          messageId: kind,
          data: { table, name, by: elsewhere === null ? '' : ` in ${elsewhere}`, how: remedy && `: ${remedy}` },
          suggest: edit && [{ messageId: 'addConcurrently', fix: (fixer) => fixer.insertTextAfterRange([edit.at, edit.at], edit.text) }],
        });
      }
    });
  },
});
