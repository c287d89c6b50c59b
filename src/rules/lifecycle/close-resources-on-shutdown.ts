import { createRule } from '../../models/create-rule.ts';
import { NAMES_RESOURCE } from '../../models/lifecycle/resources.ts';
import { unclosedResources } from '../../models/lifecycle/unclosed.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require that connections, queues and workers are closed when the application ends',
      preset: 'recommended',
      practices: ['13.6'],
      confidence: 'high',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: { unclosed: '{{name}} stays open: nothing of what runs at the end of the process closes it, so the process hangs or breaks off what is under way. Call {{close}} after the server has closed.' },
  },

  when: [NAMES_RESOURCE],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, close } of unclosedResources(context)) context.report({ node, messageId: 'unclosed', data: { name, close } });
      },
    };
  },
});
