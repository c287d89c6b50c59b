import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, packageOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isOpen, keyName, propertyOf, returnedExpressions, stringValue, unwrapAwait } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { isBounded, patternOf } from './regexps.ts';
import type { AccessPath } from './reaching.ts';
import { ANY, KEY } from './reaching.ts';

const PACKAGES: ReadonlySet<string> = new Set(['zod', 'zod/v3', 'zod/v4', 'zod/mini', '@hono/zod-openapi', 'nestjs-zod/z', 'valibot', 'joi', '@hapi/joi', 'celebrate', 'yup', '@sinclair/typebox', 'typebox', 'arktype', 'superstruct', 'fastest-validator']);

/** Makers of schemas that only harmless texts pass. */
const CLOSED: ReadonlySet<string> = new Set(['number', 'int', 'int32', 'uint32', 'float32', 'float64', 'integer', 'bigint', 'boolean', 'bool', 'date', 'enum', 'enums', 'nativeEnum', 'picklist', 'literal', 'uuid', 'uuidv4', 'uuidv6', 'uuidv7', 'guid', 'cuid', 'cuid2', 'ulid', 'nanoid', 'ksuid', 'ipv4', 'stringbool', 'null', 'undefined', 'never', 'void', 'Number', 'Integer', 'Boolean', 'BigInt', 'Date', 'Enum', 'Literal', 'Null', 'Undefined', 'Never', 'isoDate', 'isoDateTime', 'isoTimestamp', 'digits', 'decimal', 'hexadecimal', 'integer_', 'toNumber', 'toDate', 'toBoolean', 'datetime']);
/** Conditions that make any schema closed; what a check of one's own lets pass is not known, and so not held against it. */
const NARROWING: ReadonlySet<string> = new Set(['uuid', 'guid', 'cuid', 'cuid2', 'ulid', 'nanoid', 'datetime', 'date', 'time', 'duration', 'ip', 'ipv4', 'valid', 'equal', 'oneOf', 'only', 'alphanum', 'hex', 'token', 'isoDate', 'integer', 'int', 'refine', 'superRefine', 'check', 'custom', 'test']);
const OBJECTS: ReadonlySet<string> = new Set(['object', 'strictObject', 'looseObject', 'Object', 'interface', 'type']);
const LISTS: ReadonlySet<string> = new Set(['array', 'set', 'Array', 'Set']);
const UNIONS: ReadonlySet<string> = new Set(['union', 'discriminatedUnion', 'variant', 'tuple', 'Union', 'alternatives', 'Tuple']);
/** Wrappers: what they hold is their first argument. */
const WRAPPERS: ReadonlySet<string> = new Set(['optional', 'nullable', 'nullish', 'Optional', 'lazy', 'readonly', 'partial', 'required', 'Partial', 'nonOptional', 'Readonly', 'strict', 'brand']);
/** Methods that leave the object schema they are called on as open as it was, and check more of it. */
const EXTENDING: ReadonlySet<string> = new Set(['extend', 'merge', 'and', 'keys', 'append', 'safeExtend', 'setKey', 'concat', 'shape', 'augment']);
const MAX_DEPTH = 14;

/**
 * Whether what a schema lets pass is, below a path, harmless text: numbers, booleans, dates, enums, uuids, and strings
 * that match a bounded pattern. Reads zod, valibot, joi, yup, TypeBox and JSON schemas that are written out.
 */
export function isClosedSchema(project: Project, file: SourceFile, node: Node, path: AccessPath, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  const inner = unwrapAwait(node);
  if (inner.type === 'Identifier' || inner.type === 'MemberExpression') {
    const local = originOf(file, inner);
    const origin = local.kind === 'call' ? local : project.follow(local);
    if (origin.kind === 'call' && origin.node.type === 'CallExpression') return ofCall(project, origin.file, origin.node, path, depth + 1);
    if (origin.kind === 'value' && origin.node !== inner) return isClosedSchema(project, origin.file, origin.node, path, depth + 1);
    // `schema.shape.id`, `z.coerce`: not written out here.
    return false;
  }
  if (inner.type === 'CallExpression') return ofCall(project, file, inner, path, depth + 1);
  if (inner.type === 'ObjectExpression') return ofJson(project, file, inner, path, depth + 1);
  if (inner.type === 'ArrowFunctionExpression' && inner.body.type !== 'BlockStatement') return isClosedSchema(project, file, inner.body, path, depth + 1);
  return false;
}

function ofCall(project: Project, file: SourceFile, call: TSESTree.CallExpression, path: AccessPath, depth: number): boolean {
  const symbol = project.symbol(originOf(file, call.callee));
  if (symbol === null || !PACKAGES.has(packageOf(symbol))) return ofOwn(project, file, call, path, depth);
  const name = symbol.slice(Math.max(symbol.lastIndexOf('.'), symbol.indexOf('#')) + 1);
  const callee = call.callee.type === 'MemberExpression' ? call.callee : null;
  // `z.string()` has no call before its name, `z.string().uuid()` does.
  return callee && symbol.includes('()') ? ofMethod(project, file, callee.object, name, call.arguments, path, depth) : ofMaker(project, file, name, call.arguments, path, depth);
}

