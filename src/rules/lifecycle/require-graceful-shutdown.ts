import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { endlessApplications, lonelySignals, saysApplication } from '../../models/lifecycle/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require that an application answers what it has when it is told to end',
      preset: 'recommended',
      practices: ['13.1', '13.2'],
      confidence: 'high',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      missing: 'Nothing handles SIGTERM: a deployment or a restart cuts off every request this application is answering. On SIGTERM and SIGINT close the server, wait until it has answered, then close what it works with.',
      lonely: '{{has}} is handled and {{misses}} is not: that one cuts off every request. Handle both with the same function.',
      handleBoth: 'Handle {{misses}} too.',
    },
    hasSuggestions: true,
  },

  when: [saysApplication],

  create(context) {
    return {
      'Program:exit'() {
        for (const node of endlessApplications(context)) context.report({ node, messageId: 'missing' });
        for (const { node, has, misses, edits } of lonelySignals(context)) context.report({ node, messageId: 'lonely', data: { has, misses }, suggest: edits && [{ messageId: 'handleBoth', data: { misses }, fix: fixOf(edits) }] });
      },
    };
  },
});
