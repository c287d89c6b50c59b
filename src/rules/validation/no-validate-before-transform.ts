import { fixOf, locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { MAY_NAME_LIBRARY, schemasOf } from '../../models/validation/model.ts';
import { checkName, lateTransformOf } from '../../models/validation/order.ts';
import { placeOf } from '../../models/validation/steps.ts';
import { sourceFileOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow checks that see a text before it is trimmed or its case is changed',
      preset: 'recommended',
      practices: ['4.4'],
      confidence: 'high',
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      late: '{{check}} answers for the text before {{transform}} changes it, not for the value that is kept. Put {{transform}} before {{check}}.',
      reorder: 'Put {{transform}} before {{check}}.',
    },
  },

  when: [MAY_NAME_LIBRARY],

  create(context) {
    return {
      'Program:exit'() {
        const told = new Set<unknown>();
        for (const schema of schemasOf(context)) {
          const file = sourceFileOf(context);
          const late = lateTransformOf(schema);
          if (!late || late.transform.file !== file || told.has(late.transform.node)) continue;
          told.add(late.transform.node);
          const { transform, check, edits } = late;
          const data = { transform: `${transform.name}()`, check: checkName(file, schema, check) };
          context.report({ loc: locOf(context, placeOf(transform)), messageId: 'late', data, suggest: edits && [{ messageId: 'reorder', data, fix: fixOf(edits) }] });
        }
      },
    };
  },
});
