import { createRule } from '../../models/create-rule.ts';
import { saysHttp } from '../../models/http/model.ts';
import { actingIdentitiesOf, authenticatedIdOf } from '../../models/identity/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow taking the acting user, owner or tenant from the request body',
      preset: 'recommended',
      practices: ['3.12', '5.8'],
      confidence: 'high',
      cwe: [639, 862],
      owasp: ['API1:2023', 'API3:2023', 'A01:2021'],
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      owner: 'The client chooses whose row this is: `{{field}}` of the request {{part}} becomes {{column}}. Take it from the authenticated context.',
      filter: 'The client chooses whose rows these are: `{{field}}` of the request {{part}} filters by {{column}}. Take it from the authenticated context.',
      useContext: 'Use `{{expression}}`.',
    },
  },

  when: [saysHttp],

  create(context) {
    return {
      'Program:exit'() {
        for (const identity of actingIdentitiesOf(context)) {
          const { node, field, table, use, read } = identity;
          const column = table === null ? `\`${identity.column}\`` : `\`${table}.${identity.column}\``;
          const expression = authenticatedIdOf(context, identity);
          context.report({
            node,
            messageId: use,
            data: { field, part: read.part, column },
            suggest: expression === null ? null : [{ messageId: 'useContext', data: { expression }, fix: (fixer) => fixer.replaceText(node, expression) }],
          });
        }
      },
    };
  },
});
