import { fixOf } from '../../core/rule-context.ts';
import { endlessEntriesOf } from '../../models/cache/lifetimes.ts';
import { KEEPS_VALUES, saysCache } from '../../models/cache/model.ts';
import { createRule } from '../../models/create-rule.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require every cached value to expire',
      preset: 'recommended',
      practices: ['7.5'],
      confidence: 'high',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      endless: '{{name}} keeps this copy for good: it is stale after the next change, and the store only grows. Give the key a time to live.',
      addLifetime: 'Let the key expire after an hour.',
    },
    hasSuggestions: true,
  },

  when: [KEEPS_VALUES, saysCache],

  create(context) {
    return {
      'Program:exit'() {
        for (const { call, edits } of endlessEntriesOf(context)) {
          context.report({ node: call.node, messageId: 'endless', data: { name: call.name }, suggest: edits && [{ messageId: 'addLifetime', fix: fixOf(edits) }] });
        }
      },
    };
  },
});
