import { builtinModules } from 'node:module';
import { packageOf } from '../../ast/origin.ts';
import type { SinkName } from '../sinks/types.ts';

/**
 * What a function does to the values that go in. `safe`: what comes out is a number, a boolean, a digest, an id or a date.
 * `arguments`: what goes in comes out, changed or not (all arguments, or those named). `escape`: text for a sink's language.
 */
export type Effect =
  | { readonly does: 'safe' | 'generated' | 'configuration' | 'row' }
  | { readonly does: 'escape'; readonly sinks: readonly SinkName[] }
  | { readonly does: 'arguments'; readonly only?: readonly number[] };

interface EffectRow {
  /** Packages whose functions, classes and instances these are; `global` for globals. */
  readonly packages: readonly string[];
  /** Last names of the functions; for globals the whole name. */
  readonly members: readonly string[];
  readonly effect: Effect;
}

const MYSQL = ['mysql', 'mysql2', 'mysql2/promise', 'sqlstring', 'promise-mysql', 'mariadb'];

const ROWS: readonly EffectRow[] = [
  {
    packages: ['global'],
    members: [
      'Number',
      'BigInt',
      'Boolean',
      'parseInt',
      'parseFloat',
      'isNaN',
      'isFinite',
      'Number.parseInt',
      'Number.parseFloat',
      'Number.isInteger',
      'Number.isFinite',
      'Number.isNaN',
      'Number.isSafeInteger',
      'BigInt.asIntN',
      'BigInt.asUintN',
      'Array.isArray',
      'Object.is',
      'Date.parse',
      'Date.UTC',
      'Math.abs',
      'Math.ceil',
      'Math.floor',
      'Math.max',
      'Math.min',
      'Math.pow',
      'Math.random',
      'Math.round',
      'Math.sign',
      'Math.sqrt',
      'Math.trunc',
      'Math.log',
      'Math.log2',
      'Math.log10',
      'Buffer.byteLength',
      'performance.now',
      'process.hrtime.bigint',
      'process.uptime',
    ],
    effect: { does: 'safe' },
  },
  { packages: ['global'], members: ['Date.now', 'Date', 'crypto.randomUUID', 'crypto.getRandomValues'], effect: { does: 'generated' } },
  {
    packages: ['global'],
    members: ['String', 'String.raw', 'decodeURIComponent', 'decodeURI', 'encodeURIComponent', 'encodeURI', 'escape', 'unescape', 'btoa', 'atob', 'JSON.stringify', 'JSON.parse', 'Object', 'Array', 'structuredClone', 'Buffer.from', 'Buffer.concat', 'Object.freeze', 'Object.seal', 'Promise.resolve', 'Array.of'],
    effect: { does: 'arguments' },
  },
  { packages: ['crypto'], members: ['randomUUID', 'randomBytes', 'randomInt'], effect: { does: 'generated' } },
  { packages: ['crypto'], members: ['digest', 'createHash', 'createHmac', 'hash', 'pbkdf2Sync', 'scryptSync', 'timingSafeEqual'], effect: { does: 'safe' } },
  { packages: ['uuid', 'nanoid', 'ulid', '@paralleldrive/cuid2', 'cuid', 'short-uuid', 'uuidv7'], members: ['v1', 'v3', 'v4', 'v5', 'v6', 'v7', 'nanoid', 'ulid', 'createId', 'default', 'generate', 'uuid', 'uuidv7', 'customAlphabet()'], effect: { does: 'generated' } },
  { packages: ['bcrypt', 'bcryptjs', 'argon2', 'md5', 'sha1', 'object-hash', 'crypto-js', '@node-rs/argon2', '@node-rs/bcrypt'], members: ['hash', 'hashSync', 'default', 'compare', 'compareSync', 'verify', 'MD5', 'SHA1', 'SHA256', 'SHA512', 'sha1', 'genSalt', 'genSaltSync'], effect: { does: 'safe' } },
  { packages: ['validator', 'validator/es'], members: ['toInt', 'toFloat', 'toBoolean', 'toDate'], effect: { does: 'safe' } },
  { packages: ['validator'], members: ['trim', 'ltrim', 'rtrim', 'escape', 'unescape', 'normalizeEmail', 'stripLow', 'blacklist', 'toString'], effect: { does: 'arguments', only: [0] } },
  {
    packages: ['lodash', 'lodash-es'],
    members: ['get', 'pick', 'omit', 'pickBy', 'omitBy', 'trim', 'toLower', 'toUpper', 'lowerCase', 'upperCase', 'camelCase', 'snakeCase', 'kebabCase', 'capitalize', 'upperFirst', 'lowerFirst', 'defaultTo', 'defaults', 'merge', 'assign', 'clone', 'cloneDeep', 'castArray', 'compact', 'uniq', 'flatten', 'first', 'head', 'last', 'toString', 'join', 'concat', 'escape', 'padStart', 'padEnd', 'truncate', 'replace', 'split', 'values', 'toArray', 'result'],
    effect: { does: 'arguments' },
  },
  { packages: ['lodash', 'lodash-es'], members: ['toNumber', 'toInteger', 'toFinite', 'parseInt', 'clamp', 'size', 'random', 'isString', 'isNumber', 'isEmpty', 'isNil', 'has', 'includes'], effect: { does: 'safe' } },
  { packages: ['util', 'querystring', 'qs', 'path', 'path/posix', 'url'], members: ['format', 'inspect', 'stringify', 'parse', 'escape', 'unescape', 'join', 'resolve', 'normalize', 'basename', 'dirname', 'extname', 'relative', 'fileURLToPath', 'pathToFileURL'], effect: { does: 'arguments' } },
  { packages: ['config', 'nconf', 'convict', '@nestjs/config', 'rc'], members: ['get', 'getOrThrow', 'util', 'default', 'has'], effect: { does: 'configuration' } },
  { packages: ['pg', 'pg-escape', 'pg-format'], members: ['escapeIdentifier', 'escapeLiteral', 'ident', 'literal', 'dollarQuotedString', 'quoteIdent', 'quoteLiteral'], effect: { does: 'escape', sinks: ['sql'] } },
  { packages: MYSQL, members: ['escape', 'escapeId', 'format'], effect: { does: 'escape', sinks: ['sql'] } },
  { packages: ['sequelize', '@sequelize/core', 'sequelize-typescript'], members: ['escape', 'col', 'quoteIdentifier', 'quoteTable', 'escapeId'], effect: { does: 'escape', sinks: ['sql'] } },
  { packages: ['knex'], members: ['ref'], effect: { does: 'escape', sinks: ['sql'] } },
  { packages: ['typeorm'], members: ['escape', 'escapePath'], effect: { does: 'escape', sinks: ['sql'] } },
  { packages: ['slonik'], members: ['identifier', 'join', 'unnest', 'array', 'literalValue'], effect: { does: 'escape', sinks: ['sql'] } },
  { packages: ['kysely'], members: ['ref', 'id', 'table', 'lit', 'val'], effect: { does: 'escape', sinks: ['sql'] } },
  { packages: ['drizzle-orm'], members: ['identifier', 'placeholder', 'param'], effect: { does: 'escape', sinks: ['sql'] } },
  { packages: ['global'], members: ['encodeURIComponent'], effect: { does: 'escape', sinks: ['address', 'redirect', 'file'] } },
  { packages: ['shell-quote', 'shell-escape', 'shescape', 'any-shell-escape', 'puka', 'zx'], members: ['quote', 'default', 'escape', 'quoteAll', 'escapeAll', 'quoteForShell'], effect: { does: 'escape', sinks: ['shell'] } },
  { packages: ['path', 'path/posix', 'path/win32'], members: ['basename', 'extname'], effect: { does: 'escape', sinks: ['file'] } },
  { packages: ['sanitize-filename', 'slugify', '@sindresorhus/slugify', 'filenamify', 'slug', 'limax'], members: ['default', 'slugify', 'filenamify'], effect: { does: 'escape', sinks: ['file', 'shell', 'redirect', 'address'] } },
  {
    packages: ['escape-html', 'he', 'html-entities', 'entities', 'html-escaper', 'lodash', 'lodash-es', 'lodash.escape', 'underscore', 'validator', 'handlebars', '@hapi/hoek', 'escape-goat', 'stringify-entities', 'hono/utils/html'],
    members: ['default', 'escape', 'encode', 'escapeUTF8', 'encodeHTML', 'escapeExpression', 'escapeHtml', 'htmlEscape', 'stringifyEntities', 'escapeToBuffer'],
    effect: { does: 'escape', sinks: ['html'] },
  },
  { packages: ['dompurify', 'isomorphic-dompurify', 'sanitize-html', 'xss', 'insane', 'rehype-sanitize', 'hast-util-sanitize'], members: ['default', 'sanitize', 'filterXSS', 'process'], effect: { does: 'escape', sinks: ['html'] } },
  { packages: ['global'], members: ['encodeURIComponent', 'encodeURI', 'escape'], effect: { does: 'escape', sinks: ['html'] } },
  { packages: ['marked', 'showdown', 'snarkdown', 'remarkable'], members: ['default', 'parse', 'marked', 'makeHtml', 'parseInline', 'render'], effect: { does: 'arguments', only: [0] } },
  { packages: ['escape-string-regexp', 'escape-regexp', 'regexp.escape', 'lodash', 'lodash-es', 'lodash.escaperegexp'], members: ['default', 'escapeRegExp'], effect: { does: 'escape', sinks: ['regexp'] } },
  { packages: ['global'], members: ['String'], effect: { does: 'escape', sinks: ['nosql'] } },
  { packages: ['mongo-sanitize', 'mongo-escape'], members: ['default', 'escape'], effect: { does: 'escape', sinks: ['nosql'] } },
  { packages: ['global'], members: ['RegExp.escape'], effect: { does: 'escape', sinks: ['regexp'] } },
];

