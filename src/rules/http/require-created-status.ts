import { fixOf } from '../../core/rule-context.ts';
import { statusEdit } from '../../models/answers/edits.ts';
import { unsaidCreations } from '../../models/answers/model.ts';
import { createRule } from '../../models/create-rule.ts';
import { hasHandlers } from '../../models/http/model.ts';
import { sourceFileOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require the status 201 for the answer to a request that has created something',
      preset: 'strict',
      practices: ['1.4'],
      confidence: 'medium',
      roles: ['controller', 'service', 'entry', 'config', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      unsaid: 'This request has created what it answers with. Say so: 201 Created, and not 200.',
      setStatus: 'Answer with 201.',
    },
    hasSuggestions: true,
  },

  when: [hasHandlers],

  create(context) {
    return {
      'Program:exit'() {
        for (const write of unsaidCreations(context)) {
          const edit = statusEdit(sourceFileOf(context), write, 201);
          context.report({ node: write.statusNode ?? write.node, messageId: 'unsaid', suggest: edit ? [{ messageId: 'setStatus', fix: fixOf([edit]) }] : [] });
        }
      },
    };
  },
});
