import { canFollow } from '../../ast/order.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction, keyName, wrapped } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import { sourceFileOf } from '../../project/project.ts';
import { sqlModel } from '../sql/model.ts';
import { rereadsOf } from '../sql/rereads.ts';
import type { DataOperation, Query, SqlModel } from '../sql/types.ts';
import { isTransactional, runsOnGiven } from '../transactions/scopes.ts';
import { outermostFunction } from './side-effects.ts';

/** A data operation of a method that has worked on data before. */
export interface FurtherOperation {
  readonly node: Node;
  readonly first: Node;
}

/** What counts says how many rows there are behind a page. */
const COUNTS = /(?<![a-z])count(?!r)|[a-z]Count\b|aggregate|found_rows/u;
const COUNTS_IN_SQL = /\bcount\s*\(|found_rows/iu;

/** A query or operation that a function hands to the database. */
export interface MethodOperation {
  readonly method: FunctionNode;
  readonly one: Query | DataOperation;
}

/** What the functions of the linted file run, in source order, on a connection that they are not given: that may be a transaction. */
export const methodOperationsOf = perFile((context): readonly MethodOperation[] => {
  const file = sourceFileOf(context);
  const { queries, built } = sqlModel(context);
  return [...queries, ...built].filter((one) => isRun(file, one)).toSorted((a, b) => a.node.range[0] - b.node.range[0]).flatMap((one) => {
    const method = outermostFunction(file, one.node);
    return method && !runsOnGiven(file, method, one.node) ? [{ method, one }] : [];
  });
});

/**
 * In each function of the linted file, the first operation that can run after another one of it. One transaction is one operation, as are
 * a page and its count, branches of which one runs, and what the function runs on a connection it was given: that may be a transaction.
 */
export const furtherOperationsOf = perFile((context): readonly FurtherOperation[] => {
  const file = sourceFileOf(context);
  const model = sqlModel(context);
  if (model.queries.length + model.built.length < 2) return [];
  const byMethod = new Map<FunctionNode, Unit[]>();
  for (const { method, one } of methodOperationsOf(context)) {
    const unit = unitOf(file, method, one, model);
    if (!unit) continue;
    const units = byMethod.get(method) ?? [];
    if (!units.some(({ place }) => place === unit.place)) byMethod.set(method, [...units, unit]);
  }
  return [...byMethod].flatMap(([method, units]): FurtherOperation[] => {
    if (units.length < 2 || isTransactional(file, method, model.queries)) return [];
    // What RETURNING would save is a finding of its own.
    const rereads = rereadsOf(context);
    for (const second of units) {
      const first = units.find((unit) => canFollow(file, unit.place, second.place) && !isPage(file, unit, second) && !rereads.some(({ write, read }) => write === unit.node && read === second.node));
      if (first) return [{ node: second.node, first: first.node }];
    }
    return [];
  });
});

/** What counts once: an operation, or all those of a callback. */
interface Unit {
  readonly node: Node;
  /** The operation, or the call whose callback it stands in. */
  readonly place: Node;
  readonly reads: boolean;
}

function unitOf(file: SourceFile, method: FunctionNode, one: Query | DataOperation, model: SqlModel): Unit | null {
  const { node, owner } = one;
  let place = node;
  for (let fn = owner; fn && fn !== method; fn = enclosingFunction(file, fn)) {
    const call = file.parent(wrapped(file, fn));
    if (call?.type !== 'CallExpression') return null;
    place = call;
  }
  const operations = 'action' in one ? [one] : model.operationsOf(one);
  // `SELECT 1`, `SET LOCAL …`: about no stored rows. Text that is not known may be.
  if ('parts' in one && one.parts !== null && operations.every(({ table }) => table === null)) return null;
  return { node, place, reads: operations.every(({ action }) => action === 'read') };
}

/** Whether a query is handed to the database here: a builder may also be a part of another statement. */
function isRun(file: SourceFile, one: Query | DataOperation): boolean {
  if ('piece' in one) return !one.piece;
  return isAwaited(file, one.node);
}

function isAwaited(file: SourceFile, node: Node): boolean {
  let inner = node;
  for (let outer = file.parent(node); outer; inner = outer, outer = file.parent(outer)) {
    switch (outer.type) {
      case 'AwaitExpression':
      case 'ReturnStatement':
        return true;
      case 'ArrowFunctionExpression':
        return outer.body === inner;
      case 'MemberExpression':
        return outer.object === inner && ['then', 'catch', 'finally'].includes(keyName(outer) ?? '');
      case 'VariableDeclarator':
        return outer.id.type === 'Identifier' && (file.variableOf(outer.id)?.references.some((reference) => isTaken(file, reference.identifier as Node)) ?? false);
      case 'CallExpression':
        if (!outer.arguments.some((argument) => argument === inner) || !/^Promise\.\w+$/u.test(file.textOf(outer.callee))) return false;
        break;
      case 'ArrayExpression':
      case 'TSNonNullExpression':
      case 'TSAsExpression':
      case 'ChainExpression':
        break;
      case 'ConditionalExpression':
      case 'LogicalExpression':
        break;
      default:
        return false;
    }
  }
  return false;
}

function isTaken(file: SourceFile, use: Node): boolean {
  const parent = file.parent(use);
  return parent?.type === 'AwaitExpression' || parent?.type === 'ReturnStatement';
}

/** The rows of a page, and how many there are. */
function isPage(file: SourceFile, first: Unit, second: Unit): boolean {
  return first.reads && second.reads && [first, second].some(({ node }) => COUNTS.test(file.textOf(node)) || COUNTS_IN_SQL.test(file.textOf(node)));
}
