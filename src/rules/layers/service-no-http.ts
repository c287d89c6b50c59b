import { createRule } from '../../models/create-rule.ts';
import { httpModel } from '../../models/http/model.ts';
import { firstHttpUses } from '../../models/http/use.ts';
import { isEntered } from '../../models/layers/entered.ts';
import { roleOf } from '../../models/layers/model.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow HTTP in services: requests, responses, cookies, headers, status codes and exceptions that carry one',
      preset: 'recommended',
      practices: ['5.3'],
      confidence: 'high',
      roles: ['service'],
    },
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          allowExceptions: {
            type: 'array',
            items: { type: 'string' },
            description: 'Exceptions with a status that services may throw: names of classes, or a package for all of its own, such as `@nestjs/common`.',
          },
        },
      },
    ],
    defaultOptions: [{ allowExceptions: [] }],
    messages: {
      parameter: 'A service takes HTTP in as {{what}}. Pass the values it needs.',
      injected: 'A service keeps HTTP in {{what}}. Pass the values it needs to its methods.',
      read: '{{what}} reads the HTTP request in a service. Read it where the request is answered and pass the value.',
      exception: '{{what}} carries an HTTP status ({{from}}), which is no business of a service. Throw an error of the domain, and map it where the request is answered.',
      status: '{{what}} is an HTTP status, which is no business of a service. Throw an error of the domain, and map it where the request is answered.',
      answer: '{{what}} writes an HTTP answer in a service. Return the data.',
      router: '{{what}} makes HTTP routes in a service. Register routes in a controller.',
    },
  },

  create(context, { allowExceptions }) {
    return {
      'Program:exit'() {
        const file = sourceFileOf(context);
        const http = httpModel(context);
        // Routes are made in a controller, whatever its file is called; settings are a statement.
        if (http.routes.length > 0 && roleOf(context).evidence !== 'settings') return;
        for (const { kind, node, what, from } of firstHttpUses(file, projectOf(context), allowExceptions)) {
          if (isEntered(http, node)) continue;
          context.report({ node, messageId: kind, data: { what, from: from ?? '' } });
        }
      },
    };
  },
});
