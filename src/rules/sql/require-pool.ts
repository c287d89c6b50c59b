import { createRule } from '../../models/create-rule.ts';
import { MAY_CREATE } from '../../models/sql/clients.ts';
import { loneClients } from '../../models/sql/lone-clients.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require a pool where requests share a database client',
      preset: 'recommended',
      practices: ['6.21'],
      confidence: 'high',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      single: '{{name}} is one connection for all requests: queries wait for each other, transactions mix, and once it breaks it stays broken. Use a pool: {{pool}}.',
    },
  },

  when: [MAY_CREATE],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, pool } of loneClients(context)) context.report({ node, messageId: 'single', data: { name, pool: pool ?? '' } });
      },
    };
  },
});
