import { environmentBranchesOf, SAYS_STAGE } from '../../models/config/branches.ts';
import { createRule } from '../../models/create-rule.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow business code that depends on the name of the environment',
      preset: 'strict',
      practices: ['11.10'],
      confidence: 'medium',
      roles: ['service', 'repository', 'job', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: { feature: 'What this does depends on the name of the environment ({{name}}): it cannot be tried anywhere else, nor switched off. Ask a feature flag or a setting of its own.' },
  },

  when: [SAYS_STAGE],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, isBusiness } of environmentBranchesOf(context)) {
          if (isBusiness) context.report({ node, messageId: 'feature', data: { name } });
        }
      },
    };
  },
});
