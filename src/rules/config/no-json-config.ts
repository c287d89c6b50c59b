import { jsonConfigsOf, SAYS_JSON } from '../../models/config/json-files.ts';
import { createRule } from '../../models/create-rule.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow settings in JSON files',
      preset: 'strict',
      practices: ['11.5'],
      confidence: 'medium',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: { json: 'Settings come from {{path}}, which every deployment has to ship and change. Read them from the environment, and validate them there.' },
  },

  when: [SAYS_JSON],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, path } of jsonConfigsOf(context)) context.report({ node, messageId: 'json', data: { path } });
      },
    };
  },
});
