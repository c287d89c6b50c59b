import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { forgeableSessions } from '../../models/sessions/forgery.ts';
import { NAMES_SESSIONS } from '../../models/sessions/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Require that other sites cannot send forms with the session of a user',
      preset: 'strict',
      practices: ['14.6'],
      confidence: 'medium',
      cwe: [352],
      owasp: ['API2:2023', 'A01:2021'],
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      none: 'The cookie of {{name}} is sent with requests that other sites make, and no file checks where a form comes from: any page can change something as the user who visits it. Use sameSite lax, or ask for a token.',
      unset: 'Nothing says that the cookie of {{name}} stays with this site, and no file checks where a form comes from: in some browsers any page can change something as the user who visits it. Set sameSite to lax, or ask for a token.',
      setLax: 'Set sameSite to lax.',
    },
  },

  when: [NAMES_SESSIONS],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, sameSite, name, edits } of forgeableSessions(context)) {
          context.report({ node, messageId: sameSite, data: { name }, suggest: edits && [{ messageId: 'setLax', fix: fixOf(edits) }] });
        }
      },
    };
  },
});
