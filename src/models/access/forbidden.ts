import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains, enclosingFunction, keyName, memberChain, unwrap } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import type { Edit, RuleContext } from '../../core/rule-context.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import { answersOf } from '../answers/answers.ts';
import { absentIn, conditionOf, definitionOf } from '../answers/conditions.ts';
import type { Condition } from '../answers/conditions.ts';
import { statusEdit } from '../answers/edits.ts';
import { statusOfException } from '../http/carried-status.ts';
import { httpModel } from '../http/model.ts';
import { isOwnerName } from '../schema/owners.ts';

/** A 403 that tells a user that the resource of somebody else exists. */
export interface TellingRefusal {
  readonly node: Node;
  /** The owner that is compared, as the code names it. */
  readonly owner: string;
  /** Answers 404 instead; null where the form does not tell how. */
  readonly edit: Edit | null;
}

/** Passed by a file that says 403, by number or by name. */
export const SAYS_FORBIDDEN = words(/\b403\b|forbidden/i);

/** The answers 403 of the linted file, or exceptions, that nothing but a comparison with the owner of a row decides. */
export const tellingRefusals = perFile((context: RuleContext): readonly TellingRefusal[] => {
  if (!says(context, SAYS_FORBIDDEN)) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const answered = answersOf(context).flatMap(({ status, node, at, handler, write }) => (status === 403 && write ? [{ node, at, fn: handler.fn, edit: statusEdit(file, write, 404) }] : []));
  const thrown = file.nodes('ThrowStatement').flatMap((statement) => {
    const fn = enclosingFunction(file, statement);
    return fn && statusOfException(file, statement.argument, project) === 403 ? [{ node: statement.argument as Node, at: statement as Node, fn, edit: null }] : [];
  });
  return [...answered, ...thrown].flatMap(({ node, at, fn, edit }) => {
    const condition = conditionOf(file, fn, at);
    const owner = condition && comparedOwner(context, file, fn, condition);
    return owner ? [{ node, owner, edit }] : [];
  });
});

/** The owner that decides a condition alone, or beside a row that is missing; null where something else has a say. */
function comparedOwner(context: RuleContext, file: SourceFile, fn: FunctionNode, condition: Condition): string | null {
  if (condition.kind === 'catch') return null;
  const isElse = condition.kind === 'else';
  const operands = joined(condition.test, isElse ? '&&' : '||');
  const owners = operands.map((operand) => ownerIn(context, file, fn, operand, isElse ? /^===?$/u : /^!==?$/u));
  const rest = operands.filter((_, i) => owners[i] === null);
  const [owner] = owners.filter((one) => one !== null);
  return owner !== undefined && (isElse ? rest.length === 0 : rest.every((operand) => absentIn(operand) !== null)) ? owner : null;
}

function joined(test: Node, operator: '||' | '&&'): readonly Node[] {
  const inner = unwrap(test);
  return inner.type === 'LogicalExpression' && inner.operator === operator ? [...joined(inner.left, operator), ...joined(inner.right, operator)] : [inner];
}

/** `row.ownerId` of `row.ownerId !== user.id`, where the row was read before. */
function ownerIn(context: RuleContext, file: SourceFile, fn: FunctionNode, operand: Node, operator: RegExp): string | null {
  if (operand.type !== 'BinaryExpression' || !operator.test(operand.operator)) return null;
  for (const [side, other] of [[operand.left, operand.right], [operand.right, operand.left]] as const) {
    const owner = plain(side);
    if (owner.type === 'MemberExpression' && isOwnerName(keyName(owner) ?? '') && isOfRow(context, file, fn, owner) && isIdentity(plain(other))) return file.textOf(owner);
  }
  return null;
}

/** `row.userId.toString()`, `String(row.userId)` are the same. */
function plain(node: Node): Node {
  const inner = unwrap(node);
  if (inner.type !== 'CallExpression') return inner;
  const callee = unwrap(inner.callee);
  if (callee.type === 'MemberExpression' && keyName(callee) === 'toString') return plain(callee.object);
  const [only] = inner.arguments;
  return callee.type === 'Identifier' && /^(?:String|Number)$/u.test(callee.name) && only ? plain(only) : inner;
}

/** Whether an owner is that of something the function has read, and not of the request. */
function isOfRow(context: RuleContext, file: SourceFile, fn: FunctionNode, owner: Node): boolean {
  const { root } = memberChain(owner);
  if (root.type !== 'Identifier' || httpModel(context).readOf(owner)) return false;
  const { value, pattern } = definitionOf(file, root);
  const read = memberChain(value).root;
  if (pattern === null) return false;
  const source = read.type === 'Identifier' ? definitionOf(file, read).value : read;
  return source.type === 'CallExpression' && contains(fn, source) && !httpModel(context).readOf(source);
}

/** Whether an expression may be who is acting: anything but a constant. */
function isIdentity(node: Node): boolean {
  return node.type === 'Identifier' || node.type === 'MemberExpression' || node.type === 'CallExpression';
}
