import { locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { hasPlaces } from '../../models/http/model.ts';
import { segmentsIn } from '../../models/http/segments.ts';
import { changingVerb, crudVerb } from '../../models/words/addresses.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: { description: 'Disallow verbs of reading and writing in routes, which the method says already', preset: 'recommended', practices: ['2.7'], confidence: 'high' },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      verb: "The method {{method}} says what '{{verb}}' in '{{segment}}' says. Name what is read or written, and leave the verb to the method.",
      verbOfAll: "'{{verb}}' in '{{segment}}' is the business of the method. Name what is read or written, and register the method that says it.",
    },
  },

  when: [hasPlaces],

  create(context) {
    return {
      'Program:exit'() {
        const told = new Set<unknown>();
        for (const { text, kind, node, said, range, route } of segmentsIn(context)) {
          const verb = kind === 'word' ? crudVerb(text) : null;
          // A change by GET is a matter of its own: no-action-on-get.
          if (verb === null || told.has(said) || (route.method === 'GET' && changingVerb(text, false) !== null)) continue;
          told.add(said);
          context.report({ node, ...(range && { loc: locOf(context, range) }), messageId: route.method === 'ALL' ? 'verbOfAll' : 'verb', data: { verb, segment: text, method: route.method } });
        }
      },
    };
  },
});
