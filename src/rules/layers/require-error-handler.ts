import { createRule } from '../../models/create-rule.ts';
import { applicationsOf, makesApplication } from '../../models/http/installations.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require one error handler for an application',
      preset: 'recommended',
      practices: ['5.7', '10.3'],
      confidence: 'high',
      cwe: [209, 755],
      owasp: ['API8:2023'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      missing: 'This application handles no errors: a failing route gets the default answer of the framework. Register one error handler{{place}}.',
    },
  },

  when: [makesApplication],

  create(context) {
    return {
      'Program:exit'() {
        for (const app of applicationsOf(context)) {
          if (app.isBare && app.serves && app.has('error-handler') === false) context.report({ node: app.node, messageId: 'missing', data: { place: app.handsOutwards ? ', before everything else' : ' of four parameters, behind all routes' } });
        }
      },
    };
  },
});
