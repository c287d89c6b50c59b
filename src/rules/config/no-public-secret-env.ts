import { ROLES } from '../../core/settings.ts';
import { createRule } from '../../models/create-rule.ts';
import { publicSecretsOf, SAYS_PUBLIC_SECRET } from '../../models/secrets/exposures.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow secrets in variables that are written into the code of browsers',
      preset: 'recommended',
      practices: ['11.7'],
      confidence: 'high',
      cwe: [200, 522],
      owasp: ['API8:2023', 'A05:2021'],
      roles: [...ROLES.filter((role) => role !== 'test' && role !== 'generated'), 'unknown'],
    },
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { apiKeys: { type: 'boolean', description: 'Also report names that end in `API_KEY`. Some services hand out such keys for browsers.' } },
      },
    ],
    defaultOptions: [{ apiKeys: false }],
    messages: { public: '{{prefix}} puts {{name}} into the code that every browser loads. Read it on the server, under a name without the prefix, and rotate it if it was deployed.' },
  },

  when: [SAYS_PUBLIC_SECRET],

  create(context, { apiKeys }) {
    return {
      'Program:exit'() {
        for (const { node, name, prefix, isApiKey } of publicSecretsOf(context)) {
          if (apiKeys || !isApiKey) context.report({ node, messageId: 'public', data: { name, prefix } });
        }
      },
    };
  },
});
