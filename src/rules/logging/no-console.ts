import { createRule } from '../../models/create-rule.ts';
import { serverConsoleCallsOf } from '../../models/logging/console-calls.ts';
import { SAYS_CONSOLE } from '../../models/logging/model.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow the console in server code',
      preset: 'recommended',
      practices: ['12.1'],
      confidence: 'medium',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'job', 'worker', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      printed: 'What console.{{method}} prints has no level, no fields and no request in it, and nobody can filter it. Use the logger of the service.',
    },
  },

  when: [SAYS_CONSOLE],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, method } of serverConsoleCallsOf(context)) context.report({ node: node.callee, messageId: 'printed', data: { method } });
      },
    };
  },
});
