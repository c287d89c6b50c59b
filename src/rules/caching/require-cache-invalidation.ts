import { staleCopiesOf } from '../../models/cache/invalidation.ts';
import { KEEPS_VALUES, saysCache } from '../../models/cache/model.ts';
import { createRule } from '../../models/create-rule.ts';
import { sourceFileOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require cached rows to be forgotten when they change',
      preset: 'strict',
      practices: ['7.3', '7.6'],
      confidence: 'medium',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'job', 'worker', 'serverless', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      stale: 'This changes `{{table}}`, whose rows line {{line}} keeps under `{{prefix}}…`: the copies stay as they were. Delete the key here too.',
    },
  },

  when: [KEEPS_VALUES, saysCache],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, table, prefix, set } of staleCopiesOf(context)) {
          context.report({ node, messageId: 'stale', data: { table, prefix, line: sourceFileOf(context).lineOf(set.node) } });
        }
      },
    };
  },
});