const byName = new Map<string, readonly Effect[]>();
for (const { packages, members, effect } of ROWS) {
  for (const name of packages.flatMap((from) => members.map((member) => `${from}#${member}`))) byName.set(name, [...(byName.get(name) ?? []), effect]);
}

/**
 * What a function of a package does, by its symbol (`pg#escapeLiteral`, `new pg#Pool.connect().escapeLiteral`): as an escaper
 * where it is one for the sink, else what it does to any value. Null when nothing is known.
 */
export function effectOf(symbol: string, sink: SinkName): Effect | null {
  const hash = symbol.indexOf('#');
  const from = symbol.slice(symbol.startsWith('new ') ? 4 : 0, hash);
  const name = symbol.slice(hash + 1);
  if (from === 'global' && symbol.startsWith('new ')) return null;
  const all = byName.get(`${from}#${name}`) ?? (from === 'global' ? [] : (byName.get(`${from}#${name.slice(name.lastIndexOf('.') + 1)}`) ?? []));
  return all.find((effect) => effect.does === 'escape' && effect.sinks.includes(sink)) ?? all.find((effect) => effect.does !== 'escape') ?? all[0] ?? null;
}

/** Whether a function makes a value of its own: an id, a date, random bytes. */
export function isGenerated(symbol: string): boolean {
  return byName.get(symbol)?.some(({ does }) => does === 'generated') ?? false;
}

