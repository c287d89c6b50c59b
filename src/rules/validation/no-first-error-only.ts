import { any } from '../../core/gates.ts';
import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { earlyStopsOf, MAY_STOP_EARLY } from '../../models/validation/early-stops.ts';
import { lonelyFaultsOf, MAY_TAKE_FIRST } from '../../models/validation/lonely-faults.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow validation that tells the client one fault at a time',
      preset: 'strict',
      practices: ['4.9'],
      confidence: 'high',
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      stopsEarly: 'This ends at the first fault of what the client sent. Have it find them all: {{option}}: false.',
      stopsInField: 'This ends at the first fault of each field. Leave {{option}} out, so that a field is told all of its faults.',
      firstOnly: 'The client is told the first fault only, and has to send once more for each of the others. Answer with the whole list.',
      findAll: 'Find all faults: {{option}}: false.',
      leaveOut: 'Leave {{option}} out.',
    },
  },

  when: [any(MAY_STOP_EARLY, MAY_TAKE_FIRST)],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, option, of, edits } of earlyStopsOf(context)) {
          const [messageId, remedy] = of === 'field' ? (['stopsInField', 'leaveOut'] as const) : (['stopsEarly', 'findAll'] as const);
          context.report({ node, messageId, data: { option }, suggest: edits && [{ messageId: remedy, data: { option }, fix: fixOf(edits) }] });
        }
        for (const node of lonelyFaultsOf(context)) context.report({ node, messageId: 'firstOnly' });
      },
    };
  },
});
