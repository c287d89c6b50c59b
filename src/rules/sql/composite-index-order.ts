import { atEnd } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { unindexedQueries } from '../../models/schema/indexes.ts';
import { saysQuery } from '../../models/sql/model.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce indexes whose first column is one that queries filter by',
      preset: 'strict',
      practices: ['6.17'],
      confidence: 'medium',
      roles: ['controller', 'service', 'repository', 'middleware', 'job', 'worker', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js', 'backend/sql'],
    schema: [],
    defaultOptions: [],
    messages: { behind: 'This query filters `{{table}}` by {{columns}}, and the only index with it begins with {{first}}: it is of little use without that column. Add an index that begins with {{columns}}, or filter by {{first}} too.' },
  },

  when: [saysQuery],

  create(context) {
    return atEnd(() => {
      for (const { loc, table, columns, behind } of unindexedQueries(context)) {
        if (behind) context.report({ loc, messageId: 'behind', data: { table, columns: columns.join(', '), first: behind.columns[0] ?? 'an expression' } });
      }
    });
  },
});