/** What constructors make of their arguments. Others of the language hand them on. */
export const SAFE_CONSTRUCTORS: ReadonlySet<string> = new Set(['global#Number', 'global#Boolean', 'new global#Number', 'new global#Boolean', 'global#Date']);
/** Constructors whose instances hold their arguments. */
export const HOLDING_CONSTRUCTORS: ReadonlySet<string> = new Set(['global#Set', 'global#Map', 'global#Array', 'global#String', 'global#URL', 'global#URLSearchParams', 'url#URL', 'url#URLSearchParams', 'global#Promise', 'global#Buffer', 'global#Error', 'global#RegExp']);

/** What a method of a value of the language gives. `element`: one of the receiver's elements. `same`: the receiver, changed or not. */
export type MethodEffect = 'same' | 'text' | 'element' | 'safe' | 'callback' | 'mapped' | 'nothing';

const METHOD_ROWS: Readonly<Record<MethodEffect, readonly string[]>> = {
  same: ['slice', 'filter', 'reverse', 'toReversed', 'sort', 'toSorted', 'flat', 'splice', 'toSpliced', 'with', 'fill', 'copyWithin', 'values', 'finally', 'freeze', 'valueOf', 'toObject', 'toJSON', 'takeWhile', 'take', 'drop', 'toArray', 'entries'],
  text: ['trim', 'trimStart', 'trimEnd', 'trimLeft', 'trimRight', 'toLowerCase', 'toUpperCase', 'toLocaleLowerCase', 'toLocaleUpperCase', 'normalize', 'substring', 'substr', 'charAt', 'toString', 'toLocaleString', 'repeat', 'split', 'match', 'matchAll', 'exec', 'replace', 'replaceAll', 'padStart', 'padEnd', 'join', 'concat', 'toWellFormed'],
  element: ['at', 'shift', 'pop', 'find', 'findLast', 'next'],
  safe: [
    'toFixed',
    'toPrecision',
    'toExponential',
    'toISOString',
    'toUTCString',
    'toDateString',
    'toTimeString',
    'getTime',
    'getFullYear',
    'getMonth',
    'getDate',
    'getDay',
    'getHours',
    'getMinutes',
    'getSeconds',
    'getMilliseconds',
    'getTimezoneOffset',
    'getUTCFullYear',
    'getUTCMonth',
    'getUTCDate',
    'getUTCHours',
    'getUTCMinutes',
    'getUTCSeconds',
    'setDate',
    'setHours',
    'setMonth',
    'setTime',
    'setMinutes',
    'setFullYear',
    'indexOf',
    'lastIndexOf',
    'findIndex',
    'findLastIndex',
    'includes',
    'startsWith',
    'endsWith',
    'has',
    'hasOwnProperty',
    'charCodeAt',
    'codePointAt',
    'localeCompare',
    'search',
    'every',
    'some',
    'test',
    'push',
    'unshift',
    'readInt32BE',
    'readUInt32BE',
  ],
  callback: ['then', 'catch', 'reduce', 'reduceRight'],
  mapped: ['map', 'flatMap'],
  nothing: ['forEach', 'clear'],
};

