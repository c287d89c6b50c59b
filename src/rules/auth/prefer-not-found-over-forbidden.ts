import { fixOf } from '../../core/rule-context.ts';
import { SAYS_FORBIDDEN, tellingRefusals } from '../../models/access/forbidden.ts';
import { createRule } from '../../models/create-rule.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce 404 for resources of other people, so that their existence does not show',
      preset: 'strict',
      practices: ['3.14'],
      confidence: 'medium',
      cwe: [204],
      owasp: ['API1:2023', 'A01:2021'],
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      telling: '403 after a comparison with `{{owner}}` tells that the resource of somebody else exists. Answer with 404, as for one that does not.',
      setStatus: 'Answer with 404.',
    },
  },

  when: [SAYS_FORBIDDEN],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, owner, edit } of tellingRefusals(context)) {
          context.report({ node, messageId: 'telling', data: { owner }, suggest: edit ? [{ messageId: 'setStatus', fix: fixOf([edit]) }] : [] });
        }
      },
    };
  },
});
