import { openRoutes } from '../../models/access/open.ts';
import { createRule } from '../../models/create-rule.ts';
import { saysHttp } from '../../models/http/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require authentication in front of every route that changes something',
      preset: 'strict',
      practices: ['14.10'],
      confidence: 'medium',
      cwe: [306],
      owasp: ['API2:2023', 'API5:2023', 'A01:2021', 'A07:2021'],
    },
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { publicPaths: { type: 'array', items: { type: 'string' }, description: 'Addresses that everybody may call, with all below them, such as `/api/comments`.' } },
      },
    ],
    defaultOptions: [{ publicPaths: [] }],
    messages: { open: 'Anybody may call {{method}} {{path}}: nothing in front of it or in it asks who that is. Authenticate, or say that it is public.' },
  },

  when: [saysHttp],

  create(context, { publicPaths = [] }) {
    return {
      'Program:exit'() {
        for (const { node, method, path } of openRoutes(context, publicPaths)) context.report({ node, messageId: 'open', data: { method, path } });
      },
    };
  },
});