/** Effects of the methods that strings, arrays, numbers, dates, sets and promises have. */
export const METHODS: ReadonlyMap<string, MethodEffect> = new Map(Object.entries(METHOD_ROWS).flatMap(([effect, names]) => names.map((n) => [n, effect as MethodEffect] as const)));

/** Methods that escape on clients nothing more is known of: silencing, never finding. */
export const ESCAPING_METHODS: ReadonlyMap<string, SinkName> = new Map([
  ['escapeIdentifier', 'sql'],
  ['escapeLiteral', 'sql'],
  ['escapeId', 'sql'],
  ['quoteIdentifier', 'sql'],
]);

/** Methods whose callback gets the receiver's elements first, and then their index. */
export const ELEMENT_CALLBACKS: ReadonlySet<string> = new Set(['map', 'flatMap', 'filter', 'forEach', 'find', 'findLast', 'findIndex', 'findLastIndex', 'some', 'every', 'sort', 'toSorted']);

/** Methods that put a value into the object they are called on, and the arguments that are put there. */
export const ADDING_METHODS: ReadonlyMap<string, 'elements' | 'second' | 'last'> = new Map([
  ['push', 'elements'],
  ['unshift', 'elements'],
  ['add', 'elements'],
  ['splice', 'last'],
  ['set', 'second'],
  ['append', 'second'],
]);

/** Methods of the language whose callback's replacement is text: `(match) => …` gets a piece of the receiver. */
export const TEXT_CALLBACKS: ReadonlySet<string> = new Set(['replace', 'replaceAll']);

