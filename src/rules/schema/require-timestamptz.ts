import { atEnd, locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { schemaOf } from '../../models/schema/model.ts';
import { retyped } from '../../models/schema/collect.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require timestamptz for points in time instead of timestamp without time zone',
      preset: 'recommended',
      practices: ['6.6'],
      confidence: 'high',
    },
    languages: ['js/js', 'backend/sql'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      zone: '`{{column}}` keeps no time zone: what is stored depends on the session that writes it. Use timestamptz.',
      replace: 'Use timestamptz.',
    },
  },

  create(context) {
    return atEnd(() => {
      const { columns, dialect } = schemaOf(context);
      if (dialect !== 'postgres') return;
      for (const { name, type } of columns) {
        if (!type || !(type.name === 'timestamp')) continue;
        const data = { column: name,  };
        context.report({
          loc: locOf(context, type.range),
          messageId: 'zone',
          data,
          suggest: [{ messageId: 'replace', data, fix: (fixer) => fixer.replaceTextRange(type.range, retyped(type, 'timestamptz', context.sourceCode.text)) }],
        });
      }
    });
  },
});
