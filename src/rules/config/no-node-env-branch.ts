import { environmentBranchesOf, SAYS_STAGE } from '../../models/config/branches.ts';
import { createRule } from '../../models/create-rule.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow asking for the name of the environment outside the configuration',
      preset: 'strict',
      practices: ['11.13'],
      confidence: 'medium',
      roles: ['controller', 'repository', 'middleware', 'entry', 'job', 'worker', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: { branch: 'This depends on the name of the environment ({{name}}), so that no other environment runs what production runs. Give what differs a setting of its own in the configuration, and ask that.' },
  },

  when: [SAYS_STAGE],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, isBusiness } of environmentBranchesOf(context)) {
          if (!isBusiness) context.report({ node, messageId: 'branch', data: { name } });
        }
      },
    };
  },
});
