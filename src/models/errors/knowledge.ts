import type { TSESTree } from '@typescript-eslint/utils';
import { symbolOf, originOf } from '../../ast/origin.ts';
import { leaves } from '../../ast/order.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { memberChain, unwrap } from '../../ast/syntax.ts';
import { isNamedIn } from './caught.ts';
import type { CaughtError } from './types.ts';

/** Words of conditions that hold while a service is developed only. They silence; the pages of the rules list them. */
const DEVELOPMENT = /\b(?:NODE_ENV|APP_ENV)\b|\benv\b|is_?dev|is_?prod|\bdev\b|\bprod\b|development|production|debug|verbose|expose/i;
/** Parts that every error has. */
const COMMON: ReadonlySet<string> = new Set(['message', 'stack', 'cause', 'toString']);
/** Classes that say no more than that it is an error. */
const ANY_ERROR: ReadonlySet<string> = new Set(['global#Error', 'global#Object', 'global#globalThis.Error']);

/**
 * Whether the code at a place knows which error it has: a test of its class, code, name or anything else of it decided that the place
 * is reached. That it is an `Error`, an object or there at all says nothing. What is not understood counts as knowledge.
 */
export function isKnownAt(error: CaughtError, use: Node): boolean {
  const { file } = error;
  let at = use;
  for (let parent = file.parent(at); parent; at = parent, parent = file.parent(at)) {
    if (decides(error, parent, at)) return true;
    if (at === error.scope) return false;
  }
  return false;
}

/** Whether a place is reached only where a condition says that somebody develops. */
export function isForDevelopers(file: SourceFile, use: Node): boolean {
  let at = use;
  for (let parent = file.parent(at); parent; at = parent, parent = file.parent(at)) {
    if ((parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && at !== parent.test && DEVELOPMENT.test(file.textOf(parent.test))) return true;
    if (parent.type === 'LogicalExpression' && at === parent.right && DEVELOPMENT.test(file.textOf(parent.left))) return true;
  }
  return false;
}

function decides(error: CaughtError, parent: Node, at: Node): boolean {
  switch (parent.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return at !== parent.test && tells(error, parent.test, at === parent.consequent);
    case 'LogicalExpression':
      return at === parent.right && parent.operator !== '??' && tells(error, parent.left, parent.operator === '&&');
    case 'SwitchCase': {
      const around = error.file.parent(parent);
      return around?.type === 'SwitchStatement' && parent.test !== null && (isNamedIn(error.file, error, around.discriminant) || isNamedIn(error.file, error, parent.test));
    }
    case 'BlockStatement':
    case 'Program': {
      const before = parent.body.slice(0, parent.body.indexOf(at as never));
      return before.some((statement) => statement.type === 'IfStatement' && leaves(statement.consequent) && tells(error, statement.test, false));
    }
    default:
      return false;
  }
}

/** Whether an outcome of a test tells which error it is, or that only a developer sees what follows. */
function tells(error: CaughtError, test: Node, outcome: boolean): boolean {
  return DEVELOPMENT.test(error.file.textOf(test)) || proves(error, test, outcome);
}

function proves(error: CaughtError, test: Node, outcome: boolean): boolean {
  const { file } = error;
  const inner = unwrap(test);
  if (!isNamedIn(file, error, inner)) return false;
  switch (inner.type) {
    case 'UnaryExpression':
      return inner.operator === '!' && proves(error, inner.argument, !outcome);
    case 'LogicalExpression': {
      const [left, right] = [proves(error, inner.left, outcome), proves(error, inner.right, outcome)];
      const isEither = inner.operator === '&&' ? outcome : !outcome;
      return isEither ? left || right : left && right;
    }
    case 'BinaryExpression':
      return ofComparison(error, inner, outcome);
    case 'CallExpression':
      return outcome;
    default: {
      const { root, path } = memberChain(inner);
      // `error`, `error.message`: that something is there. `error.isOperational`: that it is of a kind.
      return root.type === 'Identifier' && outcome && path.length > 0 && !path.every((name) => name !== null && COMMON.has(name));
    }
  }
}

function ofComparison(error: CaughtError, { operator, left, right }: TSESTree.BinaryExpression, outcome: boolean): boolean {
  switch (operator) {
    case 'instanceof':
      return outcome && !ANY_ERROR.has(symbolOf(originOf(error.file, right)) ?? '');
    case 'in':
      return outcome && !(left.type === 'Literal' && COMMON.has(String(left.value)));
    case '===':
    case '==':
    case '!==':
    case '!=': {
      if (isOfType(left) || isOfType(right) || isNothing(left) || isNothing(right)) return false;
      return outcome === (operator === '===' || operator === '==');
    }
    default:
      return true;
  }
}

/** `typeof error`, `typeof error.message`. */
function isOfType(node: Node): boolean {
  const inner = unwrap(node);
  return inner.type === 'UnaryExpression' && inner.operator === 'typeof';
}

function isNothing(node: Node): boolean {
  const inner = unwrap(node);
  return (inner.type === 'Literal' && inner.value === null) || (inner.type === 'Identifier' && inner.name === 'undefined');
}
