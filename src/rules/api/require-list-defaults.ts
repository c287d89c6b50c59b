import { openPageParameters } from '../../models/answers/page-parameters.ts';
import { createRule } from '../../models/create-rule.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require a default for the page and order of lists, and an upper bound for the size of a page',
      preset: 'strict',
      practices: ['2.14'],
      confidence: 'medium',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      default: "'{{name}}' has no default: a client that leaves it out gets an error or an undefined page. Set one on the server.",
      maximum: "'{{name}}' has no upper bound: a client can ask for every row at once. Limit it on the server.",
      both: "'{{name}}' has neither a default nor an upper bound: a client that leaves it out, or asks for a million, gets what it likes. Set both on the server.",
    },
  },

  create(context) {
    return {
      'Program:exit'() {
        for (const { name, node, lacks } of openPageParameters(context)) context.report({ node, messageId: lacks, data: { name } });
      },
    };
  },
});
