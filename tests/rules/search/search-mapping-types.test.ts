import rule from '../../../src/rules/search/search-mapping-types.ts';
import { testRule } from '../test-rule.ts';

const CLIENT = "import { Client } from '@elastic/elasticsearch';\nconst client = new Client({ node: 'http://localhost:9200' });\n";
const create = (properties: string): string => `${CLIENT}export const setUp = () => client.indices.create({ index: 'products', mappings: { properties: { ${properties} } } });`;
const find = (...queries: string[]): string => `${CLIENT}export const find = (q: string, index: string) => [${queries.map((query) => `client.search({ index: 'products', query: { ${query} } })`).join(', ')}];`;
const MAPPED = { 'setup.ts': create("title: { type: 'text', fields: { keyword: { type: 'keyword' } } }, body: { type: 'text' }, brand: { type: 'keyword' }, tag: { type: 'text', analyzer: 'one_term' }, text: { type: 'text', fields: { en: { type: 'text' } } }") };

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: keyword for values, text for words', code: create("id: { type: 'keyword' }, status: { type: 'keyword' }, title: { type: 'text' }, description: { type: 'text' }, views: { type: 'integer' }") },
    { name: 'remedy: a sub-field of the other type', code: create("category: { type: 'text', fields: { raw: { type: 'keyword' } } }, title: { type: 'keyword', fields: { words: { type: 'text' } } }") },
    { name: 'remedy: the words are copied to a field of text, or stand in one beside', code: create("title: { type: 'keyword', copy_to: 'all' }, summary: { type: 'keyword' }, summary_text: { type: 'text' }, status: { type: 'text', copy_to: 'facets' }") },
    { name: 'fields that nothing is searched by', code: create("status: { type: 'text', index: false }, content: { type: 'keyword', index: false, doc_values: false }") },
    { name: 'names that say neither', code: create("name: { type: 'keyword' }, brand: { type: 'text' }, author: { properties: { title: { type: 'keyword' } } }") },
    { name: 'unknown: an own analyzer, a normalizer, spread options, a type of a variable', code: `declare const more: any;\n${create("status: { type: 'text', analyzer: 'one_term' }, title: { type: 'keyword', normalizer: 'lower' }, kind: { type: 'text', ...more }, role: { type: more.type }, category: { type: 'text', fields: more.fields }")}` },
    { name: 'look-alikes: a form, a JSON Schema, a mapping of another client', code: "import { Client } from './music';\nconst client = new Client();\nexport const form = { properties: { status: { type: 'text' }, size: { type: 'select' } } };\nexport const schema = { properties: { status: { type: 'string' } } };\nclient.indices.create({ index: 'a', mappings: { properties: { status: { type: 'text' } } } });" },
    { name: 'terms: keyword fields, sub-fields, an own analyzer', files: MAPPED, code: find('term: { brand: q }', "term: { 'title.keyword': q }", 'term: { tag: q }', "term: { 'text.en': q }", 'match: { title: q }') },
    { name: 'terms, unknown: no mapping of the field, another index, an index of a variable', files: MAPPED, code: find('term: { other: q }', 'term: { title: q }').replaceAll("index: 'products', query: { term: { title", 'index, query: { term: { title').replace("index: 'products', query: { term: { other: q", "index: 'orders', query: { term: { title: q") },
    { name: 'terms, unknown: mappings that say different things', files: { ...MAPPED, 'more.ts': create("title: { type: 'keyword', copy_to: 'all' }") }, code: find('term: { title: q }') },
  ],
  invalid: [
    {
      name: 'values of a list as text',
      code: create("status: { type: 'text' }, order: { properties: { categoryId: { type: 'text', store: true } } }"),
      errors: [
        {
          messageId: 'exact',
          data: { field: 'status' },
          line: 3,
          column: 113,
          suggestions: [
            { messageId: 'useKeyword', output: create("status: { type: 'keyword' }, order: { properties: { categoryId: { type: 'text', store: true } } }") },
            { messageId: 'addKeyword', output: create("status: { type: 'text', fields: { keyword: { type: 'keyword' } } }, order: { properties: { categoryId: { type: 'text', store: true } } }") },
          ],
        },
        {
          messageId: 'exact',
          data: { field: 'order.categoryId' },
          line: 3,
          suggestions: [{ messageId: 'addKeyword', output: create("status: { type: 'text' }, order: { properties: { categoryId: { type: 'text', fields: { keyword: { type: 'keyword' } }, store: true } } }") }],
        },
      ],
    },
    {
      name: 'words as keyword, in a template of OpenSearch with a body',
      code: `
        import { Client } from '@opensearch-project/opensearch';
        const engine = new Client({});
        engine.indices.putIndexTemplate({ name: 'a', body: { index_patterns: ['a-*'], template: { mappings: { properties: { title: { type: 'keyword', ignore_above: 256 }, short_description: { type: 'keyword' } } } } } });
      `,
      errors: [
        { messageId: 'prose', data: { field: 'title' }, line: 3 },
        {
          messageId: 'prose',
          data: { field: 'short_description' },
          line: 3,
          suggestions: [
            {
              messageId: 'useText',
              output: `
                import { Client } from '@opensearch-project/opensearch';
                const engine = new Client({});
                engine.indices.putIndexTemplate({ name: 'a', body: { index_patterns: ['a-*'], template: { mappings: { properties: { title: { type: 'keyword', ignore_above: 256 }, short_description: { type: 'text', fields: { keyword: { type: 'keyword' } } } } } } } });
              `,
            },
          ],
        },
      ],
    },
    {
      name: 'a mapping that stands in a file of its own, by what it holds',
      files: { 'package.json': '{ "dependencies": { "@elastic/elasticsearch": "9" } }' },
      code: "export const mapping = { properties: { sku: { type: 'keyword' }, slug: { type: TYPES.words } } };\nconst TYPES = { words: 'text' } as const;",
      errors: [{ messageId: 'exact', data: { field: 'slug' }, line: 1, column: 80 }],
    },
    {
      name: 'a term of a text, with and without a sub-field',
      files: MAPPED,
      code: find("bool: { filter: [{ term: { title: q } }, { terms: { body: [q] } }] }"),
      errors: [
        { messageId: 'term', data: { field: 'title', kind: 'term', instead: ', or ask `title.keyword`' }, line: 3, column: 123, suggestions: [{ messageId: 'useSubField', data: { keyword: 'title.keyword' }, output: find("bool: { filter: [{ term: { 'title.keyword': q } }, { terms: { body: [q] } }] }") }] },
        { messageId: 'term', data: { field: 'body', kind: 'terms', instead: ', or give the field a keyword sub-field' }, line: 3 },
      ],
    },
    {
      name: 'a term of an alias, with the name of the index in a constant of another file',
      files: {
        'names.ts': "export const INDEX = 'products';",
        'setup.ts': `${CLIENT}export const setUp = () => client.indices.create({ index: 'products-v2', body: { aliases: { products: {} }, mappings: { properties: { title: { type: 'text' } } } } });`,
      },
      code: `import { INDEX } from './names';\n${CLIENT}export const find = (q: string) => client.count({ index: INDEX, query: { term: { title: { value: q } } } });`,
      errors: [{ messageId: 'term', data: { field: 'title', kind: 'term', instead: ', or give the field a keyword sub-field' }, line: 4, column: 82 }],
    },
  ],
});
