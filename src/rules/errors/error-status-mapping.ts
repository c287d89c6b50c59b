import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { wrongMappingsOf } from '../../models/errors/mapping.ts';
import { saysHttp } from '../../models/http/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Enforce the status in error handlers that says what went wrong',
      preset: 'recommended',
      practices: ['10.5'],
      confidence: 'high',
      roles: ['controller', 'service', 'middleware', 'entry', 'config', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      validation: 'The request did not validate, and {{status}} says something else. Answer with 400.',
      unique: 'The row is there already, and {{status}} says something else. Answer with 409: the request conflicts with what is stored.',
      'foreign-key': 'What the request refers to is not there, and {{status}} says something else. Answer with 404.',
      missing: 'Nothing was found, and {{status}} says something else. Answer with 404.',
      unknown: 'Nothing is known of the error here, and {{status}} says that the server did not fail. Answer with 500.',
      setStatus: 'Answer with {{expected}}.',
    },
  },

  when: [saysHttp],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, kind, status, expected, edit } of wrongMappingsOf(context)) {
          const suggest = edit ? [{ messageId: 'setStatus' as const, data: { expected: String(expected) }, fix: fixOf([edit]) }] : [];
          context.report({ node, messageId: kind, data: { status: String(status) }, suggest });
        }
      },
    };
  },
});
