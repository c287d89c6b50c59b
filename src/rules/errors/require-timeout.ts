import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { liftedLimits } from '../../models/http/server-limits.ts';
import { limitEdits } from '../../models/outgoing/time-limits.ts';
import { unlimitedRequests } from '../../models/outgoing/unlimited.ts';
import { unlimitedPools } from '../../models/sql/pool-limits.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require a time limit on outgoing HTTP requests',
      preset: 'recommended',
      practices: ['10.12'],
      confidence: 'high',
      strictOptions: { database: true },
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { database: { type: 'boolean', description: 'Also ask for the time limits of a database pool: for a connection, and for a statement.' } },
      },
    ],
    defaultOptions: [{ database: false }],
    messages: {
      unlimited: '{{name}} waits for as long as the other side likes: when that hangs, so does everything that waits here. Pass {{remedy}}.',
      unlimitedInstance: 'Requests of this instance wait for as long as the other side likes. Give it a limit: {{remedy}}.',
      lifted: '{{name}} of 0 lets a client take forever to send its request, and hold a connection meanwhile. Leave the default, or set a limit.',
      unlimitedPool: '{{name}} has no {{missing}}: a query may wait forever. Set it.',
      addLimit: 'Add {{remedy}}.',
      addLimits: 'Add {{missing}}.',
    },
  },

  create(context, { database }) {
    return {
      'Program:exit'() {
        for (const request of unlimitedRequests(context)) {
          const data = { name: request.name, remedy: request.library.time?.remedy ?? '' };
          const edits = limitEdits(request);
          const suggest = edits && [{ messageId: 'addLimit' as const, data: { remedy: data.remedy }, fix: fixOf(edits) }];
          if (request.form.makes) context.report({ node: request.node, messageId: 'unlimitedInstance', data: { remedy: data.remedy }, suggest });
          else context.report({ node: request.node, messageId: 'unlimited', data, suggest });
        }
        for (const { node, name } of liftedLimits(context)) context.report({ node, messageId: 'lifted', data: { name } });
        for (const { node, name, missing, edits } of database ? unlimitedPools(context) : []) {
          const data = { name, missing: missing.join(' and ') };
          context.report({ node, messageId: 'unlimitedPool', data, suggest: edits && [{ messageId: 'addLimits', data: { missing: data.missing }, fix: fixOf(edits) }] });
        }
      },
    };
  },
});
