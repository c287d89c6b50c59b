import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { normalisingEdits } from '../../models/validation/email-edits.ts';
import { rawEmailsOf } from '../../models/validation/emails.ts';
import { mayUseSchema } from '../../models/validation/uses.ts';
import { sourceFileOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require e-mail addresses to be trimmed and put in lower case before they are stored or compared',
      preset: 'strict',
      practices: ['4.5'],
      confidence: 'medium',
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      stored: '{{field}} is stored as it was typed, so that one address makes two rows. Trim it and put it in lower case in the schema.',
      compared: '{{field}} is compared as it was typed, so that nobody is found under another case of an address. Trim it and put it in lower case in the schema.',
      normalise: 'Trim it and put it in lower case.',
    },
  },

  when: [mayUseSchema],

  create(context) {
    return {
      'Program:exit'() {
        for (const { input, use } of rawEmailsOf(context)) {
          const edits = normalisingEdits(sourceFileOf(context), input.schema);
          context.report({ node: input.place, messageId: use, data: { field: input.field.name }, suggest: edits && [{ messageId: 'normalise', fix: fixOf(edits) }] });
        }
      },
    };
  },
});
