import { createRule } from '../../models/create-rule.ts';
import { lostMessagesOf } from '../../models/queues/acknowledgements.ts';
import { isNearQueues } from '../../models/queues/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require every message to be acknowledged once its work is done, and not before',
      preset: 'recommended',
      practices: ['8.4'],
      confidence: 'high',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'serverless', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      none: 'The broker forgets each message when it sends it: one whose work fails, or whose process dies, is lost. Acknowledge it when the work is done.',
      early: 'The broker forgets the message here, and the work follows on line {{line}}: if that fails the message is lost. Acknowledge it afterwards.',
      never: 'Nothing settles these messages: the broker sends no more once its window is full, and all of them again later. Call ack() or nack().',
      kept: 'Nothing tells the broker that these messages are done: it hands all of them out again. Call {{calls}} when the work on a message is done.',
      leaves: 'On one way out the message is neither acknowledged nor rejected, and stays with this consumer until the connection ends. Call ack() or nack() there too.',
      fails: 'When line {{line}} fails the message is neither acknowledged nor rejected, and stays with this consumer until the connection ends. Call nack() there.',
    },
  },

  when: [isNearQueues],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, kind, line, calls } of lostMessagesOf(context)) {
          context.report({ node, messageId: kind, data: kind === 'early' || kind === 'fails' ? { line } : kind === 'kept' ? { calls } : {} });
        }
      },
    };
  },
});
