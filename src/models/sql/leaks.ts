import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { contains, enclosingFunction, isFunction, keyName, unwrap, wrapped } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { Edit } from '../../core/rule-context.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { finallyEdits, statementsBehind } from '../release/finally-edits.ts';
import { outcomeOf } from '../release/paths.ts';
import type { Outcome } from '../release/types.ts';
import type { Manners } from '../release/uses.ts';
import { usesOf } from '../release/uses.ts';
import { isDataPackage } from './clients.ts';
import { acquiresIn, awaited, isOfItsOwn, MAY_ACQUIRE, variableHolding } from './connections.ts';
import { dataValuesOf } from './model.ts';
import type { Acquisition, PoolAcquire } from './types.ts';

/** A connection that does not go back to its pool on every way out of the function that takes it. */
export interface Leak {
  readonly acquire: PoolAcquire;
  readonly kind: 'never' | 'leaves' | 'fails';
  /** Where it is lost: the line of what fails or leaves, or of the function's end; null where it is never given back. */
  readonly line: number | null;
  /** Puts what follows into `try … finally`; null where that cannot be said with certainty. */
  readonly edits: readonly Edit[] | null;
}

/** A connection in the hands of a function. */
interface Held {
  readonly fn: FunctionNode;
  readonly variable: Variable | null;
  readonly taken: Node | null;
}

/** The connections the linted file takes and does not give back. */
export const leaksOf = perFile((context): readonly Leak[] => {
  if (!says(context, MAY_ACQUIRE)) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  return acquiresIn(file, project).flatMap((acquire) => {
    const found = outcomeOfAcquire(acquire, project);
    return found && found.outcome.kind !== 'always' ? [{ acquire, kind: found.outcome.kind, line: lineOf(file, found), edits: edits(acquire, found) }] : [];
  });
});

function lineOf(file: SourceFile, { outcome, held }: Found): number | null {
  if (outcome.kind !== 'leaves' && outcome.kind !== 'fails') return null;
  if (outcome.at) return file.lineOf(outcome.at);
  return held && file.text.slice(0, held.fn.range[1]).split('\n').length;
}

interface Found {
  readonly outcome: Outcome;
  readonly held: Held | null;
  readonly given: ReadonlySet<Node>;
}

const NEVER: Found = { outcome: { kind: 'never' }, held: null, given: new Set() };

/** What becomes of an acquired connection; null where that is not known. */
function outcomeOfAcquire(acquire: PoolAcquire, project: Project): Found | null {
  const { file, node, acquisition } = acquire;
  const callback = node.arguments.find((argument) => isFunction(argument));
  if (callback || node.arguments.some((argument) => mayBeFunction(file, argument, project))) return callback && isFunction(callback) ? ofCallback(acquire, callback, project) : null;
  const outer = awaited(file, node);
  const parent = file.parent(outer);
  const isPromise = outer.type !== 'AwaitExpression' && !acquisition.lazy;
  switch (parent?.type) {
    case 'ExpressionStatement':
      return acquisition.lazy ? null : NEVER;
    case 'MemberExpression':
      return isPromise ? ofChain(acquire, parent, project) : usedOnce(file, parent, acquisition);
    case 'VariableDeclarator':
    case 'AssignmentExpression':
      return isPromise ? null : ofVariable(acquire, outer, project);
    default:
      return null;
  }
}

function mayBeFunction(file: SourceFile, argument: TSESTree.CallExpressionArgument, project: Project): boolean {
  const inner = argument.type === 'SpreadElement' ? null : unwrap(argument);
  if (!inner || inner.type === 'CallExpression') return true;
  if (inner.type !== 'Identifier' && inner.type !== 'MemberExpression') return false;
  if (inner.type === 'Identifier' && inner.name === 'undefined') return false;
  const origin = project.follow(originOf(file, inner));
  return origin.kind !== 'value';
}

/** `(await pool.connect()).query(…)`: nobody can give it back afterwards. */
function usedOnce(file: SourceFile, member: TSESTree.MemberExpression, { release }: Acquisition): Found | null {
  const outer = wrapped(file, member);
  const call = file.parent(outer);
  const name = keyName(member);
  return call?.type === 'CallExpression' && call.callee === outer && name !== null && !release.includes(name) ? NEVER : null;
}

/** `pool.connect().then((client) => …)` */
function ofChain(acquire: PoolAcquire, member: TSESTree.MemberExpression, project: Project): Found | null {
  const call = acquire.file.parent(member);
  if (keyName(member) !== 'then' || call?.type !== 'CallExpression' || call.callee !== member) return null;
  const [then] = call.arguments;
  return then && isFunction(then) ? ofParameter(acquire, then, 0, project) : null;
}

