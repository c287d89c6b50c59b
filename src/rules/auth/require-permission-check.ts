import { unpermittedRoutes } from '../../models/access/open.ts';
import { createRule } from '../../models/create-rule.ts';
import { saysHttp } from '../../models/http/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require a check of role or permission on the routes of administrators',
      preset: 'strict',
      practices: ['3.10', '14.9'],
      confidence: 'medium',
      cwe: [862, 285],
      owasp: ['API5:2023', 'A01:2021'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: { unchecked: 'Every user may call {{method}} {{path}}: it asks who they are, and nothing asks what they may do. Check a role or permission.' },
  },

  when: [saysHttp],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, method, path } of unpermittedRoutes(context)) context.report({ node, messageId: 'unchecked', data: { method, path } });
      },
    };
  },
});
