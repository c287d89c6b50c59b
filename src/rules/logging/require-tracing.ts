import { createRule } from '../../models/create-rule.ts';
import { makesApplication } from '../../models/http/installations.ts';
import { applicationsWithout } from '../../models/telemetry/packages.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require that a server traces its requests',
      preset: 'off',
      practices: ['12.6', '12.14', '15.16'],
      confidence: 'medium',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: { missing: 'No trace shows what a request of this application waits for: its package depends on nothing that traces. Set up OpenTelemetry before everything else is loaded.' },
  },

  when: [makesApplication],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node } of applicationsWithout(context, 'traces')) context.report({ node, messageId: 'missing' });
      },
    };
  },
});
