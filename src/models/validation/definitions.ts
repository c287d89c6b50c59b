import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, stringValue, unwrap } from '../../ast/syntax.ts';
import type { Bound, Field, Schema, Step, UnknownKeys, ValidationLibrary } from './types.ts';

/** Reads an expression that is a schema by itself. */
type Read = (node: Node) => Schema | null;
type Place = Pick<Step, 'node' | 'file' | 'arguments' | 'range'>;

/** Symbols behind the definition in a tuple that is one: `['string', '=>', trim]`. */
const OPERATORS: ReadonlySet<string> = new Set(['[]', '=>', ':', '|', '&', '?', '=', '@']);
const BOUNDS: Readonly<Record<string, Bound>> = { '<': 'maximum', '<=': 'maximum', '>': 'minimum', '>=': 'minimum', '==': 'exact' };
const LITERAL = /^(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?n?|true|false)$/u;

/** The schema that a definition in a library's own language is: a text, an object of them, a tuple with an operator, or a schema. */
export function definedSchema(library: ValidationLibrary, file: SourceFile, node: Node, read: Read): Schema | null {
  const inner = unwrap(node);
  const text = stringValue(inner);
  const at: Place = { node: inner, file, arguments: [], range: inner.range };
  if (text !== null) return ofText(library, at, text.trim());
  if (inner.type === 'ObjectExpression') return ofObject(library, at, inner, read);
  if (inner.type === 'ArrayExpression') return ofTuple(library, at, inner, read);
  return read(inner);
}

function made(library: ValidationLibrary, { node, file }: Place, rest: Partial<Schema>): Schema {
  return { library, node, file, type: 'unknown', coerces: false, steps: [], fields: [], complete: true, unknownKeys: library.unknownKeys, parts: [], ...rest };
}

/** `{ name: 'string > 0', 'nick?': 'string', '+': 'reject' }` */
function ofObject(library: ValidationLibrary, at: Place, object: TSESTree.ObjectExpression, read: Read): Schema {
  let unknownKeys: UnknownKeys = library.unknownKeys;
  let complete = true;
  const fields = object.properties.flatMap((property): readonly Field[] => {
    const key = property.type === 'Property' ? keyName(property) : null;
    if (property.type !== 'Property' || key === null || key.startsWith('[')) {
      complete = false;
      return [];
    }
    if (key === '+') {
      const behaviour = stringValue(property.value);
      unknownKeys = behaviour === 'reject' ? 'strict' : behaviour === 'delete' ? 'strip' : 'keep';
      return [];
    }
    if (key === '...') {
      const base = definedSchema(library, at.file, property.value, read);
      complete &&= base?.complete === true;
      return base?.fields ?? [];
    }
    const isOptional = key.endsWith('?');
    return [{
      name: isOptional ? key.slice(0, -1) : key,
      node: property,
      file: at.file,
      get schema() {
        const schema = definedSchema(library, at.file, property.value, read);
        return schema && isOptional ? stepped(schema, { kind: 'presence', is: 'optional', name: '?', ...at, node: property, range: property.key.range }) : schema;
      },
    }];
  });
  return made(library, at, { type: 'object', fields, complete, unknownKeys });
}

function stepped(schema: Schema, ...steps: readonly Step[]): Schema {
  return { ...schema, parts: schema.parts, steps: [...schema.steps, ...steps] };
}

function ofTuple(library: ValidationLibrary, at: Place, tuple: TSESTree.ArrayExpression, read: Read): Schema {
  const [first, second, third] = tuple.elements;
  const operator = second ? stringValue(second) : null;
  const base = first && first.type !== 'SpreadElement' ? definedSchema(library, at.file, first, read) : null;
  const parts = (): readonly Schema[] => tuple.elements.flatMap((element) => (element ? [definedSchema(library, at.file, element, read) ?? made(library, at, {})] : []));
  if (operator === null || !OPERATORS.has(operator) || !first) return made(library, at, { type: 'tuple', parts: parts() });
  const schema = base ?? made(library, at, {});
  const step = { name: operator, ...at, arguments: third ? [third] : [] };
  switch (operator) {
    case '[]':
      return made(library, at, { type: 'array', parts: [schema] });
    case '|':
      return made(library, at, { type: 'union', parts: [schema, ...parts().slice(2)] });
    case '=>':
      return stepped(schema, { kind: 'transform', is: 'custom', ...step });
    case '?':
      return stepped(schema, { kind: 'presence', is: 'optional', ...step });
    case '=':
      return stepped(schema, { kind: 'presence', is: 'default', ...step });
    case '@':
      return schema;
    default:
      return stepped(schema, { kind: 'refinement', is: null, ...step });
  }
}

