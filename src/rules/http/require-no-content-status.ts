import { fixOf } from '../../core/rule-context.ts';
import { statusEdit } from '../../models/answers/edits.ts';
import { emptyDeletions } from '../../models/answers/model.ts';
import { createRule } from '../../models/create-rule.ts';
import { hasHandlers } from '../../models/http/model.ts';
import { sourceFileOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require the status 204 for the answer to a DELETE that has no body',
      preset: 'strict',
      practices: ['1.4'],
      confidence: 'medium',
      roles: ['controller', 'service', 'entry', 'config', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      empty: 'This answer to DELETE has no body, and the status 200 promises one. Say 204 No Content.',
      setStatus: 'Answer with 204.',
    },
    hasSuggestions: true,
  },

  when: [hasHandlers],

  create(context) {
    return {
      'Program:exit'() {
        for (const write of emptyDeletions(context)) {
          const edit = statusEdit(sourceFileOf(context), write, 204);
          context.report({ node: write.statusNode ?? write.node, messageId: 'empty', suggest: edit ? [{ messageId: 'setStatus', fix: fixOf([edit]) }] : [] });
        }
      },
    };
  },
});
