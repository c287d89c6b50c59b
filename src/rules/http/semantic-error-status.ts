import { fixOf } from '../../core/rule-context.ts';
import { wrongStatuses } from '../../models/answers/wrong-statuses.ts';
import { createRule } from '../../models/create-rule.ts';
import { hasHandlers } from '../../models/http/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Enforce the status that says what went wrong: 401, 404, 409 or 500',
      preset: 'recommended',
      practices: ['1.4'],
      confidence: 'high',
      roles: ['controller', 'service', 'middleware', 'entry', 'config', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      unauthenticated: 'This request carries no credentials, and {{status}} says something else. Answer with 401: the client has to authenticate.',
      missing: 'Nothing is at this address, and {{status}} says something else. Answer with 404.',
      duplicate: 'The row is there already, and {{status}} says something else. Answer with 409: the request conflicts with what is stored.',
      failed: 'Only the database can have failed here, and {{status}} says that the client did. Answer with 500.',
      setStatus: 'Answer with {{expected}}.',
    },
    hasSuggestions: true,
  },

  when: [hasHandlers],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, found, status, expected, edit } of wrongStatuses(context)) {
          context.report({ node, messageId: found, data: { status: String(status) }, suggest: edit ? [{ messageId: 'setStatus', data: { expected: String(expected) }, fix: fixOf([edit]) }] : [] });
        }
      },
    };
  },
});
