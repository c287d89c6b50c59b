import { atEnd, locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { schemaOf } from '../../models/schema/model.ts';
import { retyped } from '../../models/schema/collect.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce text instead of varchar(n) and char(n)',
      preset: 'recommended',
      practices: ['6.5'],
      confidence: 'high',
    },
    languages: ['js/js', 'backend/sql'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      length: '`{{column}} {{written}}` is no faster and no smaller than text, and a new length is a migration. Use text, with a CHECK where a limit is a rule of the business.',
      replace: 'Use text.',
    },
  },

  create(context) {
    return atEnd(() => {
      const { columns, dialect } = schemaOf(context);
      if (dialect !== 'postgres') return;
      for (const { name, type } of columns) {
        if (!type || !((type.name === 'varchar' || type.name === 'bpchar') && type.args.length > 0)) continue;
        const data = { column: name, written: context.sourceCode.text.slice(...type.range) };
        context.report({
          loc: locOf(context, type.range),
          messageId: 'length',
          data,
          suggest: [{ messageId: 'replace', data, fix: (fixer) => fixer.replaceTextRange(type.range, retyped(type, 'text', context.sourceCode.text)) }],
        });
      }
    });
  },
});
