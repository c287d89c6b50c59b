import { locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { hasHandlers } from '../../models/http/model.ts';
import { thicknessesOf } from '../../models/layers/thickness.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce handlers that leave the work to services',
      preset: 'strict',
      practices: ['5.2'],
      confidence: 'medium',
      roles: ['controller', 'service', 'entry', 'config', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          maxStatements: { type: 'integer', minimum: 1, description: 'Statements a handler may have besides reading the request, early ends, answers and error handling.' },
          maxBranches: { type: 'integer', minimum: 0, description: 'Branches and loops it may have besides those.' },
        },
      },
    ],
    defaultOptions: [{ maxStatements: 10, maxBranches: 4 }],
    messages: {
      thick: 'This handler has {{statements}} statements and {{branches}} branches of its own (at most {{maxStatements}} and {{maxBranches}}). Move that work into a service.',
    },
  },

  when: [hasHandlers],

  create(context, { maxStatements, maxBranches }) {
    return {
      'Program:exit'() {
        for (const { handler, statements, branches } of thicknessesOf(context)) {
          if (statements <= maxStatements && branches <= maxBranches) continue;
          const { fn } = handler;
          context.report({ loc: locOf(context, [fn.range[0], fn.body?.range[0] ?? fn.range[1]]), messageId: 'thick', data: { statements, branches, maxStatements, maxBranches } });
        }
      },
    };
  },
});
