import { createRule } from '../../models/create-rule.ts';
import { abruptExits, MAY_EXIT } from '../../models/lifecycle/exits.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow ending the process while requests are answered',
      preset: 'recommended',
      practices: ['13.8'],
      confidence: 'high',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      signal: '{{name}} runs here before anything is waited for: every request that is being answered is cut off. Close the server first, and exit when it has closed.',
      request: '{{name}} on a request ends all others with it. Answer with an error, or start an orderly shutdown.',
    },
  },

  when: [MAY_EXIT],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, on } of abruptExits(context)) context.report({ node, messageId: on, data: { name } });
      },
    };
  },
});
