import { createRule } from '../../models/create-rule.ts';
import { hasHandlers } from '../../models/http/model.ts';
import { writesInSafeMethods } from '../../models/safe-methods/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow writes to the database while a GET, HEAD or OPTIONS request is answered',
      preset: 'recommended',
      practices: ['1.3'],
      confidence: 'medium',
      cwe: [650],
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      writes: '{{method}} must not change anything, and this {{action}} ({{path}}). Crawlers, prefetching browsers and caches repeat it or keep it away. Serve it with POST, PUT, PATCH or DELETE.',
    },
  },

  when: [hasHandlers],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, method, operation, path } of writesInSafeMethods(context)) {
          context.report({ node, messageId: 'writes', data: { method, action: ACTIONS[operation.action] + (operation.table ?? 'rows'), path: path.join(' → ') } });
        }
      },
    };
  },
});

const ACTIONS = { create: 'inserts into ', update: 'updates ', upsert: 'writes ', delete: 'deletes from ', read: 'reads ' } as const;
