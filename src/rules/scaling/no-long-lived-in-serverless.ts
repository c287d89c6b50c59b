import { createRule } from '../../models/create-rule.ts';
import { saysHttp } from '../../models/http/model.ts';
import { leftRunning } from '../../models/runtimes/serverless.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow timers, servers and promises that a serverless function leaves behind when it answers',
      preset: 'recommended',
      practices: ['15.14'],
      confidence: 'high',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      timer: '{{name}} goes on after this function has answered, when the platform freezes it. Let a scheduler of the platform call a function of its own.',
      server: '{{name}} opens a server in a function that lives for one call. Run it as a service of its own.',
      promise: 'Nobody waits for {{name}}: the platform freezes this function as soon as it has answered, and the work may never end. Await it, or hand it to waitUntil() or a queue.',
    },
  },

  when: [saysHttp],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, what, name } of leftRunning(context)) context.report({ node, messageId: what, data: { name } });
      },
    };
  },
});
