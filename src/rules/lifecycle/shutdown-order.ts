import { createRule } from '../../models/create-rule.ts';
import { earlyCloses, MAY_CLOSE } from '../../models/lifecycle/order.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require that the server is closed before what its requests need',
      preset: 'recommended',
      practices: ['13.4', '13.7'],
      confidence: 'high',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      before: '{{name}} is called before the server is closed: requests that are still being answered lose what they need. Close the server, wait for it, then call this.',
      unawaited: '{{name}} is not waited for, and what follows closes what its requests need. Wait for the callback or the promise before going on.',
      unpromised: '{{name}} gives no promise: `await` goes on at once, and what follows closes what its requests need. Wait for its callback: `new Promise((resolve) => {{name}}(resolve))`.',
    },
  },

  when: [MAY_CLOSE],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, fault } of earlyCloses(context)) context.report({ node, messageId: fault, data: { name } });
      },
    };
  },
});
