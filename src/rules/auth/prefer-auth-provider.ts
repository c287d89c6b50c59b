import { createRule } from '../../models/create-rule.ts';
import { NAMES_PASSWORD_HASHER, ownAuthentication } from '../../models/jwt/browser-tokens.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce an authentication provider instead of checking passwords and issuing tokens by hand',
      preset: 'off',
      practices: ['3.1'],
      confidence: 'medium',
      cwe: [287],
      owasp: ['API2:2023', 'A07:2021'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: { own: 'Passwords are checked and sign-ins issued by hand here, and resets, second factors and lockouts are still to be written. Use a provider: Keycloak, Auth0, Clerk, Cognito, Better Auth.' },
  },

  when: [NAMES_PASSWORD_HASHER],

  create(context) {
    return {
      'Program:exit'() {
        const node = ownAuthentication(context);
        if (node) context.report({ node, messageId: 'own' });
      },
    };
  },
});
