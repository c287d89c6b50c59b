import rule from '../../../src/rules/search/search-fuzziness.ts';
import { testRule } from '../test-rule.ts';

const search = (...queries: string[]): string => `
  import { Client } from '@elastic/elasticsearch';
  const client = new Client({ node: 'http://localhost:9200' });
  export const find = (q: string, more: any) => [${queries.map((query) => `client.search({ index: 'products', ${query} })`).join(', ')}];
`;
const query = (...leaves: string[]): string => search(...leaves.map((leaf) => `query: { ${leaf} }`));
const mapping = (properties: string): Readonly<Record<string, string>> => ({
  'setup.ts': `
    import { Client } from '@elastic/elasticsearch';
    const client = new Client({ node: 'http://localhost:9200' });
    export const setUp = () => client.indices.create({ index: 'products', mappings: { properties: { ${properties} } } });
  `,
});
const exact = (kind: string, column: number, output: string) => [{ messageId: 'exact', data: { kind }, line: 3, column, suggestions: [{ messageId: 'addFuzziness', output: query(output) }] }];

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: fuzziness', code: query("match: { title: { query: q, fuzziness: 'AUTO' } }", "multi_match: { query: q, fields: ['title', 'body'], fuzziness: 1 }") },
    { name: 'a decision: no fuzziness', code: query('match: { title: { query: q, fuzziness: 0 } }') },
    { name: 'remedy: another clause that is fuzzy', code: query("bool: { should: [{ match: { title: { query: q, boost: 4 } } }, { match: { title: { query: q, fuzziness: 'AUTO' } } }] }", 'bool: { should: [{ match: { title: q } }, { fuzzy: { title: q } }] }') },
    { name: 'remedy: suggestions', code: search('query: { match: { title: q } }, suggest: { spelling: { text: q, term: { field: "title" } } }') },
    { name: 'phrases, fields as one, search as you type', code: query("multi_match: { query: q, type: 'phrase', fields: ['a', 'b'] }", "multi_match: { query: q, type: 'phrase_prefix', fields: ['a'] }", "multi_match: { query: q, type: 'cross_fields', fields: ['a'] }", "multi_match: { query: q, type: 'bool_prefix', fields: ['a'] }", 'match_phrase: { title: q }', 'match_bool_prefix: { title: q }') },
    { name: 'values and no words, by their names', code: query('match: { status: q }', 'match: { owner_id: q }', "match: { 'title.keyword': q }", "match: { 'title.autocomplete': q }", 'match: { isActive: q }', 'match: { created_at: q }') },
    { name: 'evidence of another file: the mapping says keyword, number, a sub-field, an own analyzer', files: mapping("brand: { type: 'keyword' }, stock: { type: 'integer' }, title: { type: 'text', analyzer: 'by_ngrams', fields: { raw_form: { type: 'keyword' } } }"), code: query('match: { brand: q }', 'match: { stock: q }', 'match: { title: q }', "match: { 'title.raw_form': q }") },
    { name: 'a text of the code, of a row, a number', code: `${query("match: { title: 'sale' }", 'match: { title: LABEL }')}\nconst LABEL = 'sale';\nexport const count = (n: number) => client.search({ query: { match: { title: n } } });` },
    { name: 'what is deleted or counted', code: query('match: { title: q }').replace('client.search', 'client.deleteByQuery') },
    { name: 'a filter', code: query('bool: { filter: [{ match: { brand_name: q } }], must_not: { match: { title: q } } }') },
    { name: 'unknown: options, type, analyzer, text, other clauses', code: query('match: { title: { query: q, ...more } }', 'multi_match: { query: q, type: more.type, fields: ["title"] }', 'match: { title: { query: q, analyzer: "by_ngrams" } }', 'match: { title: load() }', 'bool: { must: [{ match: { title: q } }, ...more.clauses] }', 'match: { [more.field]: q }') },
    { name: 'look-alike: a client of something else, and another method', code: `import { Client } from './music';\nconst client = new Client();\nexport const find = (q: string) => [client.search({ query: { match: { title: q } } }), [1].search({ query: { match: { title: q } } })];` },
  ],
  invalid: [
    { name: 'the short form', code: query('match: { title: q }'), errors: exact('match', 92, "match: { title: { query: q, fuzziness: 'AUTO' } }") },
    { name: 'the long form', code: query("match: { title: { query: q, operator: 'and' } }"), errors: exact('match', 92, "match: { title: { query: q, fuzziness: 'AUTO', operator: 'and' } }") },
    { name: 'several fields', code: query("bool: { must: [{ multi_match: { query: q, fields: ['title^3', 'sku'] } }], filter: more.filters }"), errors: exact('multi_match', 109, "bool: { must: [{ multi_match: { query: q, fuzziness: 'AUTO', fields: ['title^3', 'sku'] } }], filter: more.filters }") },
    { name: 'a field that a mapping of the package has as text', files: mapping("label: { type: 'text', analyzer: 'english' }"), code: query('match: { label: q }'), errors: exact('match', 92, "match: { label: { query: q, fuzziness: 'AUTO' } }") },
    {
      name: 'what a request says, through an injected service',
      code: `
        import { Controller, Get, Query } from '@nestjs/common';
        import { ElasticsearchService } from '@nestjs/elasticsearch';
        @Controller('products')
        export class Products {
          constructor(private readonly engine: ElasticsearchService) {}
          @Get()
          find(@Query('title') title: string) {
            return this.engine.search({ index: 'products', query: { match: { title } } });
          }
        }
      `,
      errors: [
        {
          messageId: 'exact',
          data: { kind: 'match' },
          line: 8,
          column: 61,
          suggestions: [
            {
              messageId: 'addFuzziness',
              output: `
                import { Controller, Get, Query } from '@nestjs/common';
                import { ElasticsearchService } from '@nestjs/elasticsearch';
                @Controller('products')
                export class Products {
                  constructor(private readonly engine: ElasticsearchService) {}
                  @Get()
                  find(@Query('title') title: string) {
                    return this.engine.search({ index: 'products', query: { match: { title: { query: title, fuzziness: 'AUTO' } } } });
                  }
                }
              `,
            },
          ],
        },
      ],
    },
    {
      name: 'several searches in one call, of an imported client',
      files: { 'search.ts': "import { Client } from '@opensearch-project/opensearch';\nexport const engine = new Client({});" },
      code: `
        import { engine } from './search';
        export const find = (words: string) => engine.msearch({ body: [{ index: 'a' }, { query: { match: { title: { query: words } } } }, { index: 'b' }, { query: { match_all: {} } }] });
      `,
      errors: [
        {
          messageId: 'exact',
          data: { kind: 'match' },
          line: 2,
          column: 91,
          suggestions: [
            {
              messageId: 'addFuzziness',
              output: `
                import { engine } from './search';
                export const find = (words: string) => engine.msearch({ body: [{ index: 'a' }, { query: { match: { title: { query: words, fuzziness: 'AUTO' } } } }, { index: 'b' }, { query: { match_all: {} } }] });
              `,
            },
          ],
        },
      ],
    },
  ],
});
