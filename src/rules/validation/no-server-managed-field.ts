import { createRule } from '../../models/create-rule.ts';
import { mayUseSchema, schemaUses } from '../../models/validation/uses.ts';
import { inWords } from '../../models/words/model.ts';
import { sourceFileOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow fields in request bodies that the server or the database sets',
      preset: 'recommended',
      practices: ['2.12'],
      confidence: 'medium',
      cwe: [915],
      owasp: ['API3:2023'],
    },
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { fields: { type: 'array', items: { type: 'string' }, description: 'Names of fields that clients must not send, in any case style.' } },
      },
    ],
    defaultOptions: [{ fields: ['createdAt', 'updatedAt', 'deletedAt'] }],
    messages: {
      managed: 'Clients must not say {{field}}: the server sets it. Take it out of the schema of the body.',
      managedBelow: 'The schema of this body lets clients say {{field}}, which the server sets. Take it out.',
    },
  },

  when: [mayUseSchema],

  create(context, { fields }) {
    const managed = new Set(fields.map((name) => inWords(name)));
    return {
      'Program:exit'() {
        const told = new Set<unknown>();
        for (const { node, part, schema } of schemaUses(context)) {
          if (part !== 'body') continue;
          for (const field of schema.fields) {
            const own = field.file === sourceFileOf(context);
            const at = own ? field.node : node;
            if (!managed.has(inWords(field.name)) || told.has(at)) continue;
            told.add(at);
            context.report({ node: at, messageId: own ? 'managed' : 'managedBelow', data: { field: field.name } });
          }
        }
      },
    };
  },
});
