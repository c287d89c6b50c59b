import { createRule } from '../../models/create-rule.ts';
import { mayServeChanges, servedChangesOf } from '../../models/migrations/schema-changes.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow changes of the database schema while requests and jobs are handled',
      preset: 'recommended',
      practices: ['6.13'],
      confidence: 'high',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      served: '{{change}} runs while the application serves ({{path}}): it locks the table for everyone, needs rights the application should not have, and is in no migration. Move it to one.',
    },
  },

  when: [mayServeChanges],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, change, path } of servedChangesOf(context)) {
          context.report({ node, messageId: 'served', data: { change, path: path.join(' → ') } });
        }
      },
    };
  },
});
