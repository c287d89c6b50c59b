import { fixedPoolsOf } from '../../models/config/pools.ts';
import { createRule } from '../../models/create-rule.ts';
import { MAY_CREATE } from '../../models/sql/clients.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow sizes of connection pools in the source',
      preset: 'strict',
      practices: ['11.12'],
      confidence: 'medium',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { requireSize: { type: 'boolean', description: 'Also report pools whose size nothing says, so that the library decides.' } },
      },
    ],
    defaultOptions: [{ requireSize: false }],
    messages: {
      fixed: '`{{option}}` of {{maker}} stands in the source: the right size depends on the database and on how many processes share it. Take it from the configuration.',
      unsaid: 'Nothing says how many connections {{maker}} opens: the library decides. Take the size from the configuration.',
    },
  },

  when: [MAY_CREATE],

  create(context, { requireSize }) {
    return {
      'Program:exit'() {
        for (const { node, option, maker } of fixedPoolsOf(context)) {
          if (option !== null) context.report({ node, messageId: 'fixed', data: { option, maker } });
          else if (requireSize) context.report({ node, messageId: 'unsaid', data: { maker } });
        }
      },
    };
  },
});
