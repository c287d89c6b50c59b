import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { wrongLevelsOf } from '../../models/logging/levels.ts';
import { MAY_LOG, usesLogger } from '../../models/logging/model.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce the level that fits what is logged: errors at warn and above, successes below',
      preset: 'recommended',
      practices: ['12.2'],
      confidence: 'high',
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      quiet: 'An error nobody expected is logged at {{level}}, where no alert sees it, and production may not even write it. Log it at error, or at warn where the service goes on.',
      loud: 'This says that something went well, at {{level}}: alerts count it as a failure. Log it at info.',
      setLevel: 'Log it at {{level}}.',
    },
  },

  when: [MAY_LOG, usesLogger],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, found, level, edit } of wrongLevelsOf(context)) {
          const suggest = edit ? [{ messageId: 'setLevel' as const, data: { level: edit.text }, fix: fixOf([edit]) }] : [];
          context.report({ node, messageId: found, data: { level }, suggest });
        }
      },
    };
  },
});
