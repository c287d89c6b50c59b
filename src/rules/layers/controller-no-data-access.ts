import { createRule } from '../../models/create-rule.ts';
import { controllerAccessesOf } from '../../models/layers/data-access.ts';
import { saysData } from '../../models/sql/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow queries in controllers of a project that has repositories',
      preset: 'recommended',
      practices: ['5.2'],
      confidence: 'high',
      roles: ['controller'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: { access: '{{what}} reaches stored data in a controller, past the repositories of this project. Put the query into one, such as {{repository}}, and call it through a service where the project has services.' },
  },

  when: [saysData],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, what, repository } of controllerAccessesOf(context)) context.report({ node, messageId: 'access', data: { what, repository } });
      },
    };
  },
});
