import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { deafSignals, NAMES_DEAF_SIGNAL } from '../../models/lifecycle/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow handlers of signals that no process is told of',
      preset: 'recommended',
      practices: ['13.3'],
      confidence: 'high',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      deaf: 'No process is told of {{name}}: the kernel acts on it alone, and Node throws where a handler is set. Handle SIGTERM and SIGINT.',
      leaveOut: 'Leave {{name}} out, or handle SIGTERM in its place.',
    },
    hasSuggestions: true,
  },

  when: [NAMES_DEAF_SIGNAL],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, edits } of deafSignals(context)) context.report({ node, messageId: 'deaf', data: { name }, suggest: edits && [{ messageId: 'leaveOut', data: { name }, fix: fixOf(edits) }] });
      },
    };
  },
});
