import { createRule } from '../../models/create-rule.ts';
import { exposedErrorsOf, mayExpose } from '../../models/errors/exposure.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow messages, stacks and other parts of unexpected errors in what a client is answered',
      preset: 'recommended',
      practices: ['10.6', '10.7', '14.11'],
      confidence: 'high',
      cwe: [209],
      owasp: ['API8:2023', 'A05:2021', 'A04:2021'],
      roles: ['controller', 'service', 'middleware', 'entry', 'config', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      error: 'The client gets all that an unexpected error carries: {{text}}. Log it, and answer with a fixed text.',
      message: 'The client reads what an unexpected error says: {{text}} may name tables, files and hosts. Log it, and answer with a fixed text.',
      stack: 'The client sees the stack of the error: {{text}} shows files and versions. Log it, and leave it out.',
      detail: 'The client sees what the database says of the failure: {{text}}. Log it, and answer with a fixed text.',
    },
  },

  when: [mayExpose],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, exposed, text } of exposedErrorsOf(context)) context.report({ node, messageId: exposed, data: { text } });
      },
    };
  },
});
