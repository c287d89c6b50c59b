import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, stringValue, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import type { Fact } from '../../sql/types.ts';
import { definitionOf } from '../answers/conditions.ts';
import { operationsOf } from '../answers/operations.ts';
import { addedJobsOf } from './model.ts';

/** A part of a job's data that may be large: bytes of a file, or rows that the worker can read by their key. */
export interface LargePart {
  readonly node: Node;
  readonly kind: 'bytes' | 'rows';
}

/** Functions that give the bytes of a file, by symbol. */
const READS: ReadonlySet<string> = new Set(['fs#readFile', 'fs#readFileSync', 'fs#promises.readFile', 'fs/promises#readFile', 'global#Buffer.from', 'global#Buffer.concat']);
const MAX_DEPTH = 3;

/** What is large in the data of the jobs that the linted file adds. */
export function largePartsOf(context: RuleContext): readonly LargePart[] {
  const jobs = addedJobsOf(context);
  if (jobs.length === 0) return [];
  const file = sourceFileOf(context);
  return jobs.flatMap(({ payload }) => (payload ? partsOf(context, file, payload, 0) : []));
}

function partsOf(context: RuleContext, file: SourceFile, value: Node, depth: number): readonly LargePart[] {
  const inner = unwrap(value);
  if (inner.type === 'ObjectExpression') {
    return depth > MAX_DEPTH ? [] : inner.properties.flatMap((property) => (property.type === 'Property' ? partsOf(context, file, property.value, depth + 1) : partsOf(context, file, property.argument, depth + 1)));
  }
  if (isBytes(file, inner, projectOf(context), 0)) return [{ node: value, kind: 'bytes' }];
  return isRow(context, file, inner) ? [{ node: value, kind: 'rows' }] : [];
}

/** Bytes of a file: read, uploaded (`req.file.buffer`), or written as text. */
function isBytes(file: SourceFile, node: Node, project: Project, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  const { value, pattern } = definitionOf(file, node);
  if (pattern && pattern.type !== 'Identifier') return false;
  if (value.type === 'MemberExpression') return keyName(value) === 'buffer' && isUpload(unwrap(value.object));
  if (value.type !== 'CallExpression') return false;
  const callee = unwrap(value.callee);
  const symbol = project.symbol(originOf(file, callee));
  if (symbol !== null && READS.has(symbol)) return !symbol.startsWith('global#Buffer.from') || isBytes(file, value.arguments[0] ?? value.callee, project, depth + 1);
  if (callee.type !== 'MemberExpression' || keyName(callee) !== 'toString') return false;
  const encoding = stringValue(value.arguments[0]);
  return (encoding === 'base64' || encoding === 'hex' || encoding === null) && isBytes(file, callee.object, project, depth + 1);
}

/** `req.file`, `req.files[0]`. */
function isUpload(node: Node): boolean {
  if (node.type !== 'MemberExpression') return false;
  const name = keyName(node);
  return name === 'file' || name === 'files' || (node.computed && isUpload(unwrap(node.object)));
}

/** Rows as a query gave them. */
function isRow(context: RuleContext, file: SourceFile, node: Node): boolean {
  const { value, pattern } = definitionOf(file, node);
  if (pattern && pattern.type !== 'Identifier' && !isRowPattern(pattern)) return false;
  const read = unwrapAwait(value);
  if (read.type !== 'CallExpression') return false;
  const operations = operationsOf(context, read);
  return operations.length > 0 && operations.every(({ action, query }) => action === 'read' && !isNarrow(query?.statements[0]?.facts ?? []));
}

/** `const { rows } = …`, `const [row] = …`. */
function isRowPattern(pattern: Node): boolean {
  return pattern.type === 'ArrayPattern' || (pattern.type === 'ObjectPattern' && pattern.properties.every((one) => one.type === 'Property' && keyName(one) === 'rows'));
}

/** A query for one column, such as the keys, is no row. */
function isNarrow(facts: readonly Fact[]): boolean {
  return facts.some((fact) => fact.k === 'select' && fact.items.length === 1 && fact.items[0]?.column !== '*');
}

