import { atEnd, locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { saysSchema } from '../../models/schema/model.ts';
import { postgresChanges, singularTables } from '../../models/schema/tables.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce plural names for tables',
      preset: 'recommended',
      practices: ['6.8'],
      confidence: 'medium',
    },
    languages: ['js/js', 'backend/sql', 'backend/prisma'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { allow: { type: 'array', items: { type: 'string' }, description: 'Tables that are fine as they are called.' } },
      },
    ],
    defaultOptions: [{ allow: [] }],
    messages: { singular: 'A table holds many rows: call `{{name}}` {{plural}}.' },
  },

  when: [saysSchema],

  create(context, { allow }) {
    return atEnd(() => {
      for (const { name, plural, range } of singularTables(postgresChanges(context))) {
        if (!allow.includes(name)) context.report({ loc: locOf(context, range), messageId: 'singular', data: { name, plural } });
      }
    });
  },
});
