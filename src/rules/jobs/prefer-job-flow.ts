import { createRule } from '../../models/create-rule.ts';
import { nextStepsOf } from '../../models/queues/flows.ts';
import { mayWork } from '../../models/queues/work.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce flows for jobs that follow one another',
      preset: 'off',
      practices: ['8.10'],
      confidence: 'medium',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'serverless', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      chained: 'This job always ends by adding the next step ({{name}}): a run that is repeated adds it twice, and nobody sees the chain as one. Add both at once with {{flow}}, this one as the child.',
    },
  },

  when: [mayWork],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, flow } of nextStepsOf(context)) context.report({ node, messageId: 'chained', data: { name, flow } });
      },
    };
  },
});
