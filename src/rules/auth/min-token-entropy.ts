import { createRule } from '../../models/create-rule.ts';
import { shortTokensOf } from '../../models/tokens/model.ts';
import { SAYS_TOKEN } from '../../models/tokens/places.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Enforce tokens, secrets and session ids that are too long to guess',
      preset: 'recommended',
      practices: ['3.3'],
      confidence: 'high',
      cwe: [331, 334],
      owasp: ['A02:2021', 'API2:2023'],
      // Scripts fill tables with made-up rows.
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      short: '`{{name}}` has {{bits}} random bits of {{source}}. Use at least 126: crypto.randomBytes(16), nanoid() or crypto.randomUUID().',
      lengthen: 'Make it {{to}}.',
    },
  },

  when: [SAYS_TOKEN],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, source, bits, longer } of shortTokensOf(context)) {
          context.report({
            node,
            messageId: 'short',
            data: { name, source, bits },
            suggest: longer ? [{ messageId: 'lengthen', data: { to: longer.to }, fix: (fixer) => fixer.replaceText(longer.literal, String(longer.to)) }] : [],
          });
        }
      },
    };
  },
});
