import { bareLists } from '../../models/answers/shapes.ts';
import { createRule } from '../../models/create-rule.ts';
import { hasHandlers } from '../../models/http/model.ts';

const ITEMS = 'data';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require an object around the lists that GET handlers answer with',
      preset: 'strict',
      practices: ['2.10'],
      confidence: 'high',
      roles: ['controller', 'service', 'entry', 'config', 'serverless', 'edge', 'unknown'],
    },
    hasSuggestions: true,
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { itemsField: { type: 'string', pattern: String.raw`^[A-Za-z_$][\w$]*$`, description: 'The field that holds the items of a list, for the message and the suggestion.' } },
      },
    ],
    defaultOptions: [{ itemsField: ITEMS }],
    messages: {
      bare: 'The answer is a bare array, which leaves no place for a total or the next page. Answer with an object: `{ {{field}}: […], total, page, totalPages }`, or with a cursor.',
      wrap: 'Put the list into the field `{{field}}` of an object (clients must follow).',
    },
  },

  when: [hasHandlers],

  create(context, { itemsField }) {
    return {
      'Program:exit'() {
        const field = itemsField ?? ITEMS;
        for (const { node, isSettled, needsParentheses } of bareLists(context)) {
          const object = `{ ${field}: ${context.sourceCode.getText(node)} }`;
          context.report({ node, messageId: 'bare', data: { field }, suggest: isSettled ? [{ messageId: 'wrap', data: { field }, fix: (fixer) => fixer.replaceText(node, needsParentheses ? `(${object})` : object) }] : [] });
        }
      },
    };
  },
});
