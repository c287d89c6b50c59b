import { createRule } from '../../models/create-rule.ts';
import { taintedFindings } from '../../models/flow/injections.ts';
import { saysHttp } from '../../models/http/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow redirects to an address that the request chooses',
      preset: 'recommended',
      practices: ['14.1'],
      confidence: 'high',
      cwe: [601],
      owasp: ['A01:2021'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      tainted: 'A link to this address sends its visitor to any site ({{path}}). Choose the target from a list, or redirect to a path of your own: one `/` at its start is not enough, `//evil.example` has it too.',
      passed: 'A link to this address sends its visitor to any site ({{path}}, {{place}}). Choose the target from a list, or redirect to a path of your own: one `/` at its start is not enough, `//evil.example` has it too.',
    },
  },

  when: [saysHttp],

  create(context) {
    return {
      'Program:exit'() {
        for (const finding of taintedFindings(context, 'redirect')) context.report(finding);
      },
    };
  },
});
