import { createRule } from '../../models/create-rule.ts';
import { saysHttp } from '../../models/http/model.ts';
import { invocationClients } from '../../models/sql/request-clients.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow a new database client in each call of a serverless function',
      preset: 'strict',
      practices: ['15.15'],
      confidence: 'medium',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      renewed: '{{name}} opens connections of its own in each call of this function ({{path}}). Make it outside of the handler, where warm calls share it, and connect through a pooler or a driver that speaks HTTP.',
      renewedBelow: 'Each call of this function reaches {{name}}, which opens connections of its own ({{path}}). Make it once outside of the handler, and connect through a pooler or a driver that speaks HTTP.',
    },
  },

  when: [saysHttp],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, client, path, isBelow } of invocationClients(context)) {
          context.report({ node, messageId: isBelow ? 'renewedBelow' : 'renewed', data: { name: client.name, path: path.join(' → ') } });
        }
      },
    };
  },
});
