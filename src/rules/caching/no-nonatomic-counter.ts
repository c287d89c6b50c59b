import { splitCountersOf } from '../../models/cache/counters.ts';
import { KEEPS_VALUES, saysCache } from '../../models/cache/model.ts';
import { createRule } from '../../models/create-rule.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow counting in a shared store by reading a number and writing it back',
      preset: 'recommended',
      practices: ['7.9'],
      confidence: 'high',
      cwe: [362],
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      split: 'Of two requests that read this number at once one is not counted: {{read}} on line {{line}}, {{write}} here. Let the store count in one step: {{counts}}.',
    },
  },

  when: [KEEPS_VALUES, saysCache],

  create(context) {
    return {
      'Program:exit'() {
        for (const { read, write } of splitCountersOf(context)) {
          context.report({ node: write.node, messageId: 'split', data: { read: read.name, write: write.name, line: read.file.lineOf(read.node), counts: write.counts } });
        }
      },
    };
  },
});
