import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction, isFunction, isOpen, keyName, propertyOf, unwrap, unwrapAwait, wrapped } from '../../ast/syntax.ts';
import type { Place } from './types.ts';
import type { AppliedStep, DataValue } from './values.ts';
import { kindOf } from './values.ts';

/** Which of its rows a read of a builder or ORM gives, and in which order; null is unknown. */
export interface BuiltRows {
  readonly limited: boolean | null;
  readonly skipped: boolean | null;
  readonly ordered: boolean | null;
  /** Asks for one row: `take: 1`. */
  readonly single: boolean;
  /** What bounds the rows: the property of the options, or the name of the method. */
  readonly bound: Node | null;
}

/** What a place of a call says: it is there (with its value), it is not, or that is unknown. */
type Said = { readonly value: Node; readonly node: Node; readonly file: SourceFile } | 'absent' | 'unknown';

const UNKNOWN: BuiltRows = { limited: null, skipped: null, ordered: null, single: false, bound: null };

/** What the calls of a read say about its rows. `changed`: more is called on the builder later. */
export function rowsOf(value: DataValue, node: TSESTree.CallExpression, file: SourceFile, changed: boolean): BuiltRows {
  const builder = kindOf(value)?.builder === true;
  if (!builder && !value.steps.some((s) => s.step.order)) return UNKNOWN;
  const ends = value.steps.some((s) => s.step.runs);
  const open = changed || value.steps.some((s) => s.step.opensRows || !s.known) || (builder && !ends && !isRun(file, node));
  const limit = saidBy(value.steps, 'limit');
  const offset = saidBy(value.steps, 'offset');
  const answer = (said: readonly Said[]): boolean | null => (said.some(isThere) ? (said.every((s) => !isThere(s) || isCertain(s.value)) ? true : null) : open || said.includes('unknown') ? null : false);
  const [limited, skipped, ordered] = [answer(limit), answer(offset), answer(saidBy(value.steps, 'order'))];
  const first = [...limit, ...offset].find(isThere);
  return {
    limited,
    skipped,
    ordered: ordered === false && (limited !== false || skipped !== false) ? keyOrder(value.steps) : ordered,
    single: offset.every((s) => s === 'absent') && limit.some((s) => isThere(s) && isOne(s.value)),
    bound: first && first.file === file ? first.node : null,
  };
}

/** The order of bounded rows that name none. */
function keyOrder(steps: readonly AppliedStep[]): boolean | null {
  const said = steps.map(({ step: { keyOrder: by }, node, file }): Said => (by === undefined ? 'absent' : by === true ? { value: node, node, file } : saidAt(file, node, by)));
  return said.some(isThere) ? true : said.includes('unknown') ? null : false;
}

function saidBy(steps: readonly AppliedStep[], what: 'limit' | 'offset' | 'order'): Said[] {
  return steps.flatMap(({ step, node, file }) => (step[what] ?? []).map((place) => saidAt(file, node, place)));
}

function saidAt(file: SourceFile, call: TSESTree.CallExpression, [index, ...path]: Place): Said {
  if (call.arguments.slice(0, index + 1).some((a) => a.type === 'SpreadElement')) return 'unknown';
  const callee = unwrap(call.callee);
  const argument = call.arguments[index];
  if (!argument) return 'absent';
  let found: { readonly value: Node; readonly node: Node; readonly file: SourceFile } = { value: argument, node: callee.type === 'MemberExpression' ? callee.property : callee, file };
  for (const key of path) {
    const object = written(found.file, found.value);
    if (!object) return isNothing(found.value) ? 'absent' : 'unknown';
    const property = propertyOf(object.node, key);
    if (!property) return isOpen(object.node) || object.grows ? 'unknown' : 'absent';
    found = { value: property.value, node: property, file: object.file };
  }
  return isNothing(found.value) ? 'absent' : found;
}

/** The object literal that an expression is, here or as the value of a constant; `grows` when it is given more later. */
function written(file: SourceFile, wrappedNode: Node): { readonly node: TSESTree.ObjectExpression; readonly file: SourceFile; readonly grows: boolean } | null {
  const node = unwrapAwait(wrappedNode);
  if (node.type === 'ObjectExpression') return { node, file, grows: false };
  const origin = node.type === 'Identifier' ? originOf(file, node) : null;
  if (node.type !== 'Identifier' || origin?.kind !== 'value' || origin.node.type !== 'ObjectExpression') return null;
  const uses = file.variableOf(node)?.references ?? [];
  // Whoever else has the object may add to it.
  return { node: origin.node, file: origin.file, grows: origin.file !== file || uses.some((r) => !r.init && r.identifier !== node) };
}

function isThere(said: Said): said is Exclude<Said, string> {
  return typeof said === 'object';
}

function isNothing(node: Node): boolean {
  const inner = unwrap(node);
  return (inner.type === 'Identifier' && inner.name === 'undefined') || (inner.type === 'Literal' && inner.value === null);
}

/** Whether a value is one in any case: `order ? [order] : undefined` may be nothing. */
function isCertain(node: Node): boolean {
  const inner = unwrap(node);
  return inner.type !== 'ConditionalExpression' || ![inner.consequent, inner.alternate].some(isNothing);
}

function isOne(node: Node): boolean {
  const inner = unwrap(node);
  return inner.type === 'Literal' && inner.value === 1;
}

/** Whether a builder is run where it stands: awaited, returned by an async function, one of several that are awaited. What is kept or handed on may grow. */
function isRun(file: SourceFile, node: Node): boolean {
  const outer = wrapped(file, node);
  const parent = file.parent(outer);
  switch (parent?.type) {
    case 'AwaitExpression':
    case 'ExpressionStatement':
    case 'ArrayExpression':
    case 'ForOfStatement':
      return true;
    case 'MemberExpression':
      return /^(?:then|catch|finally)$/.test(keyName(parent) ?? '');
    case 'ReturnStatement':
      return enclosingFunction(file, parent)?.async === true;
    case 'ConditionalExpression':
    case 'LogicalExpression':
      return isRun(file, parent);
    case 'VariableDeclarator': {
      const uses = parent.id.type === 'Identifier' ? (file.variableOf(parent.id)?.references ?? []).filter((r) => r.isRead()) : [];
      return uses.length > 0 && uses.every((r) => isRun(file, r.identifier as Node));
    }
    default:
      return isFunction(parent) && parent.async && parent.body === outer;
  }
}
