import { atEnd, locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { hazardsOfKinds } from '../../models/migrations/hazards.ts';
import { saysSchema } from '../../models/schema/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow changes of existing columns and tables that break running code or rewrite the table',
      preset: 'recommended',
      practices: ['6.13'],
      confidence: 'high',
    },
    languages: ['js/js', 'backend/sql'],
    schema: [],
    defaultOptions: [],
    messages: {
      rewritingType: 'The new type of `{{name}}` rewrites `{{table}}` while nothing else can use it. Add a new column, fill it in batches, and drop the old one once nothing uses it.',
      zonedType: 'The new type of `{{name}}` rewrites `{{table}}` while nothing else can use it, unless the time zone of the session is UTC. Run SET LOCAL timezone = \'UTC\' first, if the times are in UTC.',
      renamedColumn: 'The code that runs while this is deployed still asks for `{{name}}`. Add a new column and write both, and drop the old one once nothing uses it.',
      renamedTable: 'The code that runs while this is deployed still asks for `{{table}}`. Leave a view under the old name, or keep the name.',
      requiredColumn: 'The rows of `{{table}}` have no value for `{{name}}`: this fails. Give it a default, or add it nullable, fill it, and require it then.',
    },
  },

  when: [saysSchema],

  create(context) {
    return atEnd(() => {
      for (const { kind, range, table, name } of hazardsOfKinds(context, ['rewritingType', 'zonedType', 'renamedColumn', 'renamedTable', 'requiredColumn'])) {
        context.report({ loc: locOf(context, range), messageId: kind, data: { table, name } });
      }
    });
  },
});
