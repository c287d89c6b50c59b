import { fixOf } from '../../core/rule-context.ts';
import { SAYS_SECRET, unsafeComparisonsOf } from '../../models/comparisons/model.ts';
import { createRule } from '../../models/create-rule.ts';

const WHAT = { signature: 'A signature', hash: 'A derived hash', configured: 'A secret of the configuration', stored: 'A stored secret' } as const;

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow comparing secrets, tokens and signatures with operators that end at the first difference',
      preset: 'recommended',
      practices: ['3.1'],
      confidence: 'high',
      cwe: [208],
      owasp: ['A02:2021', 'API2:2023'],
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      unsafe: '{{what}} is compared with `{{operator}}`, whose time tells how much of it is right. Use crypto.timingSafeEqual on values of one length.',
      compareSafely: 'Compare with timingSafeEqual, which throws where the lengths differ.',
    },
  },

  when: [SAYS_SECRET],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, kind, edit } of unsafeComparisonsOf(context)) {
          context.report({
            node,
            messageId: 'unsafe',
            data: { what: WHAT[kind], operator: node.operator },
            suggest: edit ? [{ messageId: 'compareSafely', fix: fixOf([edit]) }] : [],
          });
        }
      },
    };
  },
});
