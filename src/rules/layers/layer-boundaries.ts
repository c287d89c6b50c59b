import { createRule } from '../../models/create-rule.ts';
import { crossingsOf } from '../../models/layers/crossings.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Enforce the order of the layers: controllers call services, services call repositories, and none calls back',
      preset: 'recommended',
      practices: ['5.1'],
      confidence: 'high',
      roles: ['controller', 'service', 'repository'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      skip: 'This controller ({{from}}) skips the service layer: {{name}} is a repository ({{to}}). Call a service, such as {{between}}.',
      back: 'This {{fromRole}} ({{from}}) calls back to a {{toRole}}: {{name}} ({{to}}). Return the outcome to the caller, or move what is needed to a lower layer.',
      circle: 'This {{fromRole}} ({{from}}) and a {{toRole}} call each other: {{name}} ({{to}}) uses this file. Return the outcome to the caller, or move what is needed to a lower layer.',
    },
  },

  create(context) {
    return {
      'Program:exit'() {
        for (const { kind, dependency, from, to, between } of crossingsOf(context)) {
          const data = { name: dependency.name, fromRole: from.role, toRole: to.role, from: `${from.evidence} ${from.detail}`, to: `${to.evidence} ${to.detail}` };
          context.report({ node: dependency.node, messageId: kind, data: kind === 'skip' ? { ...data, between: between ?? '' } : data });
        }
      },
    };
  },
});
