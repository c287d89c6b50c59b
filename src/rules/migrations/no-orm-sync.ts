import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { MAY_SYNC, schemaSyncsOf, turnOff } from '../../models/migrations/orm-sync.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow an ORM that changes the database schema from its models when the application starts',
      preset: 'recommended',
      practices: ['6.13'],
      confidence: 'high',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      option: '`{{name}}` lets the ORM change the schema at each start, not only in tests: nobody reviews the change, and it may drop columns with their data. Turn it off and write a migration.',
      default: '`{{name}}` also lets the ORM change the schema at each start: nobody reviews the change, and it may drop columns with their data. Set `synchronize` to false and write a migration.',
      elsewhere: 'These options turn on `synchronize` ({{name}}): the ORM changes the schema at each start, nobody reviews the change, and it may drop columns with their data. Turn it off and write a migration.',
      call: '`{{name}}()` changes the schema from the models, not only in tests: nobody reviews the change, and it may drop columns with their data. Write a migration.',
      turnOff: 'Set `synchronize` to false.',
    },
  },

  when: [MAY_SYNC],

  create(context) {
    return {
      'Program:exit'() {
        for (const sync of schemaSyncsOf(context)) {
          const edit = turnOff(sync);
          context.report({
            node: sync.node,
            messageId: sync.kind,
            data: { name: sync.name },
            suggest: edit && [{ messageId: 'turnOff', fix: fixOf([edit]) }],
          });
        }
      },
    };
  },
});
