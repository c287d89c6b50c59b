import { createRule } from '../../models/create-rule.ts';
import { NAMES_PASSWORD, plaintextPasswordsOf, takesPasswords } from '../../models/passwords/plaintext.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow storing and comparing passwords as they were typed',
      preset: 'recommended',
      practices: ['3.2'],
      confidence: 'high',
      cwe: [256, 257],
      owasp: ['A02:2021', 'A04:2021', 'API2:2023'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      stored: 'The password is stored in `{{column}}` as it was typed: whoever reads the table has it. Store its hash, made with Argon2id, scrypt or bcrypt.',
      compared: 'The password is compared with `{{column}}` as it was typed, so that it is stored so. Store its hash and compare with the function of the library that made it.',
    },
  },

  when: [NAMES_PASSWORD, takesPasswords],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, use, column } of plaintextPasswordsOf(context)) context.report({ node, messageId: use, data: { column } });
      },
    };
  },
});
