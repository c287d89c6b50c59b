import { corsPolicies, SAYS_CORS } from '../../models/cors/model.ts';
import { createRule } from '../../models/create-rule.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow CORS that lets every origin in together with credentials',
      preset: 'recommended',
      practices: ['1.7'],
      confidence: 'high',
      cwe: [942],
      owasp: ['API8:2023'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      reflected: 'Every origin is let in together with credentials: any page can call this as the user who visits it. List the origins that may.',
      any: "Browsers refuse the origin '*' together with credentials. List the origins that may send credentials, or leave the credentials out.",
    },
  },

  when: [SAYS_CORS],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, originNode, origins, credentials } of corsPolicies(context)) {
          if (credentials === true && (origins === 'any' || origins === 'reflected')) context.report({ node: originNode ?? node, messageId: origins });
        }
      },
    };
  },
});
