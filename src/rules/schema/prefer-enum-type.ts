import { atEnd, locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { saysSchema } from '../../models/schema/model.ts';
import { standingSchemaOf } from '../../models/schema/standing.ts';
import { wordColumns } from '../../models/schema/tables.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce an enum type for columns that hold one of a few words',
      preset: 'strict',
      practices: ['6.10'],
      confidence: 'medium',
    },
    languages: ['js/js', 'backend/sql', 'backend/prisma'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { allowCheck: { type: 'boolean', description: 'Accept a text column with a CHECK that lists its values.' } },
      },
    ],
    defaultOptions: [{ allowCheck: false }],
    messages: {
      listed: 'The values of `{{column}}` are listed in this table alone. Use CREATE TYPE … AS ENUM: it takes four bytes and says what every table and client may expect.',
      open: '`{{column}}` takes any text. Use CREATE TYPE … AS ENUM.',
    },
  },

  when: [saysSchema],

  create(context, { allowCheck }) {
    return atEnd(() => {
      const facts = standingSchemaOf(context);
      if (facts.dialect !== 'postgres') return;
      for (const { column, by, range } of wordColumns(facts)) {
        if (by === 'default' || !allowCheck) context.report({ loc: locOf(context, range), messageId: by === 'default' ? 'open' : 'listed', data: { column } });
      }
    });
  },
});
