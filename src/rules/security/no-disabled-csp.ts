import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { MAY_SET_POLICY, weakPolicies } from '../../models/csp/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow a Content-Security-Policy that is switched off or lets all scripts run',
      preset: 'recommended',
      practices: ['14.5'],
      confidence: 'high',
      cwe: [693, 79],
      owasp: ['API8:2023', 'A05:2021'],
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      disabled: 'The Content-Security-Policy is switched off: a script that gets into a page runs as the user who sees it. Leave the default, or list what the pages need.',
      unsafe: 'The policy of scripts allows {{source}}: what an attacker gets into a page runs. Take it out, and allow scripts by a nonce or a hash.',
      useDefault: 'Use the default policy.',
      removeSource: 'Take {{source}} out.',
    },
  },

  when: [MAY_SET_POLICY],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, kind, source, edits } of weakPolicies(context)) {
          const fix = edits && fixOf(edits);
          if (kind === 'disabled') context.report({ node, messageId: 'disabled', suggest: fix && [{ messageId: 'useDefault', fix }] });
          else context.report({ node, messageId: 'unsafe', data: { source }, suggest: fix && [{ messageId: 'removeSource', data: { source }, fix }] });
        }
      },
    };
  },
});
