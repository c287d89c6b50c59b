import { atEnd, locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { schemaOf } from '../../models/schema/model.ts';
import { retyped } from '../../models/schema/collect.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce jsonb instead of json for columns',
      preset: 'recommended',
      practices: ['6.7'],
      confidence: 'high',
    },
    languages: ['js/js', 'backend/sql'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      json: '`{{column}}` is stored as text and parsed again by every query, and no index can look into it. Use jsonb.',
      replace: 'Use jsonb.',
    },
  },

  create(context) {
    return atEnd(() => {
      const { columns, dialect } = schemaOf(context);
      if (dialect !== 'postgres') return;
      for (const { name, type } of columns) {
        if (!type || !(type.name === 'json')) continue;
        const data = { column: name,  };
        context.report({
          loc: locOf(context, type.range),
          messageId: 'json',
          data,
          suggest: [{ messageId: 'replace', data, fix: (fixer) => fixer.replaceTextRange(type.range, retyped(type, 'jsonb', context.sourceCode.text)) }],
        });
      }
    });
  },
});
