import { atEnd } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { unindexedQueries } from '../../models/schema/indexes.ts';
import { saysQuery } from '../../models/sql/model.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require an index for the columns a query finds rows by',
      preset: 'strict',
      practices: ['6.16'],
      confidence: 'medium',
      roles: ['controller', 'service', 'repository', 'middleware', 'job', 'worker', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js', 'backend/sql'],
    schema: [],
    defaultOptions: [],
    messages: { unindexed: 'No index of `{{table}}` begins with {{columns}}: this query reads every row. Add one in a migration, CREATE INDEX CONCURRENTLY ON {{table}} ({{list}}).' },
  },

  when: [saysQuery],

  create(context) {
    return atEnd(() => {
      for (const { loc, table, columns, behind } of unindexedQueries(context)) {
        if (!behind) context.report({ loc, messageId: 'unindexed', data: { table, columns: columns.join(' or '), list: columns.join(', ') } });
      }
    });
  },
});
