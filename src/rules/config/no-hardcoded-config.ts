import { fixedAddressesOf, SAYS_ADDRESS } from '../../models/config/fixed-addresses.ts';
import { createRule } from '../../models/create-rule.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow addresses and resources of one environment in the source',
      preset: 'strict',
      practices: ['11.4'],
      confidence: 'medium',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'job', 'worker', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      address: '{{name}} is another machine in every environment. Take the address from the configuration.',
      resource: '{{name}} belongs to one account or deployment. Take it from the configuration.',
      bucket: 'The bucket {{name}} belongs to one environment. Take its name from the configuration.',
    },
  },

  when: [SAYS_ADDRESS],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, kind, name } of fixedAddressesOf(context)) context.report({ node, messageId: kind, data: { name } });
      },
    };
  },
});
