import { atEnd, locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { hazardsOfKinds } from '../../models/migrations/hazards.ts';
import { saysSchema } from '../../models/schema/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require NOT VALID where a migration adds a foreign key or a CHECK to an existing table',
      preset: 'recommended',
      practices: ['6.13'],
      confidence: 'high',
    },
    languages: ['js/js', 'backend/sql'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      validatedConstraint: 'Nothing can write to `{{table}}` while every row is checked. Add the constraint with NOT VALID{{by}}, and VALIDATE CONSTRAINT in a later migration.',
      addNotValid: 'Add NOT VALID. A later migration has to run ALTER TABLE … VALIDATE CONSTRAINT.',
    },
  },

  when: [saysSchema],

  create(context) {
    return atEnd(() => {
      for (const { kind, range, table, elsewhere, edit } of hazardsOfKinds(context, ['validatedConstraint'])) {
        context.report({
          loc: locOf(context, range),
          messageId: kind,
          data: { table, by: elsewhere === null ? '' : ` in ${elsewhere}` },
          suggest: edit && [{ messageId: 'addNotValid', fix: (fixer) => fixer.insertTextAfterRange([edit.at, edit.at], edit.text) }],
        });
      }
    });
  },
});
