import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { MAY_FALL_BACK, secretFallbacksOf } from '../../models/secrets/fallbacks.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow values in the source for secrets that the environment does not set',
      preset: 'recommended',
      practices: ['11.1'],
      confidence: 'high',
      cwe: [798, 1188],
      owasp: ['API8:2023', 'A05:2021'],
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      fallback: 'Where {{name}} is not set, the program runs with a secret that everyone finds in the source. Take the value away, and stop at start-up without it.',
      removeFallback: 'Take the value away, so that {{name}} has to be set.',
    },
  },

  when: [MAY_FALL_BACK],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, edit } of secretFallbacksOf(context)) {
          context.report({ node, messageId: 'fallback', data: { name }, suggest: edit ? [{ messageId: 'removeFallback', data: { name }, fix: fixOf([edit]) }] : [] });
        }
      },
    };
  },
});
