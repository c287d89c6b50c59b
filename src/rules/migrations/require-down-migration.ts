import { atEnd, locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { mayGoUp, oneWayOf } from '../../models/migrations/ways-back.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require a way back in every migration, or the reason why there is none',
      preset: 'strict',
      practices: ['6.13'],
      confidence: 'high',
    },
    languages: ['js/js', 'backend/sql'],
    schema: [],
    defaultOptions: [],
    messages: {
      missing: 'This migration has no way back: a release that goes wrong cannot be taken back. Write {{name}}, or let it say why there is none.',
      empty: '{{name}} does nothing, so a rollback leaves the database as it is and reports success. Undo the migration in it, throw, or give the reason in a comment.',
      inferred: 'This migration has no `down`, and the runner cannot make one: {{name}} has no reverse. Write `down`, or export `down = false`.',
    },
  },

  when: [mayGoUp],

  create(context) {
    return atEnd(() => {
      const found = oneWayOf(context);
      if (found) context.report({ loc: locOf(context, found.range), messageId: found.problem, data: { name: `\`${found.name}\`` } });
    });
  },
});
