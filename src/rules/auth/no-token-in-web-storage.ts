import { createRule } from '../../models/create-rule.ts';
import { SAYS_STORED_TOKEN, storedTokens } from '../../models/web-storage/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow keeping tokens and sessions in the localStorage or sessionStorage of the browser',
      preset: 'recommended',
      practices: ['3.5'],
      confidence: 'high',
      cwe: [922],
      owasp: ['API2:2023', 'A01:2021'],
      roles: ['browser', 'service', 'middleware', 'config', 'entry', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      stored: 'Every script of the page can read `{{name}}` from {{storage}}, and one that is injected sends it away. Keep it in a cookie that is httpOnly.',
    },
  },

  when: [SAYS_STORED_TOKEN],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, storage } of storedTokens(context)) context.report({ node, messageId: 'stored', data: { name, storage: storage ?? 'the storage of the browser' } });
      },
    };
  },
});
