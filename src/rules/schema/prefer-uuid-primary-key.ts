import { atEnd, locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { saysSchema } from '../../models/schema/model.ts';
import { typedColumns } from '../../models/schema/standing.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce UUID primary keys instead of numbered ones',
      preset: 'recommended',
      practices: ['6.2', '6.3', '14.7'],
      confidence: 'high',
    },
    languages: ['js/js', 'backend/sql', 'backend/prisma'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          identity: { type: 'string', enum: ['uuid', 'bigint'], description: 'The primary key to use. `bigint` accepts numbered keys of eight bytes (bigserial, bigint identity), for systems that have them.' },
        },
      },
    ],
    defaultOptions: [{ identity: 'uuid' }],
    messages: {
      numbered: 'The primary key `{{column}}` counts rows: whoever sees one knows how many there are and guesses the next. Use uuid with DEFAULT gen_random_uuid() (uuidv7() from PostgreSQL 18).',
      narrow: 'The primary key `{{column}}` ends at {{last}}. Use bigint GENERATED ALWAYS AS IDENTITY.',
    },
  },

  when: [saysSchema],

  create(context, { identity }) {
    return atEnd(() => {
      for (const { name, type, primaryKey, increments } of typedColumns(context)) {
        if (!primaryKey || !increments) continue;
        const isWide = type.name === 'bigserial' || type.name === 'int8';
        if (identity === 'bigint' && isWide) continue;
        const last = /^(?:smallserial|int2)$/u.test(type.name) ? '32,767' : '2,147,483,647';
        context.report({ loc: locOf(context, type.range), messageId: identity === 'uuid' ? 'numbered' : 'narrow', data: { column: name.name, last } });
      }
    });
  },
});
