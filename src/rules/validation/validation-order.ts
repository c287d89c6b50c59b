import { any } from '../../core/gates.ts';
import { fixOf, locOf } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import { createRule } from '../../models/create-rule.ts';
import { lateChecksOf, MAY_CHECK_LATE } from '../../models/validation/late-checks.ts';
import { asksDatabase } from '../../models/validation/lookups.ts';
import { MAY_NAME_LIBRARY, schemasOf } from '../../models/validation/model.ts';
import { checkName, lateCleaningOf, lateFormOf } from '../../models/validation/order.ts';
import { placeOf } from '../../models/validation/steps.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Enforce the order of validation: clean a value, look at its form, then ask what it means',
      preset: 'strict',
      practices: ['4.3'],
      confidence: 'medium',
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      cleanedLate: '{{check}} judges the text before {{step}} changes it. Put {{step}} before {{check}}.',
      formLate: '{{check}} asks the database about any text, and {{step}} refuses some of them for their form afterwards. Put {{step}} before {{check}}.',
      lookedUp: 'The database is asked for {{value}} on line {{line}}, and only this tells whether it can be one. Look at its form first.',
      reorder: 'Put {{step}} before {{check}}.',
    },
  },

  when: [any(MAY_NAME_LIBRARY, MAY_CHECK_LATE)],

  create(context) {
    return {
      'Program:exit'() {
        const told = new Set<unknown>();
        for (const schema of schemasOf(context)) {
          const [file, project, settings] = [sourceFileOf(context), projectOf(context), settingsOf(context)];
          const cleaning = lateCleaningOf(schema);
          const late = cleaning ?? lateFormOf(schema, (condition) => asksDatabase(condition, project, settings));
          if (!late || late.transform.file !== file || told.has(late.transform.node)) continue;
          told.add(late.transform.node);
          const { transform, check, edits } = late;
          const data = { step: `${transform.name}()`, check: checkName(file, schema, check) };
          context.report({ loc: locOf(context, placeOf(transform)), messageId: cleaning ? 'cleanedLate' : 'formLate', data, suggest: edits && [{ messageId: 'reorder', data, fix: fixOf(edits) }] });
        }
        for (const { node, value, lookup } of lateChecksOf(context)) context.report({ node, messageId: 'lookedUp', data: { value, line: String(sourceFileOf(context).lineOf(lookup)) } });
      },
    };
  },
});
