import { locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { hasPlaces } from '../../models/http/model.ts';
import { segmentsIn } from '../../models/http/segments.ts';
import { isKeyOf, pluralSegment, segmentKind } from '../../models/words/addresses.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: { description: 'Enforce plural nouns for collections in routes', preset: 'recommended', practices: ['2.1'], confidence: 'high' },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      singular: "'{{segment}}' names one thing, but the {{parameter}} behind it chooses one of many. Name the collection '{{plural}}'.",
      rename: "Rename it to '{{plural}}'. Clients have to follow.",
    },
    hasSuggestions: true,
  },

  when: [hasPlaces],

  create(context) {
    return {
      'Program:exit'() {
        const told = new Set<unknown>();
        for (const { text, kind, node, said, range, after } of segmentsIn(context)) {
          const [parameter] = after;
          if (kind !== 'word' || parameter === undefined || told.has(said) || segmentKind(parameter) !== 'parameter' || !isKeyOf(parameter, text)) continue;
          const plural = pluralSegment(text);
          if (plural === null) continue;
          told.add(said);
          const data = { segment: text, parameter, plural };
          context.report({ node, ...(range && { loc: locOf(context, range) }), messageId: 'singular', data, suggest: range ? [{ messageId: 'rename', data, fix: (fixer) => fixer.replaceTextRange([...range], plural) }] : [] });
        }
      },
    };
  },
});
