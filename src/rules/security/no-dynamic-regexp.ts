import { createRule } from '../../models/create-rule.ts';
import { taintedFindings } from '../../models/flow/injections.ts';
import { saysHttp } from '../../models/http/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow regular expressions that are made of request data',
      preset: 'recommended',
      practices: ['14.1'],
      confidence: 'high',
      cwe: [1333, 730],
      owasp: ['A03:2021', 'API4:2023'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      tainted: 'The request writes this regular expression ({{path}}): one such as `(a+)+$` stops the process for minutes. Escape its special characters (`RegExp.escape`), or compare texts.',
      passed: 'The request writes the regular expression at {{place}} ({{path}}): one such as `(a+)+$` stops the process for minutes. Escape its special characters (`RegExp.escape`), or compare texts.',
    },
  },

  when: [saysHttp],

  create(context) {
    return {
      'Program:exit'() {
        for (const finding of taintedFindings(context, 'regexp')) context.report(finding);
      },
    };
  },
});
