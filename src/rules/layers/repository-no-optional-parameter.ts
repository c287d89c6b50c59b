import { createRule } from '../../models/create-rule.ts';
import { reachesStore } from '../../models/layers/model.ts';
import { switchingParametersOf } from '../../models/layers/switching-parameters.ts';
import { saysData } from '../../models/sql/model.ts';
import { sourceFileOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow parameters that choose between queries in repositories',
      preset: 'strict',
      practices: ['5.4'],
      confidence: 'high',
      roles: ['repository'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      switches: '`{{name}}` chooses which query runs (line {{line}}), so that this is two methods under one name. Give each query a method of its own.',
    },
  },

  when: [saysData, reachesStore],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, operation } of switchingParametersOf(context)) context.report({ node, messageId: 'switches', data: { name, line: sourceFileOf(context).lineOf(operation) } });
      },
    };
  },
});
