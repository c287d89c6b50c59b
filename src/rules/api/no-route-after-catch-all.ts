import { createRule } from '../../models/create-rule.ts';
import { unreached } from '../../models/http/order.ts';
import { registersInOrder } from '../../models/http/registrations.ts';
import { sourceFileOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow routes and middlewares that are registered behind a handler which answers everything',
      preset: 'recommended',
      practices: ['2.6'],
      confidence: 'high',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      route: 'No request reaches this route: the handler registered on line {{line}} answers everything before it. Register the route before that handler.',
      mount: 'No request reaches this router: the handler registered on line {{line}} answers everything before it. Mount the router before that handler.',
      install: 'No request reaches this middleware: the handler registered on line {{line}} answers everything before it. Register the middleware before that handler.',
    },
  },

  when: [registersInOrder],

  create(context) {
    return {
      'Program:exit'() {
        const told = new Set<unknown>();
        for (const { registration, because } of unreached(context)) {
          if (told.has(registration.at)) continue;
          told.add(registration.at);
          context.report({ node: registration.at, messageId: registration.type, data: { line: sourceFileOf(context).lineOf(because.at) } });
        }
      },
    };
  },
});
