import { createRule } from '../../models/create-rule.ts';
import { saysHttp } from '../../models/http/model.ts';
import { saysData } from '../../models/sql/model.ts';
import { unvalidatedReads } from '../../models/validation/unvalidated-reads.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require a schema for request data that goes into the database',
      preset: 'strict',
      practices: ['4.1', '4.8'],
      confidence: 'high',
      cwe: [20],
      owasp: ['API8:2023'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      unvalidated: '{{text}} goes into the database as it came: nothing in front of this handler and nothing in it looks at the {{part}}. Validate the {{part}} with a schema.',
    },
  },

  when: [saysHttp, saysData],

  create(context) {
    return {
      'Program:exit'() {
        for (const { read, text } of unvalidatedReads(context)) context.report({ node: read.node, messageId: 'unvalidated', data: { text, part: read.part } });
      },
    };
  },
});
