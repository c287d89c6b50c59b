import { createRule } from '../../models/create-rule.ts';
import { REPORT_OPTION } from '../../models/flow/danger.ts';
import { injectionFindings, mayInject } from '../../models/flow/injections.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow running text as code that is not constant',
      preset: 'recommended',
      practices: ['14.1'],
      confidence: 'high',
      cwe: [94, 95],
      owasp: ['A03:2021'],
    },
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { report: REPORT_OPTION },
      },
    ],
    defaultOptions: [{ report: 'value' }],
    messages: {
      tainted: 'The request writes the code that {{name}} runs ({{path}}): it can do whatever this process can. Read data with JSON.parse, and choose what to do from a list.',
      passed: 'The request writes the code that {{name}} runs at {{place}} ({{path}}): it can do whatever this process can. Read data with JSON.parse, and choose what to do from a list.',
      built: '{{name}} runs this value as code ({{path}}): whoever gets to choose it can do whatever this process can. Read data with JSON.parse, and choose what to do from a list.',
    },
  },

  when: [mayInject.code],

  create(context, { report }) {
    return {
      'Program:exit'() {
        for (const finding of injectionFindings(context, 'code', report)) context.report(finding);
      },
    };
  },
});
