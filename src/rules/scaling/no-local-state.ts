import { createRule } from '../../models/create-rule.ts';
import { saysHttp } from '../../models/http/model.ts';
import { localStatesOf } from '../../models/state/local.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow keeping what requests leave for each other in the memory of one process',
      preset: 'strict',
      practices: ['15.8'],
      confidence: 'medium',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      local: '`{{name}}` lives in this process alone: what {{writer}} writes (line {{line}}) no other process has for {{reader}}, and a restart forgets it. Keep it in the database or in Redis.',
      behind: 'This ends in `{{name}}`, which lives in one process alone ({{place}}): what {{writer}} writes no other process has for {{reader}}, and a restart forgets it. Keep it in the database or in Redis.',
    },
  },

  when: [saysHttp],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, place, name, line, writer, reader } of localStatesOf(context)) {
          context.report({ node, messageId: place === null ? 'local' : 'behind', data: { name, writer, reader, ...(place === null ? { line } : { place }) } });
        }
      },
    };
  },
});