/** `pool.connect((error, client, done) => …)` */
function ofCallback(acquire: PoolAcquire, callback: FunctionNode, project: Project): Found | null {
  const { file, acquisition } = acquire;
  if (!acquisition.callback || acquisition.callback === 'scoped') return null;
  const { connection, done } = acquisition.callback;
  const doneName = done === undefined ? undefined : callback.params[done];
  if (doneName) {
    const variable = doneName.type === 'Identifier' ? file.variableOf(doneName) : null;
    if (!variable || variable.references.length > 0) return null;
  }
  const found = ofParameter(acquire, callback, connection, project);
  // The error comes first: what is given back on the way it takes says nothing.
  return found?.outcome.kind === 'never' ? found : null;
}

function ofParameter(acquire: PoolAcquire, fn: FunctionNode, index: number, project: Project): Found | null {
  const parameter = fn.params[index];
  if (!parameter) return fn.params.some((one) => one.type === 'RestElement') ? null : NEVER;
  const variable = parameter.type === 'Identifier' ? acquire.file.variableOf(parameter) : null;
  return variable ? ofHeld(acquire, { fn, variable, taken: null }, variable, project) : null;
}

function ofVariable(acquire: PoolAcquire, taken: Node, project: Project): Found | null {
  const { file, node } = acquire;
  const fn = enclosingFunction(file, node);
  const variable = variableHolding(file, node);
  const definition = variable?.defs[0];
  if (!fn || !variable || !definition || variable.defs.length > 1) return null;
  const name = definition.name as Node;
  const declaration = file.parent(definition.node as Node);
  if (enclosingFunction(file, name) !== fn || declaration?.type !== 'VariableDeclaration' || declaration.kind === 'using' || declaration.kind === 'await using') return null;
  // Another value may be another connection, or none of the pool's.
  const writes = variable.references.filter((reference) => reference.isWrite() && !isEmpty(reference.writeExpr as Node | null | undefined));
  return writes.length === 1 ? ofHeld(acquire, { fn, variable, taken }, variable, project) : null;
}

function isEmpty(node: Node | null | undefined): boolean {
  return (node?.type === 'Literal' && node.value === null) || (node?.type === 'Identifier' && node.name === 'undefined');
}

function ofHeld(acquire: PoolAcquire, held: Held, variable: Variable, project: Project): Found | null {
  const { file, acquisition, node } = acquire;
  if (isOfItsOwn(file, variable, node)) return null;
  const { given, isGivenLater, escapes } = usesOf(file, variable, held.fn, manners(acquisition, project), project);
  if (escapes || isGivenLater) return null;
  return { outcome: outcomeOf({ file, fn: held.fn, taken: held.taken, variable, given, calm: openings(file, variable, acquisition) }), held, given };
}

/** Calls that stand before the `try` where the library's documentation has them. */
function openings(file: SourceFile, variable: Variable, { opening = [] }: Acquisition): ReadonlySet<Node> {
  const found = new Set<Node>();
  for (const reference of opening.length > 0 ? variable.references : []) {
    const member = file.parent(reference.identifier as Node);
    const call = member?.type === 'MemberExpression' && opening.includes(keyName(member) ?? '') ? file.parent(member) : null;
    if (call?.type === 'CallExpression' && call.callee === member) found.add(call);
  }
  return found;
}

function manners({ release, takesBack = [] }: Acquisition, project: Project): Manners {
  const values = dataValuesOf(project);
  return {
    methods: release,
    handed(file, call) {
      const callee = unwrap(call.callee);
      if (callee.type === 'MemberExpression') {
        const name = keyName(callee);
        if (name !== null && takesBack.includes(name)) return 'given';
        if (values.of(file, callee.object) !== null) return 'used';
        const object = unwrap(callee.object);
        if (object.type === 'Identifier' && object.name === 'console' && file.variableOf(object) === null) return 'used';
      }
      // `drizzle(client)` wraps it, and `new Cursor(client)` reads from it: neither gives it back.
      const symbol = values.symbol(originOf(file, call.callee));
      return symbol !== null && isDataPackage(symbol.slice(0, symbol.indexOf('#')).replace(/^new /, '')) ? 'used' : null;
    },
  };
}

/** Edits that put all that follows the statement which takes the connection into a `try` that gives it back. */
function edits({ file, node, acquisition }: PoolAcquire, { held, given, outcome }: Found): Leak['edits'] {
  if (acquisition.finally === undefined || !held?.taken || !held.variable || outcome.kind === 'leaves' || file.parent(held.taken)?.type !== 'VariableDeclarator') return null;
  const rest = statementsBehind(file, held.taken);
  if (!rest || rest.some((statement) => contains(statement, node))) return null;
  return finallyEdits(file, rest, given, `${node.type === 'CallExpression' && acquisition.lazy ? 'await ' : ''}${held.variable.name}.${acquisition.finally}`);
}
