import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { heldLocksOf, TAKES_LOCK } from '../../models/locks/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require every lock to be given back on every path',
      preset: 'recommended',
      practices: ['16.6'],
      confidence: 'high',
      cwe: [667, 772],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      never: '{{name}} takes a lock that nothing gives back: everybody else waits for good. Use {{scoped}}, or give it back in a finally block.',
      fails: 'When line {{line}} fails the lock of {{name}} stays taken: everybody else waits for good. Use {{scoped}}, or give it back in a finally block.',
      leaves: 'On one way out the lock of {{name}} stays taken: everybody else waits for good. Use {{scoped}}, or give it back in a finally block.',
      addFinally: 'Give it back in a finally block.',
    },
    hasSuggestions: true,
  },

  when: [TAKES_LOCK],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, kind, line, scoped, edits } of heldLocksOf(context)) {
          context.report({ node, messageId: kind, data: kind === 'fails' ? { name, scoped, line } : { name, scoped }, suggest: edits && [{ messageId: 'addFinally', fix: fixOf(edits) }] });
        }
      },
    };
  },
});
