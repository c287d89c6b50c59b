import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { openSpans, STARTS_SPAN } from '../../models/telemetry/spans.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require every span of OpenTelemetry that is started to end on every path',
      preset: 'recommended',
      practices: ['12.11'],
      confidence: 'high',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      never: 'This span is started and never ends: no trace shows it, and what runs in it hangs below a span that is missing. Call end() in a finally block.',
      fails: 'An error on line {{line}} leaves this span open: the trace loses just the request that failed. Call end() in a finally block.',
      leaves: 'This span has not ended when the function does on line {{line}}. Call end() on every path, in a finally block.',
      addFinally: 'End it in a finally block.',
    },
    hasSuggestions: true,
  },

  when: [STARTS_SPAN],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, kind, line, edits } of openSpans(context)) context.report({ node: node.callee, messageId: kind, data: line === null ? {} : { line }, suggest: edits && [{ messageId: 'addFinally', fix: fixOf(edits) }] });
      },
    };
  },
});
