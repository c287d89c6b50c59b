import type { ClauseContext } from './types.ts';

/** The engines' REST interface, as data. Clients before version 8 of Elasticsearch, and those of OpenSearch, take the body in `body`. */

/** What a method of a client sends. */
export interface RequestForm {
  /** `query`: one search. `list`: headers and searches by turns. `pair`: a header and a search as two arguments. `mapping`: a mapping or template. */
  readonly sends: 'query' | 'list' | 'pair' | 'mapping';
  /** It counts, changes or deletes what it finds, and gives no hits. */
  readonly hitless?: true;
  /** Keys from the body to the mapping. */
  readonly mapping?: readonly string[];
}

/** Methods by their path below a client. */
export const REQUESTS: Readonly<Record<string, RequestForm>> = {
  search: { sends: 'query' },
  'asyncSearch.submit': { sends: 'query' },
  'helpers.search': { sends: 'query' },
  'helpers.scrollSearch': { sends: 'query' },
  'helpers.scrollDocuments': { sends: 'query' },
  explain: { sends: 'query' },
  count: { sends: 'query', hitless: true },
  updateByQuery: { sends: 'query', hitless: true },
  deleteByQuery: { sends: 'query', hitless: true },
  msearch: { sends: 'list' },
  'helpers.msearch().search': { sends: 'pair' },
  'indices.create': { sends: 'mapping', mapping: ['mappings'] },
  'indices.putMapping': { sends: 'mapping', mapping: [] },
  'indices.putTemplate': { sends: 'mapping', mapping: ['mappings'] },
  'indices.putIndexTemplate': { sends: 'mapping', mapping: ['template', 'mappings'] },
  'cluster.putComponentTemplate': { sends: 'mapping', mapping: ['template', 'mappings'] },
};

/** A place of a request: what its keys hold. */
export type Shape = 'request' | 'query' | 'bool' | 'inner' | 'queries' | 'filtered' | 'boosting' | 'knn' | 'rescore' | 'rescoreQuery' | 'retriever' | 'standard' | 'retrievers' | 'pinned';

interface Step {
  readonly shape: Shape;
  /** From here on nothing scores. */
  readonly context?: ClauseContext;
}

/** The keys that lead on to queries. Elasticsearch reference, "Query DSL": compound, joining, specialized queries, retrievers. */
export const SHAPES: Readonly<Record<Shape, Readonly<Record<string, Step>>>> = {
  request: {
    query: { shape: 'query' },
    post_filter: { shape: 'query', context: 'filter' },
    knn: { shape: 'knn', context: 'filter' },
    rescore: { shape: 'rescore' },
    retriever: { shape: 'retriever' },
  },
  query: {
    bool: { shape: 'bool' },
    nested: { shape: 'inner' },
    has_child: { shape: 'inner' },
    has_parent: { shape: 'inner' },
    function_score: { shape: 'inner' },
    script_score: { shape: 'inner' },
    constant_score: { shape: 'filtered' },
    dis_max: { shape: 'queries' },
    hybrid: { shape: 'queries' },
    boosting: { shape: 'boosting' },
    knn: { shape: 'knn', context: 'filter' },
    pinned: { shape: 'pinned' },
  },
  bool: {
    must: { shape: 'query' },
    should: { shape: 'query' },
    filter: { shape: 'query', context: 'filter' },
    must_not: { shape: 'query', context: 'filter' },
  },
  inner: { query: { shape: 'query' } },
  filtered: { filter: { shape: 'query', context: 'filter' } },
  queries: { queries: { shape: 'query' } },
  boosting: { positive: { shape: 'query' }, negative: { shape: 'query' } },
  knn: { filter: { shape: 'query', context: 'filter' } },
  rescore: { query: { shape: 'rescoreQuery' } },
  rescoreQuery: { rescore_query: { shape: 'query' } },
  retriever: { standard: { shape: 'standard' }, rrf: { shape: 'retrievers' }, text_similarity_reranker: { shape: 'retrievers' } },
  standard: { query: { shape: 'query' }, filter: { shape: 'query', context: 'filter' } },
  retrievers: { retrievers: { shape: 'retriever' }, retriever: { shape: 'retriever' } },
  pinned: { organic: { shape: 'query' } },
};

/** How the leaves of a query say their field: by a key (`match: { title: q }`), or in a list. */
export const LEAVES: Readonly<Record<string, 'key' | 'list'>> = {
  match: 'key',
  match_phrase: 'key',
  match_phrase_prefix: 'key',
  match_bool_prefix: 'key',
  term: 'key',
  terms: 'key',
  fuzzy: 'key',
  multi_match: 'list',
};

/** Types of fields. Elasticsearch and OpenSearch reference, "Field data types". */
export const FIELD_TYPES: ReadonlySet<string> = new Set([
  ...['text', 'match_only_text', 'search_as_you_type', 'semantic_text', 'keyword', 'constant_keyword', 'wildcard', 'version', 'completion', 'token_count'],
  ...['long', 'integer', 'short', 'byte', 'double', 'float', 'half_float', 'scaled_float', 'unsigned_long', 'boolean', 'date', 'date_nanos', 'ip', 'binary'],
  ...['object', 'nested', 'flattened', 'flat_object', 'join', 'alias', 'percolator', 'geo_point', 'geo_shape', 'point', 'shape', 'histogram', 'aggregate_metric_double'],
  ...['integer_range', 'float_range', 'long_range', 'double_range', 'date_range', 'ip_range', 'dense_vector', 'sparse_vector', 'knn_vector', 'rank_feature', 'rank_features', 'murmur3'],
]);

/** Types that hold a value as one term. */
export const KEYWORD_TYPES: ReadonlySet<string> = new Set(['keyword', 'constant_keyword', 'wildcard', 'version']);
/** Types whose text is split into terms. */
export const TEXT_TYPES: ReadonlySet<string> = new Set(['text', 'match_only_text', 'search_as_you_type', 'semantic_text']);

/** Analyzers of the engine that split text into words: Elasticsearch reference, "Built-in analyzer reference". */
export const WORD_ANALYZERS: ReadonlySet<string> = new Set([
  ...['standard', 'simple', 'whitespace', 'stop'],
  ...['arabic', 'armenian', 'basque', 'bengali', 'brazilian', 'bulgarian', 'catalan', 'cjk', 'czech', 'danish', 'dutch', 'english', 'estonian', 'finnish', 'french', 'galician', 'german', 'greek', 'hindi', 'hungarian', 'indonesian', 'irish', 'italian'],
  ...['latvian', 'lithuanian', 'norwegian', 'persian', 'portuguese', 'romanian', 'russian', 'serbian', 'sorani', 'spanish', 'swedish', 'turkish', 'thai'],
]);
