import { createRule } from '../../models/create-rule.ts';
import { MAY_RETRY, poorRetries } from '../../models/retries/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require pauses that grow between the tries of a request',
      preset: 'recommended',
      practices: ['10.8'],
      confidence: 'high',
      strictOptions: { jitter: true },
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { jitter: { type: 'boolean', description: 'Also ask for pauses that are spread at random.' } },
      },
    ],
    defaultOptions: [{ jitter: false }],
    messages: {
      none: '{{name}} is tried again at once: a service that is overloaded gets more requests, not fewer. Wait longer before each try: 2 ** attempt seconds, up to a bound, some of it at random.',
      constant: '{{name}} is tried again after the same pause each time: a service that is down gets the same load as one that is up. Let the pause grow with each try, up to a bound, some of it at random.',
      library: '{{name}} tries again at once where it is told no delay. Pass retryDelay: a function whose pause grows, such as exponentialDelay.',
      unspread: 'The pause before {{name}} is tried again is the same for all that failed together, so they come back together. Spread it at random.',
    },
  },

  when: [MAY_RETRY],

  create(context, { jitter }) {
    return {
      'Program:exit'() {
        for (const { node, fault, name } of poorRetries(context)) {
          if (fault !== 'unspread' || jitter) context.report({ node, messageId: fault, data: { name } });
        }
      },
    };
  },
});
