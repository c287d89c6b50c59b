import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { checkThenActsOf } from '../../models/races/check-then-act.ts';
import { AWAITS } from '../../models/reach/awaited.ts';
import { sourceFileOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow writing a row because a query before did not find it',
      preset: 'recommended',
      practices: ['16.5'],
      confidence: 'medium',
      cwe: [362, 367],
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      race: 'Two requests that look for this row of `{{table}}` at once ({{columns}}, line {{line}}) both find none and both write it. Let the write settle it: a unique index, and ON CONFLICT or its error caught.',
      settle: 'Leave a row alone that is there already. Nothing is written then, and nothing thrown.',
    },
  },

  when: [AWAITS],

  create(context) {
    return {
      'Program:exit'() {
        for (const { check, act, table, columns, edits } of checkThenActsOf(context)) {
          context.report({
            node: act,
            messageId: 'race',
            data: { table, columns: columns.join(', '), line: sourceFileOf(context).lineOf(check) },
            suggest: edits ? [{ messageId: 'settle', fix: fixOf(edits) }] : [],
          });
        }
      },
    };
  },
});
