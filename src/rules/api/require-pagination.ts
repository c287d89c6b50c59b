import { isSmallTable, unboundedLists } from '../../models/answers/pagination.ts';
import { createRule } from '../../models/create-rule.ts';
import { hasHandlers } from '../../models/http/model.ts';

const SMALL = ['countries', 'currencies', 'languages', 'locales', 'timezones', 'regions', 'states', 'units', 'plans', 'roles', 'permissions', 'statuses', 'types', 'kinds', 'categories', 'settings', 'features'];

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require a page size for the lists that GET handlers answer with',
      preset: 'recommended',
      practices: ['2.8'],
      confidence: 'high',
      roles: ['controller', 'service', 'entry', 'config', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          smallTables: { type: 'array', items: { type: 'string' }, description: 'Tables with few rows that stay few. A name also stands for those that end with it: `statuses` for `order_statuses`.' },
        },
      },
    ],
    defaultOptions: [{ smallTables: SMALL }],
    messages: {
      here: 'The answer holds every row of `{{table}}`, and grows with the table. Take a page: read a page size from the query, with an upper bound, and limit the rows to it.',
      called: 'The answer holds every row of `{{table}}`, which this call reads without a limit. Take a page: pass a page size with an upper bound on to the query.',
    },
  },

  when: [hasHandlers],

  create(context, { smallTables }) {
    return {
      'Program:exit'() {
        for (const { node, table, isHere } of unboundedLists(context)) {
          if (isSmallTable(table, smallTables ?? SMALL)) continue;
          context.report({ node, messageId: isHere ? 'here' : 'called', data: { table } });
        }
      },
    };
  },
});
