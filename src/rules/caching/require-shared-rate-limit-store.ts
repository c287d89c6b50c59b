import { createRule } from '../../models/create-rule.ts';
import { missingOptionsOf } from '../../models/installed-options/model.ts';
import { RATE_LIMIT_STORES } from '../../models/installed-options/rate-limits.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require rate limiters to count in a store that all processes share',
      preset: 'off',
      practices: ['7.9'],
      confidence: 'medium',
      cwe: [770],
      owasp: ['API4:2023'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      memory: '{{name}} counts in the memory of this process: every further process allows the same number again, and a restart forgets it. Give it a shared store, such as Redis.',
    },
  },

  when: [RATE_LIMIT_STORES.named],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name } of missingOptionsOf(context, RATE_LIMIT_STORES)) context.report({ node, messageId: 'memory', data: { name } });
      },
    };
  },
});
