import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { NAMES_SIGNAL, unboundedShutdowns } from '../../models/lifecycle/model.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require a bound on the time an application takes to end',
      preset: 'strict',
      practices: ['13.5'],
      confidence: 'high',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      unbounded: 'This waits for the last request, however long it takes, until the platform kills the process and all that is left with it. Bound it: setTimeout(() => process.exit(1), 10_000).unref().',
      bound: 'End the process after ten seconds.',
    },
    hasSuggestions: true,
  },

  when: [NAMES_SIGNAL],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, edits } of unboundedShutdowns(context)) context.report({ node, messageId: 'unbounded', suggest: edits && [{ messageId: 'bound', fix: fixOf(edits) }] });
      },
    };
  },
});
