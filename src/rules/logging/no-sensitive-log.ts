import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { MAY_LOG } from '../../models/logging/model.ts';
import { sensitiveLogsOf } from '../../models/logging/sensitive.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow passwords, tokens, keys, card numbers and whole request bodies and headers in logs',
      preset: 'recommended',
      practices: ['12.4'],
      confidence: 'high',
      cwe: [532],
      owasp: ['API8:2023', 'A09:2021', 'A04:2021'],
      strictOptions: { email: true },
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { email: { type: 'boolean', description: 'Also report e-mail addresses.' } },
      },
    ],
    defaultOptions: [{ email: false }],
    messages: {
      secret: '`{{name}}` is written to the log, where everyone who reads logs, and every store of them, has it. Leave it out, or log that it was there.',
      email: 'The e-mail address in `{{name}}` is personal data, and logs are kept and copied. Log an id.',
      whole: 'All of the {{name}} of the request is written to the log, with the passwords and tokens in it. Log the fields that are needed.',
      leaveOut: 'Leave it out.',
    },
  },

  when: [MAY_LOG],

  create(context, { email }) {
    return {
      'Program:exit'() {
        for (const { node, kind, name, edit } of sensitiveLogsOf(context, { email })) {
          context.report({ node, messageId: kind, data: { name }, suggest: edit ? [{ messageId: 'leaveOut', fix: fixOf([edit]) }] : [] });
        }
      },
    };
  },
});
