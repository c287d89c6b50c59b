import { createRule } from '../../models/create-rule.ts';
import { fastPasswordHashesOf, SAYS_PASSWORD } from '../../models/passwords/fast.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow digests and signatures as hashes of passwords',
      preset: 'recommended',
      practices: ['3.2'],
      confidence: 'high',
      cwe: [328, 916],
      owasp: ['A02:2021', 'API2:2023'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      fast: '{{algorithm}} is made to be fast, so that a leaked password hash is guessed. Hash passwords with Argon2id, scrypt or bcrypt.',
      fastThrough: '`{{through}}` makes a digest with {{algorithm}}, which is made to be fast, so that a leaked password hash is guessed. Hash passwords with Argon2id, scrypt or bcrypt.',
    },
  },

  when: [SAYS_PASSWORD],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, algorithm, through } of fastPasswordHashesOf(context)) {
          context.report(through === null ? { node, messageId: 'fast', data: { algorithm } } : { node, messageId: 'fastThrough', data: { algorithm, through } });
        }
      },
    };
  },
});
