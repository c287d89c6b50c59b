import { atEnd, locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { saysSchema } from '../../models/schema/model.ts';
import { oddNames, postgresChanges } from '../../models/schema/tables.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce lower case with underscores for tables, columns and types',
      preset: 'recommended',
      practices: ['6.8'],
      confidence: 'high',
    },
    languages: ['js/js', 'backend/sql', 'backend/prisma'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { allow: { type: 'array', items: { type: 'string' }, description: 'Names that are fine as they are, such as those that a library asks for.' } },
      },
    ],
    defaultOptions: [{ allow: [] }],
    messages: {
      quoted: 'The {{of}} "{{name}}" has to be quoted in every query, in just this case. Call it {{better}}.',
      folded: 'PostgreSQL stores the {{of}} {{name}} as {{stored}}: unquoted names lose their case. Call it {{better}}.',
    },
  },

  when: [saysSchema],

  create(context, { allow }) {
    return atEnd(() => {
      for (const { of, name, range, better, folded } of oddNames(postgresChanges(context))) {
        if (allow.includes(name.written)) continue;
        context.report({ loc: locOf(context, range), messageId: folded ? 'folded' : 'quoted', data: { of, name: name.written, stored: name.name, better } });
      }
    });
  },
});
