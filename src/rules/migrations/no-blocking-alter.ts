import { atEnd, locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { hazardsOfKinds } from '../../models/migrations/hazards.ts';
import { saysSchema } from '../../models/schema/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow ALTER TABLE that reads or writes a whole existing table while nothing else can use it',
      preset: 'recommended',
      practices: ['6.13'],
      confidence: 'high',
    },
    languages: ['js/js', 'backend/sql'],
    schema: [],
    defaultOptions: [],
    messages: {
      unprovenNotNull: 'SET NOT NULL reads every row of `{{table}}` while nothing else can use it. Add CHECK ({{name}} IS NOT NULL) NOT VALID first, validate it in a later migration, then set NOT NULL.',
      indexingConstraint: 'This constraint builds its index while nothing else can use `{{table}}`. Build the index with CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … USING INDEX.',
      volatileDefault: 'A value of its own for each row rewrites `{{table}}` while nothing else can use it. Add `{{name}}` without a default, set the default in a second statement, and fill the rows in batches.',
      storedColumn: 'A stored generated column rewrites `{{table}}` while nothing else can use it. Add a plain column, keep it with a trigger, and fill it in batches.',
    },
  },

  when: [saysSchema],

  create(context) {
    return atEnd(() => {
      for (const { kind, range, table, name } of hazardsOfKinds(context, ['unprovenNotNull', 'indexingConstraint', 'volatileDefault', 'storedColumn'])) {
        context.report({ loc: locOf(context, range), messageId: kind, data: { table, name } });
      }
    });
  },
});
