import { createRule } from '../../models/create-rule.ts';
import { saysHttp } from '../../models/http/model.ts';
import { isNearQueues } from '../../models/queues/model.ts';
import { awaitedResultsOf } from '../../models/queues/results.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow requests that wait for the result of a job',
      preset: 'recommended',
      practices: ['8.3'],
      confidence: 'high',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      waits: 'This request waits until a worker is done ({{path}}): it is as slow as the queue is long. Answer 202 with the job’s id, and let the client ask for the result.',
    },
  },

  when: [saysHttp, isNearQueues],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, path } of awaitedResultsOf(context)) context.report({ node, messageId: 'waits', data: { path: path.join(' → ') } });
      },
    };
  },
});
