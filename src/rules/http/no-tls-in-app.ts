import { createRule } from '../../models/create-rule.ts';
import { NAMES_TLS_SERVER, tlsServers } from '../../models/tls/model.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow applications that terminate TLS themselves',
      preset: 'strict',
      practices: ['1.1'],
      confidence: 'medium',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      terminated: '{{name}} makes the application terminate TLS: keys, renewals and protocol versions become its business. Serve plain HTTP behind a proxy that does it.',
    },
  },

  when: [NAMES_TLS_SERVER],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name } of tlsServers(context)) context.report({ node, messageId: 'terminated', data: { name } });
      },
    };
  },
});
