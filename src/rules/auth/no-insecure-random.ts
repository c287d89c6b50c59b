import { createRule } from '../../models/create-rule.ts';
import { predictableTokensOf } from '../../models/tokens/model.ts';
import { SAYS_TOKEN } from '../../models/tokens/places.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow predictable random values in tokens, secrets, codes and passwords',
      preset: 'recommended',
      practices: ['3.3'],
      confidence: 'high',
      cwe: [330, 338],
      owasp: ['A02:2021', 'API2:2023'],
      // Scripts fill tables with made-up rows.
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: { predictable: '{{source}} can be predicted, and with it `{{name}}`. Take it from crypto.randomBytes or crypto.randomUUID; codes of digits from crypto.randomInt.' },
  },

  when: [SAYS_TOKEN],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, source } of predictableTokensOf(context)) context.report({ node, messageId: 'predictable', data: { name, source } });
      },
    };
  },
});
