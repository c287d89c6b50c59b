import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { REPORT_OPTION } from '../../models/flow/danger.ts';
import { execFileEdits } from '../../models/flow/exec-edits.ts';
import { injectionFindings, mayInject } from '../../models/flow/injections.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow commands for a shell that are put together from values',
      preset: 'recommended',
      practices: ['14.1', '14.3'],
      confidence: 'high',
      cwe: [77, 78, 88],
      owasp: ['A03:2021'],
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { report: REPORT_OPTION },
      },
    ],
    defaultOptions: [{ report: 'value' }],
    messages: {
      tainted: 'The request writes part of a shell command ({{path}}): `; rm -rf ~` is one as well. Run the program without a shell, its arguments in a list (`execFile`).',
      passed: 'The request writes part of the shell command at {{place}} ({{path}}): `; rm -rf ~` is one as well. Run the program without a shell, its arguments in a list (`execFile`).',
      built: 'This value becomes part of a shell command ({{path}}), and a blank, a quote or a `;` in it another command. Run the program without a shell, its arguments in a list (`execFile`).',
      list: 'Start the program with a list of arguments, without a shell.',
    },
  },

  when: [mayInject.shell],

  create(context, { report }) {
    return {
      'Program:exit'() {
        for (const finding of injectionFindings(context, 'shell', report)) {
          const edits = finding.messageId === 'passed' ? null : execFileEdits(finding.sink);
          const offered = { ...finding, suggest: edits && [{ messageId: 'list' as const, fix: fixOf(edits) }] };
          context.report(offered);
        }
      },
    };
  },
});
