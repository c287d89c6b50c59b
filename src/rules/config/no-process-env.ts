import { SAYS_ENVIRONMENT } from '../../models/config/reads.ts';
import { scatteredReadsOf } from '../../models/config/scattered.ts';
import { createRule } from '../../models/create-rule.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow reading the environment outside the configuration',
      preset: 'strict',
      practices: ['11.9'],
      confidence: 'medium',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'job', 'worker', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { allow: { type: 'array', items: { type: 'string' }, description: 'Names of variables that may be read anywhere.' } },
      },
    ],
    defaultOptions: [{ allow: [] }],
    messages: { scattered: '{{name}} is read here, away from the configuration, where nobody finds or validates it. Read it in the configuration module and import it from there.' },
  },

  when: [SAYS_ENVIRONMENT],

  create(context, { allow }) {
    return {
      'Program:exit'() {
        for (const { node, name } of scatteredReadsOf(context)) {
          if (!allow.includes(name)) context.report({ node, messageId: 'scattered', data: { name } });
        }
      },
    };
  },
});
