import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction, propertyOf, unwrap } from '../../ast/syntax.ts';
import type { Settings } from '../../core/settings.ts';
import type { Project } from '../../project/types.ts';
import { sqlModelOf } from './model.ts';
import type { DataOperation } from './types.ts';

/** A parameter of a function, or one property of it; an empty path is the parameter itself. */
export interface ParameterPlace {
  readonly index: number;
  readonly path: string;
}

/** A parameter that ends in a column of an operation. Column `*`: the parameter is the whole row, its properties are columns. */
export interface ColumnEffect extends ParameterPlace {
  readonly operation: DataOperation;
  readonly as: 'data' | 'where';
  readonly column: string;
}

/** What a function does to the database, its own calls of the project's functions included. */
export interface Effects {
  readonly operations: readonly DataOperation[];
  readonly columns: readonly ColumnEffect[];
}

/** How many calls an effect may lie deep: service, repository, store. */
const MAX_CALLS = 3;
const NONE: Effects = { operations: [], columns: [] };
const summariesOf = new WeakMap<Project, WeakMap<FunctionNode, Map<number, Effects>>>();

/** What the function that a call calls does to the database; nothing where it cannot be followed. */
export function effectsOfCall(file: SourceFile, call: TSESTree.CallExpression, project: Project, settings: Settings, depth = MAX_CALLS): Effects {
  if (depth === 0) return NONE;
  const callee = project.follow(originOf(file, call.callee));
  return callee.kind === 'function' ? effectsOf(callee.file, callee.node, project, settings, depth - 1) : NONE;
}

function effectsOf(file: SourceFile, fn: FunctionNode, project: Project, settings: Settings, depth: number): Effects {
  const summaries = summariesOf.get(project) ?? new WeakMap<FunctionNode, Map<number, Effects>>();
  summariesOf.set(project, summaries);
  const byDepth = summaries.get(fn) ?? new Map<number, Effects>();
  summaries.set(fn, byDepth);
  const known = byDepth.get(depth);
  if (known) return known;
  // A function that calls itself adds nothing to itself.
  byDepth.set(depth, NONE);
  const own = sqlModelOf(file, project, settings).operationsIn(fn);
  const operations = [...own];
  const columns = own.flatMap((o) => columnsOf(o, fn));
  for (const call of file.nodesIn(fn, 'CallExpression')) {
    if (enclosingFunction(file, call) !== fn || own.some((o) => o.node === call)) continue;
    const inner = effectsOfCall(file, call, project, settings, depth);
    operations.push(...inner.operations);
    for (const effect of inner.columns) {
      const argument = argumentAt(call, effect);
      const place = argument && parameterPlace(file, fn, argument.node);
      if (place && (place.path === '' || argument.below === '')) columns.push({ ...effect, index: place.index, path: place.path || argument.below });
    }
  }
  const effects: Effects = { operations, columns };
  byDepth.set(depth, effects);
  return effects;
}

function columnsOf(operation: DataOperation, fn: FunctionNode): ColumnEffect[] {
  const fields = [
    ...operation.data.map((f) => ({ ...f, as: 'data' as const })),
    ...operation.where.map((f) => ({ ...f, as: 'where' as const })),
    ...(operation.whole ? [{ column: '*', value: rowIn(operation.whole), file: operation.file, as: 'data' as const }] : []),
  ];
  return fields.flatMap(({ column, value, file, as }) => {
    const place = parameterPlace(file, fn, value);
    return place ? [{ operation, as, column, ...place }] : [];
  });
}

/** The row inside the call that makes an entity or record of it: `repository.save(repository.create(row))`. */
function rowIn(whole: Node): Node {
  const inner = unwrap(whole);
  const [row] = inner.type === 'CallExpression' ? inner.arguments : [];
  return row && row.type !== 'SpreadElement' ? row : whole;
}

/** What a call hands to a parameter place of the called function: an expression, or (`below`) a property of it that is not written out. */
export interface Handed {
  readonly node: Node;
  readonly below: string;
}

/** The argument of a call, or property of an object literal there, that a parameter place of the called function takes. */
export function argumentAt(call: TSESTree.CallExpression, { index, path }: ParameterPlace): Handed | null {
  const argument = call.arguments[index];
  if (!argument || argument.type === 'SpreadElement') return null;
  const object = unwrap(argument);
  if (path === '' || object.type !== 'ObjectExpression') return { node: argument, below: path };
  const property = propertyOf(object, path);
  return property && { node: property.value, below: '' };
}

/** Which parameter of a function an expression is, with at most one property below it; null when it is none. */
function parameterPlace(file: SourceFile, fn: FunctionNode, node: Node): ParameterPlace | null {
  const origin = originOf(file, node);
  if (origin.kind === 'parameter' && origin.function === fn && origin.path.length <= 1) return { index: origin.index, path: origin.path[0] ?? '' };
  if (origin.kind === 'member' && origin.property !== null && node.type === 'MemberExpression') {
    const object = parameterPlace(file, fn, node.object);
    return object?.path === '' ? { index: object.index, path: origin.property } : null;
  }
  // A parameter whose annotation names a class or type is an instance of it.
  const inner = unwrap(node);
  if (inner.type !== 'Identifier') return null;
  const name = file.variableOf(inner)?.defs[0]?.name;
  const index = fn.params.findIndex((p) => p === name || (p.type === 'AssignmentPattern' && p.left === name));
  return index < 0 ? null : { index, path: '' };
}
