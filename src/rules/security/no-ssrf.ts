import { createRule } from '../../models/create-rule.ts';
import { taintedFindings } from '../../models/flow/injections.ts';
import { saysHttp } from '../../models/http/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow outgoing requests to a host that the request chooses',
      preset: 'recommended',
      practices: ['14.1'],
      confidence: 'high',
      cwe: [918],
      owasp: ['API7:2023', 'A10:2021'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      tainted: 'The request chooses the host that {{name}} asks ({{path}}): it reaches what only this server can, such as cloud metadata and neighbours. Choose the host from a list and check it after parsing (`new URL(…).hostname`).',
      passed: 'The request chooses the host that {{name}} asks at {{place}} ({{path}}): it reaches what only this server can, such as cloud metadata and neighbours. Choose the host from a list and check it after parsing (`new URL(…).hostname`).',
    },
  },

  when: [saysHttp],

  create(context) {
    return {
      'Program:exit'() {
        for (const finding of taintedFindings(context, 'address')) context.report(finding);
      },
    };
  },
});
