import { fixOf } from '../../core/rule-context.ts';
import { statusEdit } from '../../models/answers/edits.ts';
import { lateValidationsOf, refusalsOf } from '../../models/answers/invalid-input.ts';
import { createRule } from '../../models/create-rule.ts';
import { saysHttp } from '../../models/http/model.ts';
import { sourceFileOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Enforce the status 400 or 422 for data that a validator refuses, before the database is asked',
      preset: 'recommended',
      practices: ['4.2'],
      confidence: 'high',
      roles: ['controller', 'service', 'middleware', 'entry', 'config', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { statuses: { type: 'array', items: { type: 'string', enum: ['400', '422'] }, minItems: 1, uniqueItems: true, description: 'Statuses that say that the data of a request is wrong; the first is suggested.' } },
      },
    ],
    defaultOptions: [{ statuses: ['400', '422'] }],
    messages: {
      otherStatus: 'A validator has refused what the client sent, and {{status}} says something else. Answer with {{expected}}.',
      late: 'The {{part}} is validated when the database has been asked with it already. Validate it first.',
      afterWrite: 'The {{part}} is validated when something has been written already. Validate it first.',
      setStatus: 'Answer with {{expected}}.',
    },
    hasSuggestions: true,
  },

  when: [saysHttp],

  create(context, { statuses }) {
    const [expected = '400'] = statuses;
    return {
      'Program:exit'() {
        for (const { answer, part } of refusalsOf(context)) {
          const { status, node, write } = answer;
          // A path that no row can have is an address where nothing is.
          if (statuses.includes(String(status) as '400' | '422') || (status === 404 && (part === 'params' || part === null))) continue;
          const edit = write && statusEdit(sourceFileOf(context), write, Number(expected));
          context.report({ node, messageId: 'otherStatus', data: { status: String(status), expected: statuses.join(' or ') }, suggest: edit ? [{ messageId: 'setStatus', data: { expected }, fix: fixOf([edit]) }] : [] });
        }
        for (const { node, part, isWritten } of lateValidationsOf(context)) context.report({ node, messageId: isWritten ? 'afterWrite' : 'late', data: { part } });
      },
    };
  },
});
