import { createRule } from '../../models/create-rule.ts';
import { CATCHES } from '../../models/errors/caught.ts';
import { swallowedErrorsOf } from '../../models/errors/swallowed.ts';
import { AWAITS } from '../../models/reach/awaited.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow catches in services and repositories that keep an error to themselves',
      preset: 'recommended',
      practices: ['10.9'],
      confidence: 'medium',
      roles: ['service', 'repository'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      swallowed: 'Nobody learns that this failed: not the caller, not the log. Throw it on, log it, or say in a comment why it does not matter.',
      replaced: 'Nobody learns that this failed: the caller gets {{given}}, as if there were nothing. Throw it on, log it, or say in a comment why it does not matter.',
    },
  },

  when: [CATCHES, AWAITS],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, given } of swallowedErrorsOf(context)) {
          if (given === null) context.report({ node, messageId: 'swallowed' });
          else context.report({ node, messageId: 'replaced', data: { given } });
        }
      },
    };
  },
});
