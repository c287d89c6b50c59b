import { createRule } from '../../models/create-rule.ts';
import { applicationsOf, makesApplication } from '../../models/http/installations.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require an id for each request of an application',
      preset: 'strict',
      practices: ['5.9'],
      confidence: 'high',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      missing: 'Requests of this application have no id, so the log lines of one request cannot be told from those of another. Take it from X-Request-ID or make a UUID in the first middleware, and send it back.',
    },
  },

  when: [makesApplication],

  create(context) {
    return {
      'Program:exit'() {
        for (const app of applicationsOf(context)) {
          if (!app.numbersRequests && app.serves && app.has('request-id') === false) context.report({ node: app.node, messageId: 'missing' });
        }
      },
    };
  },
});
