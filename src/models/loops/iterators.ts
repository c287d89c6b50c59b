/** The arguments of a function that calls another for each element. */
export interface Iterator {
  readonly list: number;
  readonly callback: number;
}

/** Methods of lists that run their callback for every element, and have no other reader of its promise than the caller. */
export const LIST_METHODS: ReadonlySet<string> = new Set(['map', 'flatMap', 'forEach', 'reduce', 'reduceRight']);

const EACH: Iterator = { list: 0, callback: 1 };
const EACH_LIMIT: Iterator = { list: 0, callback: 2 };
const LODASH = ['lodash', 'lodash-es'].flatMap((name) => ['map', 'flatMap', 'forEach', 'each', 'reduce', 'mapValues'].map((method) => [`${name}#${method}`, EACH] as const));
const ASYNC = ['each', 'eachSeries', 'forEach', 'forEachSeries', 'eachOf', 'eachOfSeries', 'map', 'mapSeries', 'mapValues', 'concat', 'concatSeries'].map((method) => [`async#${method}`, EACH] as const);
const ASYNC_LIMITED = ['eachLimit', 'forEachLimit', 'eachOfLimit', 'mapLimit', 'mapValuesLimit', 'concatLimit'].map((method) => [`async#${method}`, EACH_LIMIT] as const);

/** Functions that call another for every element of a list. */
export const ITERATORS: ReadonlyMap<string, Iterator> = new Map([
  ['global#Array.from', EACH],
  ['p-map#default', EACH],
  ['p-map-series#default', EACH],
  ['p-each-series#default', EACH],
  ...['map', 'each', 'mapSeries'].map((method) => [`bluebird#${method}`, EACH] as const),
  ...LODASH,
  ...ASYNC,
  ...ASYNC_LIMITED,
]);

/** Functions whose result is a list of lists. */
export const CHUNKERS: ReadonlySet<string> = new Set([
  ...['lodash', 'lodash-es', 'es-toolkit', 'remeda'].map((name) => `${name}#chunk`),
  'lodash/chunk#default',
  'lodash.chunk#default',
  'radash#cluster',
  'ramda#splitEvery',
]);

/** Calls that run a function of theirs at once, in the same turn: a limit of concurrency. */
export const RUNNERS: ReadonlySet<string> = new Set(['p-limit#default()', 'new p-queue#default.add', 'new bottleneck#default.schedule']);

/** Words in the name of a list or its element that say that it holds more than one row: the names that silence the rule. */
export const BATCH_WORD = /^(?:chunk|batch|page)(?:e?[sd])?$/i;

/** What reads a file, and what makes values of its text: a list kept in a file has the length it was written with. */
export const FILE_READERS = /^(?:fs|fs\/promises|graceful-fs|fs-extra)#(?:promises\.)?(?:readFile|readFileSync|readJson|readJsonSync|readJSON|readJSONSync)\(\)/;
export const PARSERS: ReadonlySet<string> = new Set(['global#JSON.parse', 'global#structuredClone', 'js-yaml#load', 'js-yaml#safeLoad', 'yaml#parse']);
/** Configuration is read once and written by hand. */
export const CONFIGURATION: ReadonlySet<string> = new Set(['config#get', 'config#default.get', 'new @nestjs/config#ConfigService.get', 'new @nestjs/config#ConfigService.getOrThrow']);
