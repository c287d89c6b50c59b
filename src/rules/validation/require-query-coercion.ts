import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { unconvertedFields } from '../../models/validation/coercion.ts';
import { mayUseSchema } from '../../models/validation/uses.ts';
import { sourceFileOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require schemas of query, path parameters, headers and cookies to convert text',
      preset: 'recommended',
      practices: ['4.4'],
      confidence: 'high',
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      refused: '{{part}} values arrive as text, and this {{type}} refuses every text. Convert {{field}} first.',
      refusedBelow: '{{part}} values arrive as text, and {{type}} {{field}} of this schema refuses every text. Convert it first.',
      coerce: 'Convert the text: {{text}}.',
    },
  },

  when: [mayUseSchema],

  create(context) {
    return {
      'Program:exit'() {
        const told = new Set<unknown>();
        for (const { use, field, schema, edits } of unconvertedFields(context)) {
          const own = schema.file === sourceFileOf(context);
          const node = own ? schema.node : use.node;
          // One report a field, and one a schema that stands elsewhere.
          if (told.has(node)) continue;
          told.add(node);
          const data = { part: use.part, type: schema.type, field: field.name };
          const suggest = own && edits ? edits.map((edit) => ({ messageId: 'coerce' as const, data: { text: edit.text }, fix: fixOf([edit]) })) : [];
          context.report({ node, messageId: own ? 'refused' : 'refusedBelow', data, suggest });
        }
      },
    };
  },
});
