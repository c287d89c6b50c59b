import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { SAYS_JWT } from '../../models/jwt/libraries.ts';
import { timeSpan } from '../../models/jwt/lifetime.ts';
import { placeOf, signedTokens } from '../../models/jwt/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require an expiry of JSON Web Tokens, and a short one of access tokens',
      preset: 'recommended',
      practices: ['3.7'],
      confidence: 'high',
      cwe: [613],
      owasp: ['API2:2023', 'A07:2021'],
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          accessMinutes: { type: 'integer', minimum: 1, description: 'Longest lifetime of an access token, in minutes.' },
          refreshDays: { type: 'integer', minimum: 1, description: 'Longest lifetime of a refresh token, in days.' },
        },
      },
    ],
    defaultOptions: [{ accessMinutes: 15, refreshDays: 7 }],
    messages: {
      missing: 'This token never expires: whoever gets hold of it keeps access for good. Set an expiry.',
      milliseconds: '`exp` counts seconds, and this is in milliseconds: the token is valid for thousands of years. Divide by 1000.',
      tooLong: 'This {{purpose}} token is valid for {{lifetime}}. Nobody can take it back in that time: {{limit}} at most.',
      setExpiry: 'Let it expire after {{lifetime}}.',
      divide: 'Divide by 1000.',
    },
  },

  when: [SAYS_JWT],

  create(context, { accessMinutes = 15, refreshDays = 7 }) {
    const limits = { access: { seconds: accessMinutes * 60, text: `${accessMinutes}m` }, refresh: { seconds: refreshDays * 86_400, text: `${refreshDays}d` } };
    return {
      'Program:exit'() {
        const told = new Set<unknown>();
        for (const token of signedTokens(context)) {
          const { node, expiry, purpose } = token;
          if (told.has(node)) continue;
          const { seconds, text } = limits[purpose ?? 'access'];
          const lifetime = timeSpan(seconds);
          if (expiry.kind === 'none') {
            told.add(node);
            const edit = token.expiryEdit(text);
            context.report({ node, messageId: 'missing', suggest: edit && [{ messageId: 'setExpiry', data: { lifetime }, fix: fixOf([edit]) }] });
          } else if (expiry.kind === 'milliseconds') {
            const at = placeOf(token, expiry.at);
            const isHere = at === expiry.at.node && at.type !== 'Identifier';
            context.report({ node: at, messageId: 'milliseconds', suggest: isHere ? [{ messageId: 'divide', fix: (fixer) => [fixer.insertTextBefore(at, 'Math.floor(('), fixer.insertTextAfter(at, ') / 1000)')] }] : [] });
          } else if (expiry.kind === 'lifetime' && purpose !== null && expiry.seconds > seconds) {
            const at = placeOf(token, expiry.at);
            const suggest = at === expiry.at.node && at.type === 'Literal' ? [{ messageId: 'setExpiry' as const, data: { lifetime }, fix: fixOf([{ range: at.range, text: `'${text}'` }]) }] : [];
            context.report({ node: at, messageId: 'tooLong', data: { purpose, lifetime: timeSpan(expiry.seconds), limit: lifetime }, suggest });
          }
        }
      },
    };
  },
});
