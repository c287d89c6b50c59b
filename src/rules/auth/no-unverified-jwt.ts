import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { unsaidAlgorithms, unsignedAlgorithms } from '../../models/jwt/algorithms.ts';
import { unverifiedIdentities } from '../../models/jwt/decoded.ts';
import { SAYS_JWT } from '../../models/jwt/libraries.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow trusting JSON Web Tokens whose signature nobody has checked',
      preset: 'recommended',
      practices: ['3.7'],
      confidence: 'high',
      cwe: [347],
      owasp: ['API2:2023', 'A02:2021', 'A07:2021'],
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      unsigned: 'A token of the algorithm `none` has no signature: anyone can write one. Sign and verify with a key.',
      unsaid: '{{package}} takes the algorithm from the token, which anyone can write. Say which `algorithms` are accepted.',
      principal: '{{name}} reads the token without checking its signature, and what it says becomes the user of the request: anyone can write it. Verify it.',
      row: '{{name}} reads the token without checking its signature, and what it says chooses the rows: anyone can write it. Verify it.',
      sign: 'Use a signature.',
    },
  },

  when: [SAYS_JWT],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, edit } of unsignedAlgorithms(context)) context.report({ node, messageId: 'unsigned', suggest: edit && [{ messageId: 'sign', fix: fixOf([edit]) }] });
        for (const { reading, package: name } of unsaidAlgorithms(context)) context.report({ node: reading.node, messageId: 'unsaid', data: { package: name } });
        for (const { reading, use } of unverifiedIdentities(context)) context.report({ node: reading.node, messageId: use, data: { name: reading.name } });
      },
    };
  },
});
