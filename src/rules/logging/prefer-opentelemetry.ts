import { createRule } from '../../models/create-rule.ts';
import { NAMES_VENDOR, vendorImports } from '../../models/telemetry/packages.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce OpenTelemetry in place of the agent of one vendor',
      preset: 'off',
      practices: ['12.11'],
      confidence: 'high',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: { vendor: 'What {{module}} records only {{vendor}} reads. Instrument with OpenTelemetry, whose data {{vendor}} and others take.' },
  },

  when: [NAMES_VENDOR],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, module, vendor } of vendorImports(context)) context.report({ node, messageId: 'vendor', data: { module, vendor } });
      },
    };
  },
});
