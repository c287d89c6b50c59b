import { fixOf } from '../../core/rule-context.ts';
import { corsPolicies, SAYS_CORS } from '../../models/cors/model.ts';
import { createRule } from '../../models/create-rule.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require a maximum age on the answers to CORS preflights',
      preset: 'strict',
      practices: ['1.7'],
      confidence: 'high',
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      missing: 'Browsers keep the answers to preflights for five seconds here, and send two requests for one. Set a maximum age.',
      addMaxAge: 'Let browsers keep the answer for two hours.',
    },
  },

  when: [SAYS_CORS],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, preflight, maxAge, maxAgeEdits } of corsPolicies(context)) {
          if (preflight === true && maxAge === false) context.report({ node, messageId: 'missing', suggest: maxAgeEdits && [{ messageId: 'addMaxAge', fix: fixOf(maxAgeEdits) }] });
        }
      },
    };
  },
});
