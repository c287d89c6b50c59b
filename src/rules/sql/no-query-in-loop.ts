import { createRule } from '../../models/create-rule.ts';
import { loopedQueriesOf, MAY_REPEAT } from '../../models/loops/model.ts';
import { remedyOf } from '../../models/loops/remedy.ts';
import { resolvedQueriesOf } from '../../models/loops/resolvers.ts';
import { sourceFileOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow database queries that run once for each element of a list',
      preset: 'recommended',
      practices: ['6.14'],
      confidence: 'high',
      strictOptions: { rowByRow: true },
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'worker', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          rowByRow: { type: 'boolean', description: 'Also report writes for which the library has no form for many rows, so that the remedy is SQL text.' },
        },
      },
    ],
    defaultOptions: [{ rowByRow: false }],
    messages: {
      read: '{{what}} runs once for each element of the list that line {{line}} goes through. Read all rows with one query ({{filter}}, or a JOIN) before the loop.',
      joined: '{{what}} runs once for each row that the query on line {{line}} gave. JOIN the two queries, or read all rows at once ({{filter}}).',
      repeated: '{{what}} is the same in every turn of the loop on line {{line}}. Run it once before the loop.',
      created: '{{what}} runs once for each element of the list that line {{line}} goes through. Write all rows with one statement ({{rows}}).',
      changed: '{{what}} runs once for each element of the list that line {{line}} goes through. Change all rows with one statement ({{filter}}).',
      deleted: '{{what}} runs once for each element of the list that line {{line}} goes through. Delete all rows with one statement ({{filter}}).',
      resolved: '{{what}} runs once for each parent whose field is asked for. Read by key through a loader that gathers the keys of all parents.',
    },
  },

  when: [MAY_REPEAT],

  create(context, { rowByRow }) {
    return {
      'Program:exit'() {
        for (const looped of loopedQueriesOf(context)) {
          if (!looped.hasBulkForm && !rowByRow) continue;
          const { node, loop, source, through } = looped;
          const { state, filter, rows } = remedyOf(looped);
          context.report({ node, messageId: state, data: { what: subject(through), line: sourceFileOf(context).lineOf(state === 'joined' && source ? source : loop.node), filter, rows } });
        }
        for (const { node, through } of resolvedQueriesOf(context)) context.report({ node, messageId: 'resolved', data: { what: subject(through) } });
      },
    };
  },
});

function subject(through: string | null): string {
  return through === null ? 'This query' : `The query in ${through}`;
}