/** Functions that prove their first argument to be harmless when they say yes. */
export const PROVING_CALLS: ReadonlySet<string> = new Set([
  'global#Number.isInteger',
  'global#Number.isFinite',
  'global#Number.isSafeInteger',
  'global#isFinite',
  'uuid#validate',
  'uuid#default.validate',
  ...['isUUID', 'isInt', 'isNumeric', 'isAlphanumeric', 'isAlpha', 'isDecimal', 'isFloat', 'isBoolean', 'isHexadecimal', 'isMongoId', 'isISO8601', 'isIn', 'isDate', 'isMD5', 'isHash', 'isULID', 'isNumberString', 'isEnum', 'isISIN', 'isPort'].flatMap((n) => [`validator#${n}`, `class-validator#${n}`]),
  'mongoose#isValidObjectId',
  'lodash#isNumber',
  'lodash#isInteger',
  'lodash#isBoolean',
  'lodash#isDate',
]);
/** The same when they say no. */
export const DISPROVING_CALLS: ReadonlySet<string> = new Set(['global#isNaN', 'global#Number.isNaN']);
/** Functions that throw when their first argument is false. */
export const ASSERTING_CALLS: ReadonlySet<string> = new Set(['assert#default', 'assert#ok', 'assert/strict#default', 'assert/strict#ok', 'assert#strict', 'tiny-invariant#default', 'http-assert#default', 'invariant#default']);

/** Packages whose checks are about the kind of a value, whatever it says: that it is a text, an address at all, a file that is there. */
const SHAPE_CHECKS: ReadonlySet<string> = new Set(['global', ...builtinModules, ...['lodash', 'lodash-es', 'underscore', 'ramda', 'remeda', 'validator', 'class-validator', 'is-url', 'is-url-http', 'is-string', 'valid-url', 'is-absolute-url', 'is-relative-url', '@sindresorhus/is', 'fs-extra', 'graceful-fs', 'path-exists', 'pathe']]);

/** Whether a function says no more of a value than its kind. */
export function isShapeCheck(symbol: string): boolean {
  return SHAPE_CHECKS.has(packageOf(symbol));
}

/** Decorators of a class's field that let only harmless values pass. */
export const VALIDATING_DECORATORS: ReadonlySet<string> = new Set(
  ['IsInt', 'IsNumber', 'IsUUID', 'IsEnum', 'IsIn', 'IsBoolean', 'IsDate', 'IsDateString', 'IsISO8601', 'IsMongoId', 'IsNumberString', 'IsAlphanumeric', 'IsAlpha', 'IsHexadecimal', 'IsBooleanString', 'Equals', 'IsPort'].map((n) => `class-validator#${n}`),
);
/** Decorators of a class's field that let only texts pass. */
export const TEXT_DECORATORS: ReadonlySet<string> = new Set(
  ['IsString', 'IsEmail', 'IsUrl', 'IsPhoneNumber', 'IsMobilePhone', 'IsJWT', 'IsBase64', 'IsLocale', 'IsIP', 'IsFQDN', 'IsSlug', 'IsStrongPassword', 'Matches', 'IsAscii', 'Contains', 'IsHash', 'IsSemVer', 'IsISO31661Alpha2', 'IsCurrency', 'IsTimeZone'].map((n) => `class-validator#${n}`),
);
export const CONVERTING_TYPES: ReadonlySet<string> = new Set(['global#Number', 'global#Date', 'global#Boolean', 'global#BigInt']);

/** Pipes of a Nest parameter decorator that let only harmless values pass. */
export const VALIDATING_PIPES: ReadonlySet<string> = new Set(['ParseIntPipe', 'ParseFloatPipe', 'ParseBoolPipe', 'ParseUUIDPipe', 'ParseEnumPipe', 'ParseDatePipe'].flatMap((n) => [`@nestjs/common#${n}`, `new @nestjs/common#${n}`]));

/** Objects that hold the environment. */
export const ENVIRONMENTS: ReadonlySet<string> = new Set(['global#process.env', 'process#env', 'global#Bun.env', 'global#Deno.env', 'bun#env']);
