import { locOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { pathFilters } from '../../models/http/filters.ts';
import { hasPlaces } from '../../models/http/model.ts';

const NAMES = ['page', 'pageNumber', 'pageSize', 'perPage', 'limit', 'offset', 'sort', 'sortBy', 'sortOrder', 'orderBy', 'filter', 'status', 'search', 'query', 'keyword'];

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow filters, orders and pages of lists in the path of a route',
      preset: 'strict',
      practices: ['2.3'],
      confidence: 'medium',
    },
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { names: { type: 'array', items: { type: 'string' }, description: 'Names of parameters that filter, order or page a list, in any case style.' } },
      },
    ],
    defaultOptions: [{ names: NAMES }],
    messages: {
      filter: "The path parameter '{{name}}' narrows or orders a list, and names no resource. Read it from the query, with a default: `?{{name}}=…`.",
    },
  },

  when: [hasPlaces],

  create(context, { names }) {
    return {
      'Program:exit'() {
        const told = new Set<string>();
        for (const { name, node, range } of pathFilters(context, names ?? NAMES)) {
          const key = `${node.range[0]} ${name}`;
          if (told.has(key)) continue;
          told.add(key);
          const loc = range && locOf(context, range);
          context.report({ node, ...(loc && { loc }), messageId: 'filter', data: { name } });
        }
      },
    };
  },
});
