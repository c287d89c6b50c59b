import { createRule } from '../../models/create-rule.ts';
import { applicationsOf, makesApplication } from '../../models/http/installations.ts';
import { documented } from '../../models/http/traces.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require security headers on the answers of an application',
      preset: 'recommended',
      practices: ['1.5', '14.13'],
      confidence: 'high',
      cwe: [693, 1021],
      owasp: ['API8:2023'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      missing: 'This application answers without security headers: nothing it installs sets X-Content-Type-Options, X-Frame-Options, Strict-Transport-Security or Content-Security-Policy. Install {{middleware}} before its routes.',
    },
  },

  when: [makesApplication],

  create(context) {
    return {
      'Program:exit'() {
        for (const app of applicationsOf(context)) {
          if (app.serves && app.has('headers') === false) context.report({ node: app.node, messageId: 'missing', data: { middleware: documented(app.framework, 'headers') } });
        }
      },
    };
  },
});
