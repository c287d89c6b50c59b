import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { MAY_LOG, usesLogger } from '../../models/logging/model.ts';
import { builtMessagesOf } from '../../models/logging/structured.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce constant log messages with the values in fields',
      preset: 'strict',
      practices: ['12.1'],
      confidence: 'high',
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      built: 'Every call writes another text, so that a log store cannot count or search it by {{values}}. Log a constant message, and the values as fields.',
      moveToFields: 'Move the values into fields.',
    },
  },

  when: [MAY_LOG, usesLogger],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, values, edits } of builtMessagesOf(context)) context.report({ node, messageId: 'built', data: { values }, suggest: edits ? [{ messageId: 'moveToFields', fix: fixOf(edits) }] : [] });
      },
    };
  },
});
