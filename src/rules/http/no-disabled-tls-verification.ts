import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { disabledVerifications, SAYS_UNVERIFIED } from '../../models/tls/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow connections that do not verify the certificate of the other side',
      preset: 'recommended',
      practices: ['1.1'],
      confidence: 'high',
      cwe: [295],
      owasp: ['API8:2023', 'API10:2023'],
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      disabled: '{{name}} switches the check of certificates off: whoever stands between may read and change everything. Give the certificate authority (ca) instead.',
      verify: 'Verify certificates.',
    },
  },

  when: [SAYS_UNVERIFIED],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, edits } of disabledVerifications(context)) {
          context.report({ node, messageId: 'disabled', data: { name }, suggest: edits && [{ messageId: 'verify', fix: fixOf(edits) }] });
        }
      },
    };
  },
});
