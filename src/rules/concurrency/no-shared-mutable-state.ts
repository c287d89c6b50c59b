import { createRule } from '../../models/create-rule.ts';
import { AWAITS } from '../../models/reach/awaited.ts';
import { staleWritesOf } from '../../models/state/across-await.ts';
import { hostViewOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow writing a value of the module after an await with what was read before it',
      preset: 'strict',
      practices: ['16.5'],
      confidence: 'high',
      cwe: [362],
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'job', 'worker', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      stale: 'Other calls change `{{name}}` while this one waits on line {{wait}}, and what they wrote is lost: it was read on line {{read}}. Read it after the wait, or keep it in a store that changes it in one step.',
    },
  },

  when: [AWAITS],

  create(context) {
    return {
      'Program:exit'() {
        for (const { write, name, read, wait } of staleWritesOf(context)) {
          const { file } = hostViewOf(context);
          context.report({ node: write, messageId: 'stale', data: { name, read: file.lineOf(read), wait: file.lineOf(wait) } });
        }
      },
    };
  },
});
