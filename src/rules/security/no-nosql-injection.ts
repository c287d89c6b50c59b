import { createRule } from '../../models/create-rule.ts';
import { taintedFindings } from '../../models/flow/injections.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow fields of a request body in filters of MongoDB where they may be operators',
      preset: 'recommended',
      practices: ['14.1'],
      confidence: 'high',
      cwe: [943],
      owasp: ['A03:2021'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      tainted: 'This field may be an object, and `{ "$ne": null }` matches every document ({{path}} in {{name}}). Check that it is a text with a schema, or compare with `{ $eq: … }`.',
      passed: 'This field may be an object, and `{ "$ne": null }` matches every document in the filter at {{place}} ({{path}}). Check that it is a text with a schema, or compare with `{ $eq: … }`.',
    },
  },

  create(context) {
    return {
      'Program:exit'() {
        for (const finding of taintedFindings(context, 'nosql')) context.report(finding);
      },
    };
  },
});
