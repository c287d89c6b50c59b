import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { serialReadsOf } from '../../models/races/parallel.ts';
import { AWAITS } from '../../models/reach/awaited.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce that reads which do not need one another are waited for together',
      preset: 'strict',
      practices: ['16.2'],
      confidence: 'medium',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      serial: 'This read waits for the one before it and needs nothing of it: {{count}} reads take the time of all instead of the longest. Wait for them with Promise.all.',
      waitTogether: 'Wait for all of them at once.',
    },
    hasSuggestions: true,
  },

  when: [AWAITS],

  create(context) {
    return {
      'Program:exit'() {
        for (const { nodes, wait, edits } of serialReadsOf(context)) {
          context.report({ node: wait, messageId: 'serial', data: { count: nodes.length }, suggest: edits && [{ messageId: 'waitTogether', fix: fixOf(edits) }] });
        }
      },
    };
  },
});
