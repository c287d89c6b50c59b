import { fixOf } from '../../core/rule-context.ts';
import { SAYS_COOKIE, weakCookies } from '../../models/cookies/model.ts';
import { createRule } from '../../models/create-rule.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require httpOnly, secure and sameSite on cookies of sessions and authentication',
      preset: 'recommended',
      practices: ['1.6', '3.5', '14.6'],
      confidence: 'high',
      cwe: [614, 1004, 1275],
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      weak: "The cookie '{{name}}' carries who is signed in, and is set without {{flags}}. Set it with httpOnly, secure and sameSite.",
      addFlags: 'Add {{flags}}.',
    },
  },

  when: [SAYS_COOKIE],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, flags, edits } of weakCookies(context)) {
          const data = { name, flags: flags.join(', ') };
          context.report({ node, messageId: 'weak', data, suggest: edits && [{ messageId: 'addFlags', data, fix: fixOf(edits) }] });
        }
      },
    };
  },
});
