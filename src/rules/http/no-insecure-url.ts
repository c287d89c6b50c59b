import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { MAY_REQUEST } from '../../models/outgoing/libraries.ts';
import { plainRequests } from '../../models/tls/requests.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow requests to other hosts over plain HTTP',
      preset: 'recommended',
      practices: ['1.1'],
      confidence: 'high',
      cwe: [319],
      owasp: ['API8:2023', 'API10:2023'],
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      plain: 'This request to {{host}} goes over plain HTTP: whoever stands between may read and change it. Use https.',
      useHttps: 'Use https.',
    },
  },

  when: [MAY_REQUEST],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, host, edits } of plainRequests(context)) {
          context.report({ node, messageId: 'plain', data: { host }, suggest: edits && [{ messageId: 'useHttps', fix: fixOf(edits) }] });
        }
      },
    };
  },
});