function ofText(library: ValidationLibrary, at: Place, text: string): Schema | null {
  const [, optional] = /^([\s\S]*[^\s?])\?$/u.exec(text) ?? [];
  if (optional !== undefined) return withStep(ofText(library, at, optional), { kind: 'presence', is: 'optional', name: '?', ...at });
  const [, defaulted] = /^([\s\S]+?)\s+=\s+\S/u.exec(text) ?? [];
  if (defaulted !== undefined) return withStep(ofText(library, at, defaulted), { kind: 'presence', is: 'default', name: '=', ...at });
  const piped = split(text, '|>');
  if (piped.length > 1) return merged(piped.map((one) => ofText(library, at, one)));
  const options = split(text, '|');
  if (options.length > 1) return ofOptions(library, at, options);
  const parts = split(text, '&');
  return parts.length > 1 ? merged(parts.map((one) => ofText(library, at, one))) : ofTerm(library, at, text);
}

function withStep(schema: Schema | null, step: Step): Schema | null {
  return schema && stepped(schema, step);
}

/** One after the other: the last says what it is in the end, and nothing is known where one of them is not. */
function merged(schemas: readonly (Schema | null)[]): Schema | null {
  const known = schemas.filter((schema) => schema !== null);
  const last = known.at(-1);
  if (!last || known.length < schemas.length) return null;
  return { ...last, coerces: known.some(({ coerces }) => coerces), steps: known.flatMap(({ steps }) => steps) };
}

/** `'a' | 'b'`, `string | null`, `string | number` */
function ofOptions(library: ValidationLibrary, at: Place, options: readonly string[]): Schema | null {
  if (options.every((option) => LITERAL.test(option))) return made(library, at, { type: 'enum', steps: [{ kind: 'values', is: null, name: '|', ...at }] });
  const rest = options.filter((option) => option !== 'null' && option !== 'undefined');
  const [only] = rest;
  if (only !== undefined && rest.length === 1) return withStep(ofText(library, at, only), { kind: 'presence', is: 'nullable', name: 'null', ...at });
  return made(library, at, { type: 'union', parts: options.map((option) => ofText(library, at, option) ?? made(library, at, {})) });
}

function ofTerm(library: ValidationLibrary, at: Place, text: string): Schema | null {
  if (text.startsWith('(') && text.endsWith(')')) return ofText(library, at, text.slice(1, -1).trim());
  if (LITERAL.test(text)) return made(library, at, { type: 'literal', steps: [{ kind: 'values', is: null, name: text, ...at }] });
  if (/^\/.*\/[a-z]*$/u.test(text)) return made(library, at, { type: 'string', steps: [{ kind: 'format', is: 'pattern', name: text, ...at }] });
  const between = /^(\S+?)\s*(<=?)\s*(.+?)\s*(<=?)\s*([^\s<>=]+)$/u.exec(text);
  if (between?.[3] !== undefined) return bounded(ofText(library, at, between[3]), at, [between[2] === '<=' ? '>=' : '>', between[4] ?? '<']);
  const one = /^(.+?)\s*(<=|>=|==|<|>)\s*([^<>=]+)$/u.exec(text);
  if (one?.[1] !== undefined && one[2] !== undefined) return bounded(ofText(library, at, one[1]), at, [one[2]]);
  const divided = /^(.+?)\s*%\s*\d+$/u.exec(text);
  if (divided?.[1] !== undefined) return withStep(ofText(library, at, divided[1]), { kind: 'bound', is: 'integer', name: '%', ...at });
  if (text.endsWith('[]')) return made(library, at, { type: 'array', parts: [ofText(library, at, text.slice(0, -2)) ?? made(library, at, {})] });
  return ofKeyword(library, at, text);
}

function bounded(schema: Schema | null, at: Place, operators: readonly string[]): Schema | null {
  return schema && stepped(schema, ...operators.map((name): Step => ({ kind: 'bound', is: BOUNDS[name] ?? 'range', name, ...at })));
}

function ofKeyword(library: ValidationLibrary, at: Place, name: string): Schema | null {
  const keyword = library.keywords && Object.hasOwn(library.keywords, name) ? library.keywords[name] : undefined;
  if (!keyword) return null;
  const { type, format, bound, transform, coerces = false } = keyword;
  const steps: readonly Step[] = [
    ...(transform ? [{ kind: 'transform', is: transform, name, ...at } as const] : []),
    ...(format ? [{ kind: 'format', is: format, name, ...at } as const] : []),
    ...(bound ? [{ kind: 'bound', is: bound, name, ...at } as const] : []),
  ];
  return made(library, at, { type, coerces, steps });
}

/** The parts of a text between an operator, outside quotes, brackets and patterns. */
function split(text: string, operator: '|' | '&' | '|>'): readonly string[] {
  const found: string[] = [];
  let [depth, start, quote] = [0, 0, ''];
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (quote !== '') {
      if (c === '\\') i++;
      else if (c === quote) quote = '';
    } else if (c === "'" || c === '"' || (c === '/' && text.slice(start, i).trim() === '')) quote = c;
    else if (c === '(' || c === '[') depth++;
    else if (c === ')' || c === ']') depth--;
    else if (depth === 0 && text.startsWith(operator, i) && !(operator === '|' && text.charAt(i + 1) === '>')) {
      found.push(text.slice(start, i).trim());
      i += operator.length - 1;
      start = i + 1;
    }
  }
  return [...found, text.slice(start).trim()];
}
