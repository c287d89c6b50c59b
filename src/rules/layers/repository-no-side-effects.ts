import { createRule } from '../../models/create-rule.ts';
import { reachesStore } from '../../models/layers/model.ts';
import { sideEffectsOf } from '../../models/layers/side-effects.ts';
import { saysData } from '../../models/sql/model.ts';

const WHAT = { mail: 'sends mail', message: 'sends a message', job: 'queues a job', event: 'publishes a message', request: 'calls another service' } as const;

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow mail, jobs, messages and webhooks next to data operations in repositories',
      preset: 'recommended',
      practices: ['5.4'],
      confidence: 'high',
      roles: ['repository'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      sends: '{{name}} {{does}} in a repository: whoever writes or reads these rows sets it off, and a rollback does not take it back. Do it in the service, after the repository has answered.',
      leads: '{{name}} {{does}} ({{through}}) in a repository: whoever writes or reads these rows sets it off, and a rollback does not take it back. Do it in the service, after the repository has answered.',
    },
  },

  when: [saysData, reachesStore],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, kind, name, through } of sideEffectsOf(context)) {
          const data = { name, does: WHAT[kind] };
          context.report(through === null ? { node, messageId: 'sends', data } : { node, messageId: 'leads', data: { ...data, through } });
        }
      },
    };
  },
});
