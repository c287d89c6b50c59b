import { ROLES } from '../../core/settings.ts';
import { createRule } from '../../models/create-rule.ts';
import { hardcodedSecretsOf, MAY_HOLD_SECRET, randomTextsOf } from '../../models/secrets/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow secrets in the source',
      preset: 'recommended',
      practices: ['11.1', '11.2'],
      confidence: 'high',
      cwe: [798, 321, 259],
      owasp: ['API2:2023', 'A07:2021'],
      roles: [...ROLES.filter((role) => role !== 'test' && role !== 'generated'), 'unknown'],
      strictOptions: { entropy: true },
    },
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { entropy: { type: 'boolean', description: 'Also report properties whose name says they are a secret and whose value looks drawn at random.' } },
      },
    ],
    defaultOptions: [{ entropy: false }],
    messages: {
      here: '{{what}} stands in the source: everyone who can read the code, or its history, has it. Load it from the environment or a secrets manager, and rotate this one.',
      elsewhere: '{{what}} stands in the source, in {{file}}: everyone who can read the code, or its history, has it. Load it from the environment or a secrets manager, and rotate this one.',
    },
  },

  when: [MAY_HOLD_SECRET],

  create(context, { entropy }) {
    return {
      'Program:exit'() {
        const told = hardcodedSecretsOf(context);
        const more = entropy ? randomTextsOf(context).filter(({ node }) => told.every((other) => other.node.range[0] !== node.range[0])) : [];
        for (const { node, what, elsewhere } of [...told, ...more]) {
          context.report({ node, messageId: elsewhere === null ? 'here' : 'elsewhere', data: { what: `${what.charAt(0).toUpperCase()}${what.slice(1)}`, ...(elsewhere === null ? {} : { file: elsewhere }) } });
        }
      },
    };
  },
});
