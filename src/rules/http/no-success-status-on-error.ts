import { fixOf } from '../../core/rule-context.ts';
import { statusEdit } from '../../models/answers/edits.ts';
import { conditionOf } from '../../models/answers/conditions.ts';
import { statusOf } from '../../models/answers/answers.ts';
import { successesOnError } from '../../models/answers/model.ts';
import { createRule } from '../../models/create-rule.ts';
import { hasHandlers } from '../../models/http/model.ts';
import { sourceFileOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow answers that say that a request failed with a status that says it did not',
      preset: 'recommended',
      practices: ['1.4'],
      confidence: 'high',
      roles: ['controller', 'service', 'middleware', 'entry', 'config', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      success: 'This answer says that the request failed, and its status {{status}} that it did not. Clients, retries and monitoring read the status: set the one of the error.',
      setStatus: 'Answer with 500, the status of an unexpected error.',
    },
    hasSuggestions: true,
  },

  when: [hasHandlers],

  create(context) {
    return {
      'Program:exit'() {
        for (const write of successesOnError(context)) {
          const file = sourceFileOf(context);
          const isCaught = conditionOf(file, write.handler.fn, write.node)?.kind === 'catch';
          const edit = isCaught ? statusEdit(file, write, 500) : null;
          context.report({ node: write.statusNode ?? write.node, messageId: 'success', data: { status: String(statusOf(write)) }, suggest: edit ? [{ messageId: 'setStatus', fix: fixOf([edit]) }] : [] });
        }
      },
    };
  },
});
