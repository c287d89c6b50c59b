import { createRule } from '../../models/create-rule.ts';
import { injectionFindings, mayInject } from '../../models/flow/injections.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow values in HTML that are neither escaped nor sanitized',
      preset: 'recommended',
      practices: ['14.1', '14.4'],
      confidence: 'high',
      cwe: [79, 80],
      owasp: ['A03:2021'],
      strictOptions: { report: 'value' },
    },
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          report: {
            type: 'string',
            enum: ['tainted', 'value'],
            description: '`tainted`: only request data. `value`: also parameters, rows and errors, where nothing proves them harmless.',
          },
        },
      },
    ],
    defaultOptions: [{ report: 'tainted' }],
    messages: {
      tainted: 'The request writes part of {{name}} ({{path}}): a `<script>` in it runs in the browser of whoever opens the link. Escape it (`escape-html`), sanitize it, or let a template engine do so.',
      passed: 'The request writes part of the page at {{place}} ({{path}}): a `<script>` in it runs in the browser of whoever opens the link. Escape it (`escape-html`), sanitize it, or let a template engine do so.',
      built: 'This value becomes part of {{name}} as it is ({{path}}): a `<script>` in it runs in the browser. Escape it (`escape-html`), sanitize it, or let a template engine do so.',
    },
  },

  when: [mayInject.html],

  create(context, { report }) {
    return {
      'Program:exit'() {
        for (const finding of injectionFindings(context, 'html', report)) context.report(finding);
      },
    };
  },
});
