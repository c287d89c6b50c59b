import { createRule } from '../../models/create-rule.ts';
import { makesApplication } from '../../models/http/installations.ts';
import { applicationsWithout } from '../../models/telemetry/packages.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require that a server exports metrics',
      preset: 'off',
      practices: ['12.7', '15.16'],
      confidence: 'medium',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: { missing: 'Nobody sees how many requests this application answers, how fast, and how many fail: its package depends on nothing that measures. Export metrics with OpenTelemetry or a client of Prometheus.' },
  },

  when: [makesApplication],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node } of applicationsWithout(context, 'metrics')) context.report({ node, messageId: 'missing' });
      },
    };
  },
});
