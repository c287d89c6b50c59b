import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains, memberChain, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import { CLASSES, CODES } from '../errors/kinds.ts';
import type { RouteHandler } from '../http/types.ts';
import type { Project } from '../../project/types.ts';
import { caughtBy } from './conditions.ts';
import type { Condition } from './conditions.ts';
import { ownOperationsOf } from './operations.ts';

/** Reads that fail when there is no row: `findUniqueOrThrow`, `findOneOrFail`, slonik's `one`, Sequelize's `rejectOnEmpty`. */
const FAILS_ON_NONE = /OrThrow|OrFail|orFail|throwIf|rejectOnEmpty|\bone(?:First)?\s*\(/;
/** Calls that do not fail: of logs and conversions. */
const HARMLESS = /^(?:global#)?(?:Number|String|Boolean|parseInt|parseFloat|console\..+)$/;

/** Whether a condition in a `catch` of a handler asks for the code or class of a unique violation. */
export function findsDuplicate(context: RuleContext, handler: RouteHandler, condition: Condition): boolean {
  const file = sourceFileOf(context);
  return condition.kind === 'if' && isUnique(file, projectOf(context), handler, condition.test);
}

function isUnique(file: SourceFile, project: Project, handler: RouteHandler, test: Node): boolean {
  const inner = unwrap(test);
  if (inner.type === 'LogicalExpression') {
    const [left, right] = [isUnique(file, project, handler, inner.left), isUnique(file, project, handler, inner.right)];
    return inner.operator === '&&' ? left || right : left && right;
  }
  if (inner.type !== 'BinaryExpression' || !isCaught(file, handler, inner.left)) return false;
  if (inner.operator === 'instanceof') return CLASSES.get(project.symbol(originOf(file, inner.right)) ?? '') === 'unique';
  if (inner.operator !== '===' && inner.operator !== '==') return false;
  const values = project.constants(file, inner.right);
  return unwrap(inner.left).type === 'MemberExpression' && values?.length === 1 && CODES.get(values[0]) === 'unique';
}

function isCaught(file: SourceFile, { fn }: RouteHandler, node: Node): boolean {
  const clause = caughtBy(file, node);
  return clause !== null && contains(fn, clause);
}

/** Whether a `catch` is reached by nothing but a failure of the database: all that the `try` does is read, and nothing looks at the error. */
export function isFailedRead(context: RuleContext, { fn, response, context: holder }: RouteHandler, condition: Condition): boolean {
  if (condition.kind !== 'catch') return false;
  const file = sourceFileOf(context);
  const statement = file.parent(condition.clause);
  if (statement?.type !== 'TryStatement' || isInspected(file, condition.clause)) return false;
  const { block } = statement;
  const waited = file.nodesIn(block, 'AwaitExpression').map(({ argument }) => unwrapAwait(argument));
  if (waited.length === 0 || !waited.every((value) => isPlainRead(context, value)) || file.nodesIn(block, 'ThrowStatement').length > 0 || file.nodesIn(block, 'NewExpression').length > 0) return false;
  const project = projectOf(context);
  return contains(fn, block) && file.nodesIn(block, 'CallExpression').every((call) => waited.some((value) => value === call || isLink(value, call)) || isAnswer(call) || HARMLESS.test(project.symbol(originOf(file, call.callee)) ?? ''));

  function isAnswer(call: TSESTree.CallExpression): boolean {
    const { root } = memberChain(call.callee);
    if (root.type === 'CallExpression') return isAnswer(root);
    const variable = root.type === 'Identifier' ? file.variableOf(root) : null;
    return variable !== null && (variable === response || variable === holder);
  }
}

/** Whether a call is one of the links that a longer one is chained to: `db.select()` of `db.select().from(t)`. */
function isLink(chain: Node, call: Node): boolean {
  return chain.range[0] === call.range[0] && contains(chain, call);
}

function isPlainRead(context: RuleContext, value: Node): boolean {
  const operations = ownOperationsOf(context, value);
  return operations.length > 0 && operations.every(({ action }) => action === 'read') && !FAILS_ON_NONE.test(sourceFileOf(context).textOf(value));
}

/** Whether anything in a `catch` depends on what was caught. */
function isInspected(file: SourceFile, clause: TSESTree.CatchClause): boolean {
  if (clause.param && clause.param.type !== 'Identifier') return true;
  const variable = clause.param ? file.variableOf(clause.param) : null;
  const branches = [...file.nodesIn(clause.body, 'IfStatement').map(({ test }): Node => test), ...file.nodesIn(clause.body, 'ConditionalExpression').map(({ test }) => test), ...file.nodesIn(clause.body, 'SwitchStatement').map(({ discriminant }) => discriminant)];
  return (variable?.references ?? []).some(({ identifier }) => branches.some((branch) => contains(branch, identifier as Node)));
}
