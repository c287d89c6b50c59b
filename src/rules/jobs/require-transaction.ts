import { any, words } from '../../core/gates.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { mayWork } from '../../models/queues/work.ts';
import { AWAITS } from '../../models/reach/awaited.ts';
import { halfWrittenOf } from '../../models/transactions/jobs.ts';
import { says } from '../../project/project.ts';

const WAITS = any(AWAITS, words('Promise'));

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require a transaction around the writes of a job',
      preset: 'recommended',
      practices: ['8.6'],
      confidence: 'medium',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'serverless', 'unknown'],
      strictOptions: { services: true },
    },
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { services: { type: 'boolean', description: 'Also report services that write to two tables of one aggregate without a transaction.' } },
      },
    ],
    defaultOptions: [{ services: false }],
    messages: {
      apart: 'When this write to `{{second}}` fails, the one to `{{first}}` on line {{line}} stays without it, and the next try does it again. Write both in one transaction.',
      below: 'This writes to `{{first}}` and then to `{{second}}`, each for itself ({{path}}): when the second write fails the first one stays, and the next try does it again. Write both in one transaction.',
      parts: 'When this write to `{{second}}` fails, the one to `{{first}}` on line {{line}} stays without it. Write both in one transaction.',
    },
  },

  when: [mayLeaveHalf],

  create(context, { services = false }) {
    return {
      'Program:exit'() {
        for (const { node, kind, first, second, line, path } of halfWrittenOf(context, services)) {
          context.report({ node, messageId: kind, data: kind === 'below' ? { first, second, path: path.join(' → ') } : { first, second, line } });
        }
      },
    };
  },
});

/** Whether the linted file may hold work of jobs, or waits as services do. */
function mayLeaveHalf(context: RuleContext): boolean {
  return says(context, WAITS) || mayWork(context);
}
