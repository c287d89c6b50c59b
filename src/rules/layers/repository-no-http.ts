import { createRule } from '../../models/create-rule.ts';
import { firstHttpUses } from '../../models/http/use.ts';
import { reachesStore } from '../../models/layers/model.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow HTTP in repositories: requests, responses, cookies, headers, status codes and exceptions that carry one',
      preset: 'recommended',
      practices: ['5.4'],
      confidence: 'high',
      roles: ['repository'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      parameter: 'A repository takes HTTP in as {{what}}. Pass the values the query needs.',
      injected: 'A repository keeps HTTP in {{what}}. Pass the values the query needs to its methods.',
      read: '{{what}} reads the HTTP request in a repository. Read it where the request is answered and pass the value.',
      exception: '{{what}} carries an HTTP status ({{from}}), which is no business of a repository. Return null or throw an error of the domain, and map it where the request is answered.',
      status: '{{what}} is an HTTP status, which is no business of a repository. Throw an error of the domain, and map it where the request is answered.',
      answer: '{{what}} writes an HTTP answer in a repository. Return the data.',
      router: '{{what}} makes HTTP routes in a repository. Register routes in a controller.',
    },
  },

  when: [reachesStore],

  create(context) {
    return {
      'Program:exit'() {
        for (const { kind, node, what, from } of firstHttpUses(sourceFileOf(context), projectOf(context))) {
          context.report({ node, messageId: kind, data: { what, from: from ?? '' } });
        }
      },
    };
  },
});
