import { atEnd, locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { untouchedTables } from '../../models/schema/indexes.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require a trigger that keeps updated_at up to date',
      preset: 'strict',
      practices: ['6.20'],
      confidence: 'medium',
    },
    languages: ['js/js', 'backend/sql'],
    schema: [],
    defaultOptions: [],
    messages: { untouched: 'Nothing sets `{{column}}` of `{{table}}` when a row changes: it depends on every UPDATE that anybody writes. Add a BEFORE UPDATE trigger that sets it to now().' },
  },

  create(context) {
    return atEnd(() => {
      for (const { table, column, range } of untouchedTables(context)) {
        context.report({ loc: locOf(context, range), messageId: 'untouched', data: { table, column } });
      }
    });
  },
});
