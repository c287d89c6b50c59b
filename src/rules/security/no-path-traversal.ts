import { createRule } from '../../models/create-rule.ts';
import { taintedFindings } from '../../models/flow/injections.ts';
import { saysHttp } from '../../models/http/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow request data in the paths of files without a check that it stays in its folder',
      preset: 'recommended',
      practices: ['14.1'],
      confidence: 'high',
      cwe: [22, 23],
      owasp: ['A01:2021'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      tainted: 'The request chooses which file {{name}} opens ({{path}}): `../` leads out of the folder. Take only its `path.basename`, or resolve it and go on only when it starts with the folder.',
      passed: 'The request chooses which file {{name}} opens at {{place}} ({{path}}): `../` leads out of the folder. Take only its `path.basename`, or resolve it and go on only when it starts with the folder.',
    },
  },

  when: [saysHttp],

  create(context) {
    return {
      'Program:exit'() {
        for (const finding of taintedFindings(context, 'file')) context.report(finding);
      },
    };
  },
});
