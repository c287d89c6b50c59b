import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { SAYS_SEARCH } from '../../models/search/calls.ts';
import { maySearch } from '../../models/search/model.ts';
import { mistypedFieldsOf, termsOnText } from '../../models/search/typing.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Enforce that the type of a search field suits its use: keyword for exact values, text for words',
      preset: 'strict',
      practices: ['9.5'],
      confidence: 'medium',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'migration', 'job', 'worker', 'serverless', 'edge', 'cli', 'script', 'unknown'],
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      exact: '`{{field}}` is mapped as text, which splits its values into words: exact filters and aggregations need the whole value. Map it as keyword, or add a keyword sub-field.',
      prose: '`{{field}}` is mapped as keyword alone: it is found by its whole value only, not by its words. Map it as text with a keyword sub-field.',
      term: '`{{field}}` is mapped as text: `{{kind}}` compares a whole value with single words and misses. Use match{{instead}}.',
      useKeyword: 'Map it as keyword.',
      addKeyword: 'Add a keyword sub-field.',
      useText: 'Map it as text, with a keyword sub-field.',
      useSubField: 'Ask `{{keyword}}`.',
    },
  },

  when: [SAYS_SEARCH, maySearch],

  create(context) {
    return {
      'Program:exit'() {
        for (const { field, meant, retyped, added } of mistypedFieldsOf(context)) {
          context.report({
            node: field.node,
            messageId: meant,
            data: { field: field.path },
            suggest: [
              ...(retyped ? [{ messageId: 'useKeyword' as const, fix: fixOf(retyped) }] : []),
              ...(added ? [{ messageId: meant === 'exact' ? ('addKeyword' as const) : ('useText' as const), fix: fixOf(added) }] : []),
            ],
          });
        }
        for (const { at, kind, field, keyword, edits } of termsOnText(context)) {
          context.report({
            node: at,
            messageId: 'term',
            data: { field, kind, instead: keyword === null ? ', or give the field a keyword sub-field' : `, or ask \`${keyword}\`` },
            suggest: edits && keyword !== null ? [{ messageId: 'useSubField', data: { keyword }, fix: fixOf(edits) }] : [],
          });
        }
      },
    };
  },
});
