import { createRule } from '../../models/create-rule.ts';
import { reachesStore } from '../../models/layers/model.ts';
import { furtherOperationsOf } from '../../models/layers/repository-operations.ts';
import { saysData } from '../../models/sql/model.ts';
import { sourceFileOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require one data operation a repository method',
      preset: 'strict',
      practices: ['5.4'],
      confidence: 'medium',
      roles: ['repository'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      further: 'This method works on data a second time, after line {{line}}. Give each operation a method and put them together in the service, or run them in one transaction.',
    },
  },

  when: [saysData, reachesStore],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, first } of furtherOperationsOf(context)) context.report({ node, messageId: 'further', data: { line: sourceFileOf(context).lineOf(first) } });
      },
    };
  },
});
