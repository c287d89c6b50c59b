import { createRule } from '../../models/create-rule.ts';
import { applicationsOf, makesApplication } from '../../models/http/installations.ts';
import { COMPRESSION, documented } from '../../models/http/traces.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require compression of the answers of an application',
      preset: 'strict',
      practices: ['1.8'],
      confidence: 'high',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      missing: 'This application sends its answers uncompressed. Install {{middleware}} before its routes, or compress in the proxy in front of it.',
    },
  },

  when: [makesApplication],

  create(context) {
    return {
      'Program:exit'() {
        for (const app of applicationsOf(context)) {
          if (app.serves && app.has(COMPRESSION) === false) context.report({ node: app.node, messageId: 'missing', data: { middleware: documented(app.framework, COMPRESSION) } });
        }
      },
    };
  },
});
