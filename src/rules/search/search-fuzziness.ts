import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { SAYS_SEARCH } from '../../models/search/calls.ts';
import { exactSearches } from '../../models/search/misspellings.ts';
import { maySearch } from '../../models/search/model.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce fuzziness in searches for what people type',
      preset: 'strict',
      practices: ['9.7'],
      confidence: 'medium',
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      exact: 'This {{kind}} finds nothing for a misspelled word. Add fuzziness, such as AUTO.',
      addFuzziness: "Add `fuzziness: 'AUTO'`.",
    },
  },

  when: [SAYS_SEARCH, maySearch],

  create(context) {
    return {
      'Program:exit'() {
        for (const { at, kind, edits } of exactSearches(context)) {
          context.report({ node: at, messageId: 'exact', data: { kind }, suggest: edits ? [{ messageId: 'addFuzziness', fix: fixOf(edits) }] : [] });
        }
      },
    };
  },
});
