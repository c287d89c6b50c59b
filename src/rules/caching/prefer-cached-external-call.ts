import { createRule } from '../../models/create-rule.ts';
import { saysHttp } from '../../models/http/model.ts';
import { repeatedRequests } from '../../models/outgoing/repeated.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce a cache for answers of other services that are the same for every caller',
      preset: 'off',
      practices: ['7.10'],
      confidence: 'medium',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      repeated: 'Every request that is answered here asks {{host}} for the same ({{path}}): you are as slow as it is, and its limits are yours. Keep the answer for as long as it may be old.',
    },
  },

  when: [saysHttp],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, host, path } of repeatedRequests(context)) context.report({ node, messageId: 'repeated', data: { host, path: path.join(' → ') } });
      },
    };
  },
});