/** A function of the project's own that makes a schema, of the fields it is handed too: `withPaging({ name: z.string() })`. */
function ofOwn(project: Project, file: SourceFile, call: TSESTree.CallExpression, path: AccessPath, depth: number): boolean {
  const target = project.follow(originOf(file, call.callee));
  if (target.kind !== 'function') return false;
  if (!call.arguments.every((a) => a.type !== 'ObjectExpression' || ofFields(project, file, a, path, depth))) return false;
  // A field that is handed in is what decides.
  if (call.arguments.some((a) => a.type === 'ObjectExpression' && path[0] !== undefined && propertyOf(a, path[0]) !== null)) return true;
  const returned = returnedExpressions(target.file, target.node);
  return returned.length > 0 && returned.every((r) => isClosedSchema(project, target.file, r, path, depth + 1));
}

function ofMaker(project: Project, file: SourceFile, name: string, args: readonly TSESTree.CallExpressionArgument[], path: AccessPath, depth: number): boolean {
  const [first, second] = args;
  const again = (node: Node | undefined | null, below: AccessPath = path): boolean => node !== undefined && node !== null && isClosedSchema(project, file, node, below, depth + 1);
  if (CLOSED.has(name)) return true;
  if (OBJECTS.has(name)) return first?.type === 'ObjectExpression' && ofFields(project, file, first, path, depth);
  if (LISTS.has(name)) return again(first, path.slice(1));
  if (WRAPPERS.has(name)) return again(first);
  if (UNIONS.has(name)) {
    const list = name === 'discriminatedUnion' || name === 'variant' ? second : first;
    const below = name === 'tuple' || name === 'Tuple' ? path.slice(1) : path;
    return list?.type === 'ArrayExpression' && list.elements.length > 0 && list.elements.every((e) => again(e, below));
  }
  switch (name) {
    case 'record':
    case 'Record':
      return path[0] === KEY ? second !== undefined && again(first, []) : again(second ?? first, path.slice(1));
    case 'regex':
    case 'matches':
      return isBoundedPattern(first);
    case 'preprocess':
      return again(second);
    case 'intersection':
    case 'intersect':
      return again(first) || again(second);
    case 'string':
      // A text has no properties of its own.
      return path[0] !== undefined && path[0] !== ANY && path[0] !== KEY;
    case 'pipe':
      return args.some((a) => again(a));
    case 'String':
      return second === undefined && first?.type === 'ObjectExpression' && ofJson(project, file, first, path, depth, 'string');
    default:
      return false;
  }
}

function ofMethod(project: Project, file: SourceFile, base: Node, name: string, args: readonly TSESTree.CallExpressionArgument[], path: AccessPath, depth: number): boolean {
  const [first] = args;
  const again = (node: Node, below: AccessPath = path): boolean => isClosedSchema(project, file, node, below, depth + 1);
  if (NARROWING.has(name) && path.length === 0) return true;
  if (EXTENDING.has(name) && first) {
    const [key] = path;
    if (first.type === 'ObjectExpression') {
      if (key !== undefined && propertyOf(first, key)) return ofFields(project, file, first, path, depth);
      return key === undefined || key === ANY ? again(base) && ofFields(project, file, first, path, depth) : again(base);
    }
    return again(first) || again(base);
  }
  switch (name) {
    case 'regex':
    case 'pattern':
    case 'matches':
      return isBoundedPattern(first) || again(base);
    case 'pipe':
      return first !== undefined && (again(first) || again(base));
    case 'transform':
      return again(base) || (first !== undefined && (project.symbol(originOf(file, first)) === 'global#Number' || (first.type === 'ArrowFunctionExpression' && project.symbol(originOf(file, first.body)) === 'global#Number()')));
    case 'array':
      return again(base, path.slice(1));
    case 'items':
      return first !== undefined && again(first, path.slice(1));
    case 'or':
    case 'try':
      return first !== undefined && again(base) && again(first);
    case 'passthrough':
    case 'loose':
    case 'catchall':
    case 'unknown':
      return path.length > 0 && path[0] !== KEY && path[0] !== ANY && again(base);
    case 'keyof':
      return true;
    default:
      return again(base);
  }
}

function ofFields(project: Project, file: SourceFile, fields: TSESTree.ObjectExpression, path: AccessPath, depth: number): boolean {
  const [key, ...rest] = path;
  if (key === KEY) return !isOpen(fields);
  if (key === undefined || key === ANY) return !isOpen(fields) && fields.properties.length > 0 && fields.properties.every((p) => p.type === 'Property' && isClosedSchema(project, file, p.value, rest, depth + 1));
  const found = propertyOf(fields, key);
  if (found) return isClosedSchema(project, file, found.value, rest, depth + 1);
  // What the schema does not name it takes away, unless it is told to keep it.
  return fields.properties.every((p) => p.type === 'Property' ? keyName(p) !== null : ofSpread(project, file, p.argument, path, depth));
}

