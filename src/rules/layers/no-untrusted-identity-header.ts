import { createRule } from '../../models/create-rule.ts';
import { hasHandlers } from '../../models/http/model.ts';
import { headerIdentitiesOf } from '../../models/identity/headers.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow taking the acting user from a request header that nobody has checked',
      preset: 'recommended',
      practices: ['5.8'],
      confidence: 'high',
      cwe: [290, 639],
      owasp: ['API2:2023', 'API1:2023', 'A07:2021'],
    },
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          trustedHeaders: { type: 'array', items: { type: 'string' }, description: 'Headers that a proxy in front of the application always sets or removes, such as `x-forwarded-user`.' },
        },
      },
    ],
    defaultOptions: [{ trustedHeaders: [] }],
    messages: {
      owner: 'Any client can send `{{header}}`, and here it becomes the owner of a row. Take the acting user from a session or token that is verified.',
      filter: 'Any client can send `{{header}}`, and here it chooses whose rows these are. Take the acting user from a session or token that is verified.',
      principal: 'Any client can send `{{header}}`, and here it becomes the authenticated user. Take it from a session or token that is verified.',
      permission: 'Any client can send `{{header}}`, and here it decides what the client may do. Take it from a session or token that is verified.',
    },
  },

  when: [hasHandlers],

  create(context, { trustedHeaders }) {
    return {
      'Program:exit'() {
        const trusted = new Set(trustedHeaders?.map((name) => name.toLowerCase()));
        for (const { node, header, use } of headerIdentitiesOf(context)) {
          if (!trusted.has(header)) context.report({ node, messageId: use, data: { header } });
        }
      },
    };
  },
});
