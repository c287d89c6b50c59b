import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { boundEdits } from '../../models/validation/bound-edits.ts';
import { senselessFields } from '../../models/validation/semantic-bounds.ts';
import { mayUseSchema } from '../../models/validation/uses.ts';
import { sourceFileOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require bounds of ages, birth dates, quantities, prices and coordinates in schemas of requests',
      preset: 'strict',
      practices: ['4.6'],
      confidence: 'medium',
      cwe: [1284],
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      unbounded: '{{field}} may be any number. Give it a minimum and a maximum.',
      noMinimum: '{{field}} may be less than {{least}}. Give it a minimum.',
      noMaximum: '{{field}} may be more than {{most}}. Give it a maximum.',
      future: '{{field}} may be a day to come. Refuse those.',
      addBounds: 'Have the schema refuse them.',
    },
  },

  when: [mayUseSchema],

  create(context) {
    return {
      'Program:exit'() {
        for (const found of senselessFields(context)) {
          const { input, lacks, sense } = found;
          const messageId = lacks.length > 1 ? 'unbounded' : lacks[0] === 'past' ? 'future' : lacks[0] === 'minimum' ? 'noMinimum' : 'noMaximum';
          const data = { field: input.field.name, ...(messageId === 'noMinimum' ? { least: String(sense.least) } : {}), ...(messageId === 'noMaximum' ? { most: String(sense.most) } : {}) };
          const edits = boundEdits(sourceFileOf(context), found);
          context.report({ node: input.place, messageId, data, suggest: edits && [{ messageId: 'addBounds', fix: fixOf(edits) }] });
        }
      },
    };
  },
});
