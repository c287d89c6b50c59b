import { atEnd, locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { unindexedTextSearches } from '../../models/schema/text-searches.ts';
import { saysData } from '../../models/sql/model.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require an index for the text that a full-text search reads',
      preset: 'strict',
      practices: ['9.2'],
      confidence: 'medium',
      roles: ['controller', 'service', 'repository', 'middleware', 'job', 'worker', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      unindexed: 'No GIN index of `{{table}}` holds `{{vector}}`: this search reads every row. Add one in a migration, {{remedy}}.',
      unnamed: 'Without a configuration `to_tsvector` depends on a setting, and no index can hold `{{vector}}`: this search reads every row. Name it, {{named}}, and index that in a migration, {{remedy}}.',
      misnamed: 'Without a configuration `to_tsvector` depends on a setting, and no index can hold `{{vector}}`: this search reads every row. Name the one that `{{table}}` has an index for, {{named}}.',
      generated: 'No index holds `{{vector}}`: this search reads every row. Search the column `{{column}}`, which holds it, and index that in a migration, {{remedy}}.',
      held: 'No index holds `{{vector}}`: this search reads every row. Search the column `{{column}}`, which holds it and has an index.',
      changing: '`{{function}}` is not immutable, so no index can hold `{{vector}}`: this search reads every row. Put the text together with `coalesce` and `||`, or keep a `tsvector` column, and index that.',
    },
  },

  when: [saysData],

  create(context) {
    return atEnd(() => {
      for (const { kind, range, ...data } of unindexedTextSearches(context)) context.report({ loc: locOf(context, range), messageId: kind, data });
    });
  },
});
