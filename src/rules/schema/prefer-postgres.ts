import { atEnd, locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { NAMES_DATABASE, otherDatabases } from '../../models/schema/databases.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce PostgreSQL as the database of a server',
      preset: 'off',
      practices: ['6.1'],
      confidence: 'high',
    },
    languages: ['js/js', 'backend/prisma'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { allow: { type: 'array', items: { type: 'string' }, description: 'Databases that are used on purpose: `mysql` (MariaDB, too), `sqlite`, `mssql`, `oracle`, `mongodb`.' } },
      },
    ],
    defaultOptions: [{ allow: [] }],
    messages: { other: 'This keeps data in {{title}}. Use PostgreSQL, or list `{{name}}` in the option `allow` where the project has a reason for it.' },
  },

  when: [NAMES_DATABASE],

  create(context, { allow }) {
    return atEnd(() => {
      for (const { name, title, range } of otherDatabases(context)) {
        if (!allow.includes(name)) context.report({ loc: locOf(context, range), messageId: 'other', data: { name, title } });
      }
    });
  },
});
