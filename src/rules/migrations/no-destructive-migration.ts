import { atEnd, locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { hazardsOfKinds } from '../../models/migrations/hazards.ts';
import { saysSchema } from '../../models/schema/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow migrations that throw data away',
      preset: 'strict',
      practices: ['6.13'],
      confidence: 'high',
    },
    languages: ['js/js', 'backend/sql'],
    schema: [],
    defaultOptions: [],
    messages: {
      droppedTable: 'The rows of `{{table}}` are gone for good, and code that still runs fails. Say in a disable comment why nothing needs them, once nothing does.',
      droppedColumn: 'The values of `{{name}}` are gone for good, and code that still runs fails. Say in a disable comment why nothing needs them, once nothing does.',
      truncated: 'This throws away every row of `{{table}}`. Say in a disable comment why nothing needs them.',
      deleted: 'This deletes every row of `{{table}}`. Add a WHERE, or say in a disable comment why nothing needs them.',
    },
  },

  when: [saysSchema],

  create(context) {
    return atEnd(() => {
      for (const { kind, range, table, name } of hazardsOfKinds(context, ['droppedTable', 'droppedColumn', 'truncated', 'deleted'])) {
        context.report({ loc: locOf(context, range), messageId: kind, data: { table, name } });
      }
    });
  },
});
