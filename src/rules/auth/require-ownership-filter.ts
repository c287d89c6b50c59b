import { unownedQueries } from '../../models/access/ownership.ts';
import { createRule } from '../../models/create-rule.ts';
import { saysHttp } from '../../models/http/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require the owner beside the id where a request names a row that belongs to somebody',
      preset: 'strict',
      practices: ['3.13', '14.8'],
      confidence: 'medium',
      cwe: [639],
      owasp: ['API1:2023', 'A01:2021'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      read: 'Any user reads any row of `{{table}}` by its id: nothing asks whose it is. Filter by `{{owner}}` as well.',
      update: 'Any user changes any row of `{{table}}` by its id: nothing asks whose it is. Filter by `{{owner}}` as well.',
      delete: 'Any user deletes any row of `{{table}}` by its id: nothing asks whose it is. Filter by `{{owner}}` as well.',
    },
  },

  when: [saysHttp],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, action, table, owner } of unownedQueries(context)) {
          if (action === 'read' || action === 'update' || action === 'delete') context.report({ node, messageId: action, data: { table, owner } });
        }
      },
    };
  },
});
