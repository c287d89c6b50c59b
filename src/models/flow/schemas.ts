import type { Node, SourceFile } from '../../ast/source-file.ts';
import { unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { schemaAt } from '../validation/read.ts';
import type { Format, Schema, Step, ValueType } from '../validation/types.ts';
import { isBounded, patternOf } from './regexps.ts';
import type { AccessPath } from './reaching.ts';
import { ANY, KEY } from './reaching.ts';

/** Types that only harmless texts pass. */
const CLOSED_TYPES: ReadonlySet<ValueType> = new Set(['number', 'bigint', 'boolean', 'date', 'enum', 'literal', 'empty']);
const CLOSED_FORMATS: ReadonlySet<Format> = new Set(['uuid', 'identifier', 'date', 'date-time', 'time', 'ip', 'characters', 'number', 'boolean']);
const MAX_DEPTH = 14;

/**
 * Whether what a schema lets pass is, below a path, harmless text: numbers, booleans, dates, enums, uuids, and strings
 * that match a bounded pattern; with `texts`, any string. Schemas of the known libraries that are written out.
 */
export function isClosedSchema(project: Project, file: SourceFile, node: Node, path: AccessPath, texts = false): boolean {
  const schema = schemaAt(project, file, node);
  return schema !== null && isClosed(schema, path, 0, texts);
}

function isClosed(schema: Schema, path: AccessPath, depth: number, texts: boolean): boolean {
  if (depth > MAX_DEPTH) return false;
  const [key, ...rest] = path;
  if (key === undefined && schema.steps.some(closes)) return true;
  const again = (inner: Schema | null | undefined, below: AccessPath): boolean => inner !== null && inner !== undefined && isClosed(inner, below, depth + 1, texts);
  const all = (inner: readonly Schema[], below: AccessPath): boolean => inner.length > 0 && inner.every((part) => again(part, below));
  switch (schema.type) {
    case 'object':
      return isClosedObject(schema, path, again);
    case 'array':
      return again(schema.parts[0], rest);
    case 'record':
      return key === KEY ? schema.parts.length > 1 && again(schema.parts[0], []) : again(schema.parts.at(-1), rest);
    case 'tuple':
      return all(schema.parts, rest);
    case 'union':
      return all(schema.parts, path);
    case 'intersection':
      return schema.parts.some((part) => again(part, path));
    case 'string':
      // A text has no properties of its own.
      return key === undefined ? texts : key !== ANY && key !== KEY;
    default:
      return CLOSED_TYPES.has(schema.type);
  }
}

/** What a check of the project's own lets pass is not known, and so not held against it. */
function closes(step: Step): boolean {
  switch (step.kind) {
    case 'format':
      return step.is === 'pattern' ? isBoundedPattern(step.arguments[0]) : CLOSED_FORMATS.has(step.is);
    case 'bound':
      return step.is === 'integer';
    case 'values':
    case 'refinement':
      return true;
    case 'transform':
      return step.is === 'number' || step.is === 'boolean' || step.is === 'date';
    case 'presence':
    case 'setting':
      return false;
  }
}

function isClosedObject(schema: Schema, path: AccessPath, again: (inner: Schema | null, below: AccessPath) => boolean): boolean {
  const [key, ...rest] = path;
  if (key === KEY) return schema.complete === true && schema.unknownKeys !== 'keep';
  if (key === undefined || key === ANY) return schema.complete === true && schema.fields.length > 0 && schema.fields.every((field) => again(field.schema, rest));
  const found = schema.fields.find(({ name }) => name === key);
  // What the schema does not name it takes away, unless it is told to keep it.
  return found ? again(found.schema, rest) : schema.complete !== false && schema.unknownKeys !== 'keep';
}

function isBoundedPattern(node: Node | undefined): boolean {
  if (!node) return false;
  const written = unwrap(node);
  const pattern = written.type === 'Literal' && typeof written.value === 'string' ? { source: written.value, flags: '' } : patternOf(written);
  return pattern ? isBounded(pattern) : false;
}
