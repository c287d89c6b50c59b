import { createRule } from '../../models/create-rule.ts';
import { hasHandlers } from '../../models/http/model.ts';
import { unmarkedRequests } from '../../models/request-ids/model.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require the id of a request on the requests to own services that it causes',
      preset: 'strict',
      practices: ['5.9', '12.5'],
      confidence: 'high',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      unmarked: '{{name}} asks another service without the id of this request ({{path}}): its log lines there cannot be found from here. Send the id in X-Request-ID.',
    },
  },

  when: [hasHandlers],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, path } of unmarkedRequests(context)) context.report({ node, messageId: 'unmarked', data: { name, path: path.join(' → ') } });
      },
    };
  },
});
