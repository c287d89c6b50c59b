import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { equalityEdits } from '../../models/flow/filters.ts';
import { taintedFindings, taintedParts } from '../../models/flow/injections.ts';
import { saysHttp } from '../../models/http/model.ts';
import { sourceFileOf } from '../../project/project.ts';

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
      compare: 'Compare with {{equal}}.',
    },
    hasSuggestions: true,
  },

  when: [saysHttp],

  create(context) {
    return {
      'Program:exit'() {
        for (const finding of taintedFindings(context, 'nosql')) {
          const { equal = null } = finding.sink;
          const edits = finding.messageId === 'tainted' && equal !== null ? equalityEdits(sourceFileOf(context), taintedParts(context, 'nosql', finding.sink), equal) : null;
          const offered = { ...finding, suggest: edits && [{ messageId: 'compare' as const, data: { equal: equal ?? '' }, fix: fixOf(edits) }] };
          context.report(offered);
        }
      },
    };
  },
});
