import { createRule } from '../../models/create-rule.ts';
import { saysHttp } from '../../models/http/model.ts';
import { saysData } from '../../models/sql/model.ts';
import { massAssignmentsOf } from '../../models/validation/mass-assignment.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow rows whose columns are whatever the request body holds',
      preset: 'recommended',
      practices: ['2.12'],
      confidence: 'high',
      cwe: [915],
      owasp: ['API3:2023'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      wholeBody: 'Whoever sends the request chooses the columns that are written here. Name the fields, or take the output of a schema.',
    },
  },

  when: [saysHttp, saysData],

  create(context) {
    return {
      'Program:exit'() {
        for (const { body } of massAssignmentsOf(context)) context.report({ node: body, messageId: 'wholeBody' });
      },
    };
  },
});
