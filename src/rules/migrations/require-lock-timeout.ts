import { atEnd, locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { unlimitedLockOf } from '../../models/migrations/hazards.ts';
import { saysSchema } from '../../models/schema/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require a lock_timeout in migrations that lock an existing table',
      preset: 'strict',
      practices: ['6.13'],
      confidence: 'high',
    },
    languages: ['js/js', 'backend/sql'],
    schema: [],
    defaultOptions: [],
    messages: {
      unlimited: 'While this waits for its lock, everything that uses {{table}} waits behind it. Run SET lock_timeout before it, or have the role or the runner set it and say so in settings.backend.migrations.lockTimeout.',
    },
  },

  when: [saysSchema],

  create(context) {
    return atEnd(() => {
      const lock = unlimitedLockOf(context);
      if (lock) context.report({ loc: locOf(context, lock.range), messageId: 'unlimited', data: { table: lock.table === '' ? 'the table' : `\`${lock.table}\`` } });
    });
  },
});
