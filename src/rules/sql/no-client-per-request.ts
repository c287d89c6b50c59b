import { createRule } from '../../models/create-rule.ts';
import { mayRenewClients, requestClients } from '../../models/sql/request-clients.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow a new database client for each request, job or service call',
      preset: 'recommended',
      practices: ['6.21', '15.9'],
      confidence: 'high',
      cwe: [400, 770],
      owasp: ['API4:2023'],
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      renewed: '{{name}} opens connections of its own each time this runs ({{path}}). Make one client when the process starts, and share it.',
      renewedBelow: 'Each call reaches {{name}}, which opens connections of its own ({{path}}). Make one client there when the process starts, and share it.',
    },
  },

  when: [mayRenewClients],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, client, path, isBelow } of requestClients(context)) {
          context.report({ node, messageId: isBelow ? 'renewedBelow' : 'renewed', data: { name: client.name, path: path.join(' → ') } });
        }
      },
    };
  },
});
