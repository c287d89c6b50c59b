import { atEnd, locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { unindexedSearchesOf } from '../../models/schema/searches.ts';
import { MAY_SAY_LIKE } from '../../models/sql/clients.ts';
import { saysQuery } from '../../models/sql/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow searching with a pattern that begins with a wildcard',
      preset: 'recommended',
      practices: ['9.1', '9.3'],
      confidence: 'high',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'serverless', 'edge', 'cli', 'unknown'],
    },
    languages: ['js/js', 'backend/sql'],
    schema: [],
    defaultOptions: [],
    messages: {
      scan: 'No ordinary index serves a pattern that begins with a wildcard: every row is read. Use full-text search (`to_tsvector`, `to_tsquery`), a pg_trgm GIN index, or a pattern that begins with text.',
      column: 'No ordinary index on `{{column}}` serves a pattern that begins with a wildcard: every row is read. Use full-text search (`to_tsvector`, `to_tsquery`), a pg_trgm GIN index, or a pattern that begins with text.',
    },
  },

  when: [MAY_SAY_LIKE, saysQuery],

  create(context) {
    return atEnd(() => {
      for (const { range, column } of unindexedSearchesOf(context)) {
        const loc = locOf(context, range);
        if (column === null) context.report({ loc, messageId: 'scan' });
        else context.report({ loc, messageId: 'column', data: { column } });
      }
    });
  },
});
