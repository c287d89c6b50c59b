import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { misplacedErrorHandlers } from '../../models/http/order.ts';
import { registersInOrder } from '../../models/http/registrations.ts';
import { sourceFileOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require the error handler to be registered where it sees the errors of every route',
      preset: 'recommended',
      practices: ['5.7'],
      confidence: 'high',
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      before: 'Errors of the routes registered on line {{line}} never reach this error handler: Express looks for one behind the route that failed. Register it last.',
      after: 'Errors of the routes registered on line {{line}} never reach this error handler: Koa hands them outwards, to what was registered before. Register it first.',
      moveBehind: 'Move the error handler behind the routes.',
    },
  },

  when: [registersInOrder],

  create(context) {
    return {
      'Program:exit'() {
        for (const { registration, because, place, move } of misplacedErrorHandlers(context)) {
          const file = sourceFileOf(context);
          context.report({
            node: registration.at,
            messageId: place,
            data: { line: file.lineOf(because.at) },
            suggest: move && [{ messageId: 'moveBehind', fix: fixOf([move]) }],
          });
        }
      },
    };
  },
});
