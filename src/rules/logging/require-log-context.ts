import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { saysHttp } from '../../models/http/model.ts';
import { MAY_LOG, usesLogger } from '../../models/logging/model.ts';
import { contextlessLogsOf } from '../../models/logging/request-context.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require the logger of the request in handlers that have one',
      preset: 'strict',
      practices: ['12.5'],
      confidence: 'high',
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      root: 'This logger does not know which request it logs for, so that its lines cannot be found by the id of the request. Use {{instead}}.',
      useRequestLogger: 'Use {{instead}}.',
    },
  },

  when: [MAY_LOG, usesLogger, saysHttp],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, instead, edit } of contextlessLogsOf(context)) {
          const suggest = edit ? [{ messageId: 'useRequestLogger' as const, data: { instead }, fix: fixOf([edit]) }] : [];
          context.report({ node, messageId: 'root', data: { instead }, suggest });
        }
      },
    };
  },
});
