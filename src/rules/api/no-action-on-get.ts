import { locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { hasPlaces } from '../../models/http/model.ts';
import { readsCredentials, segmentsIn } from '../../models/http/segments.ts';
import { changingVerb, isLinkVerb, segmentKind } from '../../models/words/addresses.ts';
import { projectOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: { description: 'Disallow GET routes that are named after a change', preset: 'recommended', practices: ['2.7'], confidence: 'medium' },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      action: "GET '{{segment}}' is named after a change. GET must be safe: browsers, crawlers and caches repeat it. Register it with POST.",
    },
  },

  when: [hasPlaces],

  create(context) {
    return {
      'Program:exit'() {
        const told = new Set<unknown>();
        for (const { text, kind, node, said, range, before, after, route } of segmentsIn(context)) {
          if (kind !== 'word' || route.method !== 'GET' || told.has(said) || after.some((other) => segmentKind(other) !== 'parameter')) continue;
          const verb = changingVerb(text, segmentKind(before.at(-1) ?? '') === 'parameter');
          // Links in e-mails can only be followed with GET.
          if (verb === null || (isLinkVerb(verb) && after.length > 0) || readsCredentials(route, projectOf(context))) continue;
          told.add(said);
          context.report({ node, ...(range && { loc: locOf(context, range) }), messageId: 'action', data: { segment: text } });
        }
      },
    };
  },
});