function ofSpread(project: Project, file: SourceFile, spread: Node, path: AccessPath, depth: number): boolean {
  // A parameter holds what the caller adds, which was looked at there.
  if (spread.type === 'Identifier' && file.variableOf(spread)?.defs[0]?.type === 'Parameter') return true;
  const local = originOf(file, spread);
  const origin = local.kind === 'value' ? local : project.follow(local);
  const node = origin.kind === 'value' ? unwrapAwait(origin.node) : null;
  return origin.kind === 'value' && node?.type === 'ObjectExpression' && depth < MAX_DEPTH && ofFields(project, origin.file, node, path, depth + 1);
}

const JSON_NUMBERS: ReadonlySet<string> = new Set(['number', 'integer', 'boolean', 'null']);
const JSON_FORMATS: ReadonlySet<string> = new Set(['uuid', 'date', 'date-time', 'time', 'ipv4', 'ipv6']);

/** A JSON schema: `{ type: 'object', properties: { limit: { type: 'integer' } } }`. */
function ofJson(project: Project, file: SourceFile, schema: TSESTree.ObjectExpression, path: AccessPath, depth: number, implied: string | null = null): boolean {
  const [key, ...rest] = path;
  const value = (name: string): Node | null => propertyOf(schema, name)?.value ?? null;
  const type = implied ?? stringValue(value('type'));
  if (key === undefined) {
    const pattern = stringValue(value('pattern'));
    const format = stringValue(value('format'));
    return (type !== null && JSON_NUMBERS.has(type)) || value('enum') !== null || value('const') !== null || (format !== null && JSON_FORMATS.has(format)) || (pattern !== null && isBounded({ source: pattern, flags: '' }));
  }
  if (type === 'array') {
    const items = value('items');
    return items !== null && isClosedSchema(project, file, items, rest, depth + 1);
  }
  const properties = value('properties');
  if (properties?.type !== 'ObjectExpression') return false;
  const found = properties.properties.find((p): p is TSESTree.Property => p.type === 'Property' && keyName(p) === key);
  return found ? isClosedSchema(project, file, found.value, rest, depth + 1) : false;
}

function isBoundedPattern(node: Node | undefined): boolean {
  const pattern = node && patternOf(node);
  return pattern ? isBounded(pattern) : false;
}

/** A call that reads a value through a schema: the schema, the value, and where the result holds what passed. */
export interface SchemaParse {
  readonly schema: Node;
  readonly value: Node;
  /** Name under which the result holds the value: `data` of `safeParse`; null when the result is the value. */
  readonly under: string | null;
}

const METHODS: ReadonlyMap<string, string | null> = new Map([
  ['parse', null],
  ['parseAsync', null],
  ['safeParse', 'data'],
  ['safeParseAsync', 'data'],
  ['validate', 'value'],
  ['validateAsync', null],
  ['validateSync', null],
  ['cast', null],
  ['decode', null],
]);
const FUNCTIONS: ReadonlyMap<string, { readonly schema: number; readonly value: number; readonly under: string | null }> = new Map([
  ['valibot#parse', { schema: 0, value: 1, under: null }],
  ['valibot#parseAsync', { schema: 0, value: 1, under: null }],
  ['valibot#safeParse', { schema: 0, value: 1, under: 'output' }],
  ['joi#attempt', { schema: 1, value: 0, under: null }],
  ['joi#assert', { schema: 1, value: 0, under: null }],
  ['@sinclair/typebox/value#Value.Parse', { schema: 0, value: 1, under: null }],
  ['@sinclair/typebox/value#Value.Decode', { schema: 0, value: 1, under: null }],
  ['superstruct#create', { schema: 1, value: 0, under: null }],
]);

/** What a call parses, when it is the parse of a known schema library; null otherwise. `symbol` is the callee's. */
export function schemaParseOf(call: TSESTree.CallExpression, symbol: string): SchemaParse | null {
  const known = FUNCTIONS.get(symbol);
  if (known) {
    const schema = call.arguments[known.schema];
    const value = call.arguments[known.value];
    return schema && value ? { schema, value, under: known.under } : null;
  }
  if (call.callee.type !== 'MemberExpression' || !PACKAGES.has(packageOf(symbol)) || !symbol.includes('()')) return null;
  const name = keyName(call.callee) ?? '';
  const [value] = call.arguments;
  const under = METHODS.get(name);
  // Yup's and superstruct's validate give the value itself.
  return under === undefined || !value ? null : { schema: call.callee.object, value, under: under === 'value' && packageOf(symbol) === 'yup' ? null : under };
}
