import { createRule } from '../../models/create-rule.ts';
import { THROWS, untypedThrowsOf } from '../../models/errors/throws.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce classes of their own for errors that a caller has to tell apart',
      preset: 'strict',
      practices: ['10.4'],
      confidence: 'medium',
      roles: ['service', 'repository'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      value: 'This is no error: it has no stack, and `instanceof` tells nothing of it. Throw an instance of a class that extends Error.',
      error: 'Who catches this can tell it from other failures by its text only. Throw an instance of a class of its own, such as NotFoundError.',
    },
  },

  when: [THROWS],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, kind } of untypedThrowsOf(context)) context.report({ node, messageId: kind });
      },
    };
  },
});
