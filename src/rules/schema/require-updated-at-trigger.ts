import { atEnd, fixOf, locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { untouchedColumns } from '../../models/schema/indexes.ts';
import { saysSchema } from '../../models/schema/model.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require a trigger that keeps updated_at up to date',
      preset: 'strict',
      practices: ['6.20'],
      confidence: 'medium',
    },
    languages: ['js/js', 'backend/sql', 'backend/prisma'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      untouched: 'Nothing sets `{{column}}` of `{{table}}` when a row changes: it depends on every UPDATE that anybody writes. Add a BEFORE UPDATE trigger that sets it to now().',
      unset: 'Nothing sets `{{column}}` of `{{table}}` when a row changes: it depends on every update that anybody writes. Add @updatedAt, or a BEFORE UPDATE trigger that sets it to now().',
      add: 'Add @updatedAt.',
    },
  },

  when: [saysSchema],

  create(context) {
    return atEnd(() => {
      for (const { table, column, range, edits } of untouchedColumns(context)) {
        const loc = locOf(context, range);
        if (edits) context.report({ loc, messageId: 'unset', data: { table, column }, suggest: [{ messageId: 'add', fix: fixOf(edits) }] });
        else context.report({ loc, messageId: 'untouched', data: { table, column } });
      }
    });
  },
});
