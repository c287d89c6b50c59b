import { createRule } from '../../models/create-rule.ts';
import { hasHandlers } from '../../models/http/model.ts';
import { needlessMiddlewaresOf } from '../../models/http/needless.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow middleware that has nothing to do with the request',
      preset: 'strict',
      practices: ['5.5'],
      confidence: 'high',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      nothing: 'This middleware does nothing but hand the request on. Remove it.',
      call: 'This middleware uses neither the request nor the response and stands in front of one route. Call what it does in the handler.',
    },
  },

  when: [hasHandlers],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, does } of needlessMiddlewaresOf(context)) context.report({ node, messageId: does });
      },
    };
  },
});
