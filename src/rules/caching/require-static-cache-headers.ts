import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { missingOptionsOf } from '../../models/installed-options/model.ts';
import { STATIC_CACHE_HEADERS } from '../../models/installed-options/static-files.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require static files to say how long clients may keep them',
      preset: 'strict',
      practices: ['7.13', '15.12'],
      confidence: 'medium',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      unsaid: '{{name}} lets clients ask for every file again at each visit. Say how long they may keep it: a max-age, `immutable` for names with a hash.',
      addMaxAge: 'Let clients keep the files for a day.',
    },
    hasSuggestions: true,
  },

  when: [STATIC_CACHE_HEADERS.named],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, edits } of missingOptionsOf(context, STATIC_CACHE_HEADERS)) {
          context.report({ node, messageId: 'unsaid', data: { name }, suggest: edits && [{ messageId: 'addMaxAge', fix: fixOf(edits) }] });
        }
      },
    };
  },
});
