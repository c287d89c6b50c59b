import { createRule } from '../../models/create-rule.ts';
import { MAY_CREATE } from '../../models/sql/clients.ts';
import { silentClients } from '../../models/sql/query-logging.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require that the queries of a mapper can be seen in development',
      preset: 'off',
      practices: ['16.9'],
      confidence: 'medium',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: { silent: 'Nobody sees which queries {{name}} sends, and how many. Turn `{{option}}` on in development.' },
  },

  when: [MAY_CREATE],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, option } of silentClients(context)) context.report({ node, messageId: 'silent', data: { name, option } });
      },
    };
  },
});
