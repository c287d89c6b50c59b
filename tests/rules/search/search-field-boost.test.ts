import rule from '../../../src/rules/search/search-field-boost.ts';
import { testRule } from '../test-rule.ts';

const search = (...bodies: string[]): string => `
  import { Client } from '@elastic/elasticsearch';
  const client = new Client({ node: 'http://localhost:9200' });
  export const find = (q: string, more: any) => [${bodies.map((body) => `client.search({ index: 'products', ${body} })`).join(', ')}];
`;
const multi = (rest: string): string => `multi_match: { query: q, ${rest} }`;
const FIELDS = "fields: ['title', 'description']";

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: a field has a weight', code: search(`query: { ${multi("fields: ['title^3', 'description']")} }`) },
    { name: 'remedy: the weight is a constant of another file', files: { 'fields.ts': "export const FIELDS = ['title^3', 'description'];" }, code: `import { FIELDS } from './fields';${search(`query: { ${multi('fields: FIELDS')} }`)}` },
    { name: 'remedy: weights of clauses', code: search(`query: { bool: { should: [{ ${multi(FIELDS)} }, { match_phrase: { title: { query: q, boost: 5 } } }] } }`) },
    { name: 'one field, the forms of one field, all fields', code: search(`query: { bool: { should: [{ ${multi("fields: ['title']")} }, { ${multi("fields: ['title', 'title.english']")} }, { ${multi("fields: ['*']")} }, { multi_match: { query: q } }] } }`) },
    { name: 'fields that are one whole', code: search(`query: { ${multi("type: 'cross_fields', fields: ['first_name', 'last_name']")} }`) },
    { name: 'search as you type', code: search(`query: { ${multi("type: 'bool_prefix', fields: ['title', 'subtitle']")} }`) },
    { name: 'a filter has no scores', code: search(`query: { bool: { filter: [{ ${multi(FIELDS)} }], must_not: { ${multi(FIELDS)} } } }`) },
    { name: 'another order than that of the scores', code: search(`query: { ${multi(FIELDS)} }, sort: [{ created_at: 'desc' }]`) },
    { name: 'no hits: only aggregations', code: search(`query: { ${multi(FIELDS)} }, size: 0, aggs: { tags: { terms: { field: 'tag' } } }`) },
    { name: 'a count', code: search(`query: { ${multi(FIELDS)} }`).replace('client.search', 'client.count') },
    { name: 'a constant text is nobody’s search', code: search(`query: { multi_match: { query: 'sale', ${FIELDS} } }`) },
    {
      name: 'unknown: fields, order, options, other clauses',
      code: search(
        `query: { ${multi('fields: more.fields')} }`,
        `query: { ${multi("fields: ['title', `body^${more.boost}`]")} }`,
        `query: { ${multi(FIELDS)} }, sort: more.sort`,
        `query: { ${multi(`${FIELDS}, ...more`)} }`,
        `query: { bool: { must: { ${multi(FIELDS)} }, should: more.clauses } }`,
        `...more, query: { ${multi(FIELDS)} }`,
      ),
    },
    { name: 'look-alike: a client of something else', code: `import { Client } from './music';\nconst client = new Client();\nexport const find = (q: string) => client.search({ query: { ${multi(FIELDS)} } });` },
  ],
  invalid: [
    {
      name: 'several fields without a weight',
      code: search(`query: { ${multi(FIELDS)} }`),
      errors: [{ messageId: 'unweighed', data: { fields: 'title, description', heading: 'title' }, line: 3, column: 92, suggestions: [{ messageId: 'boost', data: { heading: 'title' }, output: search(`query: { ${multi("fields: ['title^2', 'description']")} }`) }] }],
    },
    {
      name: 'OpenSearch, the query in a body, the heading behind',
      code: `
        import { Client } from '@opensearch-project/opensearch';
        const engine = new Client({});
        export async function find(text) {
          return engine.search({ index: 'a', body: { sort: ['_score', 'id'], query: { bool: { filter: { term: { a: 1 } }, must: [{ multi_match: { query: text, type: 'most_fields', fields: ['body', 'name'] } }] } } } });
        }
      `,
      errors: [
        {
          messageId: 'unweighed',
          data: { fields: 'body, name', heading: 'name' },
          line: 4,
          suggestions: [
            {
              messageId: 'boost',
              data: { heading: 'name' },
              output: `
                import { Client } from '@opensearch-project/opensearch';
                const engine = new Client({});
                export async function find(text) {
                  return engine.search({ index: 'a', body: { sort: ['_score', 'id'], query: { bool: { filter: { term: { a: 1 } }, must: [{ multi_match: { query: text, type: 'most_fields', fields: ['body', 'name^2'] } }] } } } });
                }
              `,
            },
          ],
        },
      ],
    },
    {
      name: 'evidence of other files: the client, and a query made by a function',
      files: {
        'search.ts': "import { Client } from '@elastic/elasticsearch';\nexport const client = new Client({ node: 'http://localhost:9200' });",
        'query.ts': `export function queryOf(q: string) { return { bool: { must: [{ ${multi(FIELDS)} }] } }; }`,
      },
      code: `
        import { client as engine } from './search';
        import { queryOf } from './query';
        export const find = (q: string) => engine.search({ index: 'a', query: queryOf(q) });
      `,
      errors: [{ messageId: 'unweighed', data: { fields: 'title, description', heading: 'title' }, line: 3, column: 71 }],
    },
    {
      name: 'a clause that is added to a list',
      code: `
        import { Client } from '@elastic/elasticsearch';
        const client = new Client({ node: 'http://localhost:9200' });
        const TITLE = 'title';
        export async function find(q: string) {
          const must = [];
          if (q) must.push({ multi_match: { query: q, fields: [TITLE, 'body'] } });
          return client.search({ index: 'products', query: { bool: { must } } });
        }
      `,
      errors: [{ messageId: 'unweighed', data: { fields: 'title, body', heading: 'title' }, line: 6, column: 22 }],
    },
  ],
});
