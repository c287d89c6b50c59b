import { createRule } from '../../models/create-rule.ts';
import { isCalledLater, MAY_REJECT, unhandledRejectionsOf } from '../../models/errors/rejections.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow promises in handlers, timers and events whose rejection nobody handles',
      preset: 'recommended',
      practices: ['10.1'],
      confidence: 'high',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      handler: 'When this fails nobody handles it: {{caller}} does not look at the promise of a handler, the request is never answered, and the process may end. Catch it and call next, or wrap the handler.',
      callback: 'When this fails nobody handles it: {{caller}} does not look at the promise of its callback, and an unhandled rejection ends the process. Catch it here.',
      ignored: 'This hides every rejection that nobody handles, and the process goes on in a state that nobody knows. Log it and end the process, or leave it to Node.',
    },
  },

  when: [MAY_REJECT, isCalledLater],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, kind, caller } of unhandledRejectionsOf(context)) context.report({ node, messageId: kind, data: kind === 'ignored' ? {} : { caller } });
      },
    };
  },
});
