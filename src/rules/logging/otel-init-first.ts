import { createRule } from '../../models/create-rule.ts';
import { lateSetup, SAYS_TELEMETRY } from '../../models/telemetry/setup.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Enforce that OpenTelemetry is set up before the modules it instruments are loaded',
      preset: 'recommended',
      practices: ['12.11'],
      confidence: 'high',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      late: "'{{module}}' is loaded before OpenTelemetry can patch it{{way}}: its spans are missing. Import this set-up first of all, or with node --import.",
    },
  },

  when: [SAYS_TELEMETRY],

  create(context) {
    return {
      'Program:exit'() {
        const late = lateSetup(context);
        if (late) context.report({ node: late.node, messageId: 'late', data: { module: late.module, way: late.module === late.before ? '' : ` (by '${late.before}')` } });
      },
    };
  },
});
