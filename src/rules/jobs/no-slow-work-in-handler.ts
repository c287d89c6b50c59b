import { createRule } from '../../models/create-rule.ts';
import { saysHttp } from '../../models/http/model.ts';
import { waitedDeliveries } from '../../models/outgoing/deliveries.ts';

const WHAT: Readonly<Record<string, string>> = { mail: 'an e-mail', message: 'a message' };

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow requests that wait until an e-mail, a text message or a push is sent',
      preset: 'recommended',
      practices: ['8.1'],
      confidence: 'high',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      waits: 'This request waits until {{name}} has handed over {{what}} ({{path}}): it is as slow as that service, and fails with it. Put a job into a queue, and send from a worker.',
      waitsBelow: 'This call waits for {{what}}: it reaches {{name}} ({{path}}), so the request is as slow as that service, and fails with it. Put a job into a queue there, and send from a worker.',
    },
  },

  when: [saysHttp],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, isOwn, kind, name, path } of waitedDeliveries(context)) {
          context.report({ node, messageId: isOwn ? 'waits' : 'waitsBelow', data: { name, what: WHAT[kind] ?? kind, path: path.join(' → ') } });
        }
      },
    };
  },
});
