import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { SAYS_SIGNING, sensitiveClaims } from '../../models/jwt/payload.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow passwords, secrets, card and social security numbers and whole user rows in JSON Web Tokens',
      preset: 'recommended',
      practices: ['3.6'],
      confidence: 'high',
      cwe: [522, 200],
      owasp: ['API2:2023', 'A04:2021', 'A01:2021'],
      strictOptions: { email: true },
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { email: { type: 'boolean', description: 'Also report e-mail addresses.' } },
      },
    ],
    defaultOptions: [{ email: false }],
    messages: {
      claim: 'Whoever holds the token can read it: it is signed and not encrypted. Leave `{{name}}` out.',
      row: 'The whole row of {{name}} goes into the token, and whoever holds it can read it. Take only the fields that are needed.',
      leaveOut: 'Leave it out.',
    },
  },

  when: [SAYS_SIGNING],

  create(context, { email = false }) {
    return {
      'Program:exit'() {
        for (const { node, name, kind, edit } of sensitiveClaims(context, { email })) {
          context.report({ node, messageId: kind, data: { name }, suggest: kind === 'claim' && edit ? [{ messageId: 'leaveOut', fix: fixOf([edit]) }] : [] });
        }
      },
    };
  },
});
