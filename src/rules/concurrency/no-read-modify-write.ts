import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { readModifyWritesOf } from '../../models/races/read-modify-write.ts';
import { AWAITS } from '../../models/reach/awaited.ts';
import { saysData } from '../../models/sql/model.ts';
import { sourceFileOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow writing a column back that was read and changed in the program',
      preset: 'recommended',
      practices: ['16.5', '16.6'],
      confidence: 'medium',
      cwe: [362],
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'job', 'worker', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      lost: '`{{column}}` of `{{table}}` was read on line {{line}}: what somebody else writes until now is lost. Change it in the statement (SET {{column}} = {{column}} + …), or read the row with SELECT … FOR UPDATE or under an advisory lock.',
      atomic: 'Let the statement change `{{column}}`.',
    },
    hasSuggestions: true,
  },

  when: [AWAITS, saysData],

  create(context) {
    return {
      'Program:exit'() {
        for (const { read, write, table, column, edits } of readModifyWritesOf(context)) {
          context.report({ node: write, messageId: 'lost', data: { table, column, line: sourceFileOf(context).lineOf(read) }, suggest: edits && [{ messageId: 'atomic', data: { column }, fix: fixOf(edits) }] });
        }
      },
    };
  },
});
