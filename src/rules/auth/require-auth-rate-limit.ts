import { saysTried, unlimitedRoutes } from '../../models/access/unlimited.ts';
import { createRule } from '../../models/create-rule.ts';
import { saysHttp } from '../../models/http/model.ts';

const TRIED = { login: 'passwords', registration: 'registrations', reset: 'password resets', code: 'one-time codes', token: 'passwords' } as const;

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require a rate limiter in front of login, registration, reset and token routes',
      preset: 'recommended',
      practices: ['3.9'],
      confidence: 'high',
      cwe: [307, 799],
      owasp: ['API2:2023', 'API4:2023', 'API6:2023', 'A07:2021'],
      strictOptions: { perAccount: true },
    },
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { perAccount: { type: 'boolean', description: 'Also report limiters that count by the address of the client alone: many addresses try the password of one account.' } },
      },
    ],
    defaultOptions: [{ perAccount: false }],
    messages: {
      none: 'Nothing limits how often {{tried}} are tried here. Put a rate limiter in front of this route.',
      byAddress: 'The limiter in front of this route counts by the address of the client, and many addresses can try {{tried}} of one account. Count by account as well.',
    },
  },

  when: [saysHttp, saysTried],

  create(context, { perAccount }) {
    return {
      'Program:exit'() {
        for (const { node, purpose, limit } of unlimitedRoutes(context)) {
          const data = { tried: TRIED[purpose] };
          if (limit === 'none') context.report({ node, messageId: 'none', data });
          else if (perAccount) context.report({ node, messageId: 'byAddress', data });
        }
      },
    };
  },
});
