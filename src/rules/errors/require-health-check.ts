import { createRule } from '../../models/create-rule.ts';
import { uncheckedApplications } from '../../models/http/health.ts';
import { makesApplication } from '../../models/http/installations.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require an address that tells whether an application is healthy',
      preset: 'strict',
      practices: ['10.10'],
      confidence: 'high',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: { missing: 'Nothing tells whether this application is healthy: a platform sends it requests before it is ready, and keeps one that hangs. Answer GET /health, and look there whether the database answers.' },
  },

  when: [makesApplication],

  create(context) {
    return {
      'Program:exit'() {
        for (const node of uncheckedApplications(context)) context.report({ node, messageId: 'missing' });
      },
    };
  },
});
