import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { SAYS_SEARCH } from '../../models/search/calls.ts';
import { maySearch } from '../../models/search/model.ts';
import { unweighedSearches } from '../../models/search/weights.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce weights for the fields of a search over several',
      preset: 'strict',
      practices: ['9.6'],
      confidence: 'medium',
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      unweighed: 'A word counts the same in {{fields}}, so the best hit is not told from a passing mention. Boost the field that says most, such as `{{heading}}^2`.',
      boost: 'Boost `{{heading}}`.',
    },
  },

  when: [SAYS_SEARCH, maySearch],

  create(context) {
    return {
      'Program:exit'() {
        for (const { at, fields, heading, edits } of unweighedSearches(context)) {
          context.report({ node: at, messageId: 'unweighed', data: { fields: fields.join(', '), heading }, suggest: edits ? [{ messageId: 'boost', data: { heading }, fix: fixOf(edits) }] : [] });
        }
      },
    };
  },
});
