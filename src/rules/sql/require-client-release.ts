import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { MAY_ACQUIRE } from '../../models/sql/connections.ts';
import { leaksOf } from '../../models/sql/leaks.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require every connection taken out of a pool to go back on every path',
      preset: 'recommended',
      practices: ['6.21'],
      confidence: 'high',
      cwe: [404, 772],
      owasp: ['API4:2023'],
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      never: '{{name}} takes a connection out of the pool, and nothing gives it back: the pool runs dry. Call {{release}} in a finally block.',
      fails: 'An error on line {{line}} keeps the connection of {{name}} out of the pool for good. Call {{release}} there too, in a finally block.',
      leaves: 'The connection of {{name}} is not given back when the function ends on line {{line}}. Call {{release}} on every path, in a finally block.',
      addFinally: 'Give it back in a finally block.',
    },
    hasSuggestions: true,
  },

  when: [MAY_ACQUIRE],

  create(context) {
    return {
      'Program:exit'() {
        for (const { acquire, kind, line, edits } of leaksOf(context)) {
          const { node, name, acquisition } = acquire;
          const release = acquisition.finally ?? acquisition.release.map((method) => `${method}()`).join(' or ');
          context.report({
            node,
            messageId: kind,
            data: line === null ? { name, release } : { name, release, line },
            suggest: edits && [{ messageId: 'addFinally', fix: fixOf(edits) }],
          });
        }
      },
    };
  },
});
