import { createRule } from '../../models/create-rule.ts';
import { localUploads, RECEIVES_FILES } from '../../models/uploads/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow keeping uploaded files in a folder of the server',
      preset: 'strict',
      practices: ['15.8'],
      confidence: 'medium',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      folder: "Uploaded files stay in '{{folder}}' of this one server: others do not have them, and a new release starts without. Keep them in an object store, and use the disk for what is on its way only.",
      write: 'This keeps an uploaded file on the disk of this one server: others do not have it, and a new release starts without. Keep it in an object store.',
    },
  },

  when: [RECEIVES_FILES],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, folder } of localUploads(context)) context.report({ node, messageId: folder === null ? 'write' : 'folder', data: folder === null ? {} : { folder } });
      },
    };
  },
});
