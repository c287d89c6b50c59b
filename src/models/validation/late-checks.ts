import type { TSESTree } from '@typescript-eslint/utils';
import { canFollow, leaves } from '../../ast/order.ts';
import { isReassigned, originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { contains, enclosingFunction, keyName, memberChain, unwrap } from '../../ast/syntax.ts';
import { all, any, calls, words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { operationsOf } from '../answers/operations.ts';
import { AWAITS } from '../reach/awaited.ts';

/** A look at what a value looks like that comes when the database has been asked with it. */
export interface LateCheck {
  readonly node: Node;
  /** The value as it is written: `email`, `req.body.email`. */
  readonly value: string;
  readonly lookup: Node;
}

const METHODS: ReadonlySet<string> = new Set(['match', 'includes', 'startsWith', 'endsWith', 'indexOf', 'search']);
/** Functions that tell what a text looks like. */
const CHECKS = /^(?:validator|class-validator|email-validator)#(?:default\.)?(?:is[A-Z]\w*|validate|matches|length|contains)$/u;

/** Passed by a file that waits for something, and has a branch and what may be a check of form. */
export const MAY_CHECK_LATE = all(any(AWAITS, calls('then')), calls('if'), words('typeof', 'length', 'test', ...METHODS, 'validate', 'matches', 'contains', /\bis[A-Z]/u));

/** The checks of form in the linted file, in source order, that refuse a value when the database has looked for it already. */
export const lateChecksOf = perFile((context): readonly LateCheck[] => {
  if (!says(context, MAY_CHECK_LATE)) return [];
  const file = sourceFileOf(context);
  return file.nodes('IfStatement').flatMap((statement): readonly LateCheck[] => {
    const fn = leaves(statement.consequent) ? enclosingFunction(file, statement) : null;
    const checks = fn ? checksIn(file, projectOf(context), statement.test) : [];
    for (const { node, value } of checks) {
      const name = placeOf(file, value);
      const lookup = fn && name && lookupOf(context, file, fn, statement, name);
      if (lookup) return [{ node, value: file.textOf(value), lookup }];
    }
    return [];
  });
});

/** The checks of form that a test is made of; none where something else takes part in it. */
function checksIn(file: SourceFile, project: Project, test: Node): readonly { readonly node: Node; readonly value: Node }[] {
  const inner = unwrap(test);
  if (inner.type === 'LogicalExpression') {
    const [left, right] = [checksIn(file, project, inner.left), checksIn(file, project, inner.right)];
    return left.length > 0 && right.length > 0 ? [...left, ...right] : [];
  }
  const value = checkedBy(file, project, inner);
  return value ? [{ node: inner, value }] : [];
}

/** The value of which an expression tells what it looks like: `!isEmail(x)`, `!/@/.test(x)`, `x.length < 3`, `typeof x !== 'string'`. */
function checkedBy(file: SourceFile, project: Project, test: Node): Node | null {
  const inner = unwrap(test);
  if (inner.type === 'UnaryExpression' && inner.operator === '!') return checkedBy(file, project, inner.argument);
  if (inner.type === 'BinaryExpression') {
    const left = unwrap(inner.left);
    if (left.type === 'UnaryExpression' && left.operator === 'typeof') return left.argument;
    if (left.type === 'MemberExpression' && keyName(left) === 'length' && /[<>]/u.test(inner.operator)) return left.object;
    return left.type === 'CallExpression' && /^(?:===?|!==?|<)$/u.test(inner.operator) ? checkedBy(file, project, left) : null;
  }
  if (inner.type !== 'CallExpression') return null;
  const callee = unwrap(inner.callee);
  const [first] = inner.arguments;
  if (callee.type === 'MemberExpression') {
    if (METHODS.has(keyName(callee) ?? '') && first && unwrap(first).type === 'Literal') return callee.object;
    if (keyName(callee) === 'test' && first && isPattern(file, callee.object)) return first;
  }
  const symbol = project.symbol(originOf(file, callee));
  return first && symbol !== null && CHECKS.test(symbol) ? first : null;
}

function isPattern(file: SourceFile, node: Node): boolean {
  const origin = originOf(file, node);
  const value = origin.kind === 'value' ? unwrap(origin.node) : null;
  return value?.type === 'Literal' && 'regex' in value;
}

interface Place {
  readonly root: Variable;
  readonly path: string;
}

/** What a name or a member of one is, whoever writes it; null for anything else. */
function placeOf(file: SourceFile, node: Node): Place | null {
  const { root, path } = memberChain(node);
  const variable = root.type === 'Identifier' ? file.variableOf(root) : null;
  // What is written to may be another value by then.
  const isFixed = variable !== null && !isReassigned(variable);
  return isFixed && path.every((name) => name !== null) ? { root: variable, path: path.join('.') } : null;
}

/** The first read of the database before a statement that looks for a value, itself or in a function of the project's own. */
function lookupOf(context: RuleContext, file: SourceFile, fn: FunctionNode, before: TSESTree.IfStatement, { root, path }: Place): Node | null {
  const uses = root.references.map(({ identifier }) => identifier as Node).filter((use) => contains(fn, use) && use.range[1] <= before.range[0]);
  for (const use of uses) {
    let value = use;
    for (let parent = file.parent(value); parent?.type === 'MemberExpression' && parent.object === value; parent = file.parent(value)) value = parent;
    if (placeOf(file, value)?.path !== path) continue;
    for (let call = file.parent(value); call && call !== fn; call = file.parent(call)) {
      if (call.type !== 'CallExpression') continue;
      const asked = call;
      if (!canFollow(file, asked, before)) continue;
      const found = operationsOf(context, asked).some(({ action, where }) => action === 'read' && (asked.arguments.some((argument) => unwrap(argument) === value) || where.some((filter) => filter.file === file && contains(filter.value, value))));
      if (found) return asked;
    }
  }
  return null;
}
