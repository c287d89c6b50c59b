import { createRule } from '../../models/create-rule.ts';
import { lateMiddlewares } from '../../models/http/order.ts';
import { registersInOrder } from '../../models/http/registrations.ts';
import { sourceFileOf } from '../../project/project.ts';

const NAMES: Readonly<Record<string, string>> = { cors: 'CORS', headers: 'Security headers', logging: 'Request logging' };

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Enforce that CORS, security headers and request logging are registered before routes and authentication',
      preset: 'recommended',
      practices: ['5.6'],
      confidence: 'high',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      routes: '{{what}} registered here does not reach the routes registered on line {{line}}: those answer first. Register it before them.',
      authentication: '{{what}} registered here does not reach requests that the authentication on line {{line}} turns away, preflight requests among them. Register it before.',
    },
  },

  when: [registersInOrder],

  create(context) {
    return {
      'Program:exit'() {
        for (const { registration, because, kind, before } of lateMiddlewares(context)) {
          context.report({ node: registration.at, messageId: before, data: { what: NAMES[kind] ?? kind, line: sourceFileOf(context).lineOf(because.at) } });
        }
      },
    };
  },
});
