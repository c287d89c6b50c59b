import { createRule } from '../../models/create-rule.ts';
import { SAYS_JWT_AND_COOKIE, sessionTokens } from '../../models/jwt/browser-tokens.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce sessions instead of JSON Web Tokens where only the server that signs them verifies them',
      preset: 'off',
      practices: ['3.8'],
      confidence: 'medium',
      cwe: [613],
      owasp: ['API2:2023', 'A07:2021'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: { token: 'This token is a session of the browser that nobody can end: it is kept in a cookie, and only this server verifies it. Keep the session on the server, and its id in the cookie.' },
  },

  when: [SAYS_JWT_AND_COOKIE],

  create(context) {
    return {
      'Program:exit'() {
        for (const { call } of sessionTokens(context)) context.report({ node: call, messageId: 'token' });
      },
    };
  },
});
