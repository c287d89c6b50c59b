import { atEnd } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { unorderedReadsOf } from '../../models/sql/lists.ts';
import { saysQuery } from '../../models/sql/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require ORDER BY where a query takes a part of its rows',
      preset: 'recommended',
      practices: ['2.13'],
      confidence: 'high',
      strictOptions: { always: true },
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'serverless', 'edge', 'cli', 'unknown'],
    },
    languages: ['js/js', 'backend/sql'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { always: { type: 'boolean', description: 'Also report a query for all rows whose list is returned or sent as an answer.' } },
      },
    ],
    defaultOptions: [{ always: false }],
    messages: {
      part: 'Without an order the database may give any of the rows here, and other ones next time. Order them by columns that are unique together.',
      list: 'Without an order this list comes in any order, and in another one next time. Order it.',
    },
  },

  when: [saysQuery],

  create(context, { always }) {
    return atEnd(() => {
      for (const { loc, bounded } of unorderedReadsOf(context, always)) context.report({ loc, messageId: bounded ? 'part' : 'list' });
    });
  },
});
