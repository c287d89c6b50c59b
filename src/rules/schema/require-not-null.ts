import { atEnd, locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { hasReason } from '../../models/schema/reason.ts';
import { saysSchema } from '../../models/schema/model.ts';
import { standingSchemaOf } from '../../models/schema/standing.ts';
import { silentlyNullable } from '../../models/schema/tables.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require NOT NULL, or NULL where a column may be empty',
      preset: 'strict',
      practices: ['6.9'],
      confidence: 'medium',
    },
    languages: ['js/js', 'backend/sql'],
    schema: [],
    defaultOptions: [],
    messages: { unsaid: '`{{column}}` takes NULL, and nothing says that it should. Write NOT NULL, or NULL (or a comment with the reason) where it may be empty.' },
  },

  when: [saysSchema],

  create(context) {
    return atEnd(() => {
      const facts = standingSchemaOf(context);
      if (facts.dialect !== 'postgres') return;
      for (const { name, range } of silentlyNullable(facts)) {
        if (!hasReason(context, range)) context.report({ loc: locOf(context, name.range ?? range), messageId: 'unsaid', data: { column: name.name } });
      }
    });
  },
});
