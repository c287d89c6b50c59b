import { createRule } from '../../models/create-rule.ts';
import { CATCHES } from '../../models/errors/caught.ts';
import { scatteredMappingsOf } from '../../models/errors/scattered.ts';
import { saysHttp } from '../../models/http/model.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow handlers that each make a status of what they catch',
      preset: 'strict',
      practices: ['10.3'],
      confidence: 'medium',
      roles: ['controller', 'service', 'middleware', 'entry', 'config', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      scattered: '{{count}} handlers of this file each answer {{status}} to whatever they catch. Let the error go to the error handler of the application, which does it once, and logs it.',
    },
  },

  when: [CATCHES, saysHttp],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, status, count } of scatteredMappingsOf(context)) context.report({ node, messageId: 'scattered', data: { status: String(status), count: String(count) } });
      },
    };
  },
});
