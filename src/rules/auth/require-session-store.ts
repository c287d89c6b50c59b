import { createRule } from '../../models/create-rule.ts';
import { NAMES_SESSIONS, weakStores } from '../../models/sessions/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require a session store that all processes share',
      preset: 'recommended',
      practices: ['3.4', '7.8'],
      confidence: 'high',
      cwe: [400],
      owasp: ['API4:2023', 'A05:2021'],
      strictOptions: { sqlStores: true },
    },
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { sqlStores: { type: 'boolean', description: 'Also report sessions in a SQL database, where each request costs a query.' } },
      },
    ],
    defaultOptions: [{ sqlStores: false }],
    messages: {
      memory: '{{name}} keeps these sessions in the memory of one process: a restart or a second process loses them. Keep them in Redis.',
      sql: '{{name}} keeps these sessions in the SQL database, which every request then asks. Keep them in Redis.',
    },
  },

  when: [NAMES_SESSIONS],

  create(context, { sqlStores = false }) {
    return {
      'Program:exit'() {
        for (const { node, kind, name } of weakStores(context)) {
          if (kind === 'memory' || sqlStores) context.report({ node, messageId: kind, data: { name } });
        }
      },
    };
  },
});
