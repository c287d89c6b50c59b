import { createRule } from '../../models/create-rule.ts';
import { inCase } from '../../models/fields/case.ts';
import { jsonFields, namesFields } from '../../models/fields/model.ts';

const CASE = 'camelCase';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce one case for the names of JSON fields',
      preset: 'recommended',
      practices: ['2.11'],
      confidence: 'high',
    },
    hasSuggestions: true,
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { case: { type: 'string', enum: ['camelCase', 'snake_case'], description: 'The case of names with several words.' } },
      },
    ],
    defaultOptions: [{ case: CASE }],
    messages: {
      answer: "The field '{{name}}' of this answer is not in {{case}}. Name it '{{wanted}}'.",
      request: "The field '{{name}}' of this request is not in {{case}}. Name it '{{wanted}}'.",
      class: "The field '{{name}}' of this class, which clients see, is not in {{case}}. Name it '{{wanted}}'.",
      below: "The schema that stands for this request has the field '{{name}}', which is not in {{case}}. Name it '{{wanted}}'.",
      rename: "Rename it to '{{wanted}}'. Clients have to follow.",
    },
  },

  when: [namesFields],

  create(context, { case: chosen }) {
    return {
      'Program:exit'() {
        for (const { name, node, isHere, of, renamed } of jsonFields(context)) {
          const wanted = inCase(name, chosen ?? CASE);
          if (wanted === null) continue;
          const data = { name, wanted, case: chosen ?? CASE };
          context.report({ node, messageId: isHere ? of : 'below', data, suggest: renamed ? [{ messageId: 'rename', data: { wanted }, fix: (fixer) => fixer.replaceText(node, renamed(wanted)) }] : [] });
        }
      },
    };
  },
});
