import { saysAccount, tellingAnswers } from '../../models/access/enumeration.ts';
import { createRule } from '../../models/create-rule.ts';
import { saysHttp } from '../../models/http/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow answers to logins and resets that tell whether an account exists',
      preset: 'recommended',
      practices: ['3.11'],
      confidence: 'high',
      cwe: [204],
      owasp: ['API2:2023', 'A07:2021'],
    },
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { registration: { type: 'boolean', description: 'Also report registrations that refuse an account which is there already. Others ask for 409 there.' } },
      },
    ],
    defaultOptions: [{ registration: false }],
    messages: {
      login: 'An unknown account is answered otherwise than a wrong password{{other}}: both answers together tell which accounts exist. Give both the same answer{{way}}.',
      reset: 'This tells whoever asks for a reset that the account does not exist. Answer as if it did, and send nothing{{way}}.',
      registration: 'This tells whoever registers that the account exists. Answer as for a new one, and tell its owner by e-mail{{way}}.',
    },
  },

  when: [saysHttp, saysAccount],

  create(context, { registration }) {
    return {
      'Program:exit'() {
        for (const { node, of, path, otherLine } of tellingAnswers(context)) {
          if (of === 'registration' && !registration) continue;
          const way = path.length > 0 ? ` (${path.join(' → ')})` : '';
          context.report({ node, messageId: of, data: of === 'login' ? { other: otherLine === null ? '' : ` on line ${otherLine}`, way } : { way } });
        }
      },
    };
  },
});
