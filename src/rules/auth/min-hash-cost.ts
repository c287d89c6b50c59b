import { createRule } from '../../models/create-rule.ts';
import { NAMES_HASHER } from '../../models/passwords/calls.ts';
import { cheapHashesOf } from '../../models/passwords/costs.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Enforce a cost of password hashes that slows down guessing',
      preset: 'recommended',
      practices: ['3.2'],
      confidence: 'high',
      cwe: [916],
      owasp: ['A02:2021', 'API2:2023'],
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { bcryptCost: { type: 'integer', minimum: 4, description: 'Least cost of bcrypt, which is a power of two.' } },
      },
    ],
    defaultOptions: [{ bcryptCost: 10 }],
    messages: {
      cheap: '{{name}} with {{said}} is guessed too fast once the table leaks. Use {{least}}.',
      raise: 'Raise it to {{to}}.',
    },
  },

  when: [NAMES_HASHER],

  create(context, { bcryptCost }) {
    return {
      'Program:exit'() {
        for (const { node, name, said, least, raised } of cheapHashesOf(context, bcryptCost)) {
          context.report({
            node,
            messageId: 'cheap',
            data: { name, said, least },
            suggest: raised.length === 0 ? [] : [{ messageId: 'raise', data: { to: raised.map(({ to }) => to).join(', ') }, fix: (fixer) => raised.map(({ literal, to }) => fixer.replaceText(literal, String(to))) }],
          });
        }
      },
    };
  },
});
