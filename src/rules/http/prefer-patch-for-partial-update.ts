import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { hasHandlers } from '../../models/http/model.ts';
import { partialPuts, SAYS_PUT } from '../../models/partial-updates/model.ts';
import type { Evidence } from '../../models/partial-updates/model.ts';

const TOLD: Readonly<Record<Evidence, string>> = {
  schema: 'every field of its body may be left out',
  type: 'its body is typed as a part',
  merge: 'its body is laid over the stored row',
  coalesce: 'columns without a value keep theirs',
};

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce PATCH for routes that update a part of a resource',
      preset: 'strict',
      practices: ['1.2'],
      confidence: 'medium',
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      partial: 'PUT replaces a resource, and this route updates a part of one: {{told}}. Register it for PATCH.',
      usePatch: 'Register it for PATCH.',
    },
  },

  when: [SAYS_PUT, hasHandlers],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, evidence, edits } of partialPuts(context)) {
          context.report({ node, messageId: 'partial', data: { told: TOLD[evidence] }, suggest: edits && [{ messageId: 'usePatch', fix: fixOf(edits) }] });
        }
      },
    };
  },
});
