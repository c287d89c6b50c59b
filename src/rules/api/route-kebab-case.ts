import { locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { hasPlaces } from '../../models/http/model.ts';
import { segmentsIn } from '../../models/http/segments.ts';
import { kebabSegment } from '../../models/words/addresses.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: { description: 'Enforce lower case with hyphens in the segments of routes', preset: 'recommended', practices: ['2.2'], confidence: 'high' },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      notKebab: "The segment '{{segment}}' is not in lower case with hyphens. Name it '{{kebab}}'.",
      rename: "Rename it to '{{kebab}}'. Clients have to follow.",
    },
    hasSuggestions: true,
  },

  when: [hasPlaces],

  create(context) {
    return {
      'Program:exit'() {
        const told = new Set<unknown>();
        for (const { text, kind, node, said, range } of segmentsIn(context)) {
          const kebab = kind === 'word' ? kebabSegment(text) : null;
          if (kebab === null || told.has(said)) continue;
          told.add(said);
          const data = { segment: text, kebab };
          const loc = range && locOf(context, range);
          context.report({ node, ...(loc && { loc }), messageId: 'notKebab', data, suggest: range ? [{ messageId: 'rename', data, fix: (fixer) => fixer.replaceTextRange([...range], kebab) }] : [] });
        }
      },
    };
  },
});
