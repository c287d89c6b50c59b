import { inProcessCachesOf } from '../../models/cache/in-process.ts';
import { createRule } from '../../models/create-rule.ts';
import { AWAITS } from '../../models/reach/awaited.ts';
import { sourceFileOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow caches that live in the memory of one process',
      preset: 'strict',
      practices: ['7.2', '7.7'],
      confidence: 'medium',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'serverless', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      local: '`{{name}}` caches in this process alone (it is filled on line {{line}}): every other process keeps a copy of its own, and none learns of a change. Use a cache that all processes share.',
    },
  },

  when: [AWAITS],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, filled } of inProcessCachesOf(context)) {
          context.report({ node, messageId: 'local', data: { name, line: sourceFileOf(context).lineOf(filled) } });
        }
      },
    };
  },
});
