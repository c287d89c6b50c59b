import { createRule } from '../../models/create-rule.ts';
import { abbreviationsOf, writtenOut } from '../../models/fields/abbreviations.ts';
import { jsonFields, namesFields } from '../../models/fields/model.ts';

const ABBREVIATIONS = [
  'acct=account', 'addr=address', 'amt=amount', 'cfg=configuration', 'cnt=count', 'cust=customer', 'dept=department', 'desc=description', 'dob=dateOfBirth', 'img=image', 'lbl=label', 'mgr=manager', 'msg=message', 'nbr=number', 'num=number', 'org=organization', 'pct=percent', 'pwd=password', 'qty=quantity', 'tmp=temporary', 'usr=user',
];

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow abbreviated words in the names of JSON fields',
      preset: 'strict',
      practices: ['2.11'],
      confidence: 'medium',
    },
    hasSuggestions: true,
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { abbreviations: { type: 'array', items: { type: 'string' }, description: 'Abbreviated words and what they stand for, as `qty=quantity`. The list replaces the default.' } },
      },
    ],
    defaultOptions: [{ abbreviations: ABBREVIATIONS }],
    messages: {
      abbreviated: "The field '{{name}}' is abbreviated. Write it out: '{{full}}'.",
      below: "The schema that stands for this request has the field '{{name}}', which is abbreviated. Write it out: '{{full}}'.",
      rename: "Rename it to '{{full}}'. Clients have to follow.",
    },
  },

  when: [namesFields],

  create(context, { abbreviations }) {
    const known = abbreviationsOf(abbreviations ?? ABBREVIATIONS);
    return {
      'Program:exit'() {
        for (const { name, node, isHere, renamed } of jsonFields(context)) {
          const full = writtenOut(name, known);
          if (full === null) continue;
          context.report({ node, messageId: isHere ? 'abbreviated' : 'below', data: { name, full }, suggest: renamed ? [{ messageId: 'rename', data: { full }, fix: (fixer) => fixer.replaceText(node, renamed(full)) }] : [] });
        }
      },
    };
  },
});
