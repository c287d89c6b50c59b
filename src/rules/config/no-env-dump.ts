import { SAYS_ENVIRONMENT } from '../../models/config/reads.ts';
import { createRule } from '../../models/create-rule.ts';
import { envDumpsOf } from '../../models/config/dumps.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow the whole environment in logs, answers and bundles',
      preset: 'recommended',
      practices: ['11.7'],
      confidence: 'high',
      cwe: [200, 532, 526],
      owasp: ['API8:2023', 'A05:2021'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      log: 'This writes every variable of the environment to the log, secrets included. Log the settings that matter by name.',
      answer: 'This sends every variable of the environment to the client, secrets included. Answer with the settings that matter by name.',
      bundle: 'This writes every variable of the environment into the code that browsers load, secrets included. Define the variables they need by name.',
    },
  },

  when: [SAYS_ENVIRONMENT],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, to } of envDumpsOf(context)) context.report({ node, messageId: to });
      },
    };
  },
});
