import type { TSESTree } from '@typescript-eslint/utils';
import { isReassigned, originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { contains, enclosingFunction, isFunction, keyName, memberChain, unwrap } from '../../ast/syntax.ts';
import { packages } from '../../core/gates.ts';
import type { Project } from '../../project/types.ts';
import { functionsOf } from '../reach/targets.ts';
import { isPasswordName } from './data.ts';

/** A function that a strategy hands the name and the password which somebody typed. */
export interface TypedPassword {
  readonly fn: FunctionNode;
  readonly name: Variable;
  readonly password: Variable;
}

const STRATEGIES: ReadonlySet<string> = new Set(['passport-local#Strategy', 'passport-local#default', 'passport-local#default.Strategy', 'passport-http#BasicStrategy', 'passport-http#default.BasicStrategy']);
/** Passed by a file that names a package of them. */
export const NAMES_STRATEGY = packages('passport-local', 'passport-http');
const REQUEST_FIRST = 'passReqToCallback';
const MAX_DEPTH = 4;

/** The functions of a file that check what somebody typed, where their parameters keep it. */
export function typedPasswords(file: SourceFile, project: Project): readonly TypedPassword[] {
  if (!file.passes(NAMES_STRATEGY)) return [];
  return file.nodes('NewExpression').flatMap((node): TypedPassword[] => {
    const symbol = project.symbol(originOf(file, node.callee));
    const verify = node.arguments.at(-1);
    if (symbol === null || !STRATEGIES.has(symbol) || !verify || verify.type === 'SpreadElement') return [];
    const [options] = node.arguments;
    // Options from elsewhere may put the request before the two.
    if (node.arguments.length > 1 && (options?.type !== 'ObjectExpression' || options.properties.some((p) => p.type !== 'Property'))) return [];
    const first = options?.type === 'ObjectExpression' && options.properties.some((p) => p.type === 'Property' && keyName(p) === REQUEST_FIRST) ? 1 : 0;
    return functionsOf(project.follow(originOf(file, unbound(verify))), false).flatMap(({ fn, file: home }) => {
      const [name, password] = [fn.params[first], fn.params[first + 1]].map((parameter) => (home === file && parameter?.type === 'Identifier' ? file.variableOf(parameter) : null));
      return name && password && !isReassigned(password) ? [{ fn, name, password }] : [];
    });
  });
}

/** `this.verify` of `this.verify.bind(this)`. */
function unbound(node: Node): Node {
  const inner = unwrap(node);
  if (inner.type !== 'CallExpression') return inner;
  const callee = unwrap(inner.callee);
  return callee.type === 'MemberExpression' && keyName(callee) === 'bind' ? callee.object : inner;
}

/** The field of what was looked for by the typed name that an expression reads, where it is one for passwords; null for anything else. */
export function keptPassword(file: SourceFile, { fn, name }: TypedPassword, node: Node): string | null {
  const inner = unwrap(node);
  if (inner.type !== 'MemberExpression') return null;
  const { root, path } = memberChain(inner);
  const column = path.at(-1) ?? null;
  return column !== null && isPasswordName(column) && root.type === 'Identifier' && isFoundBy(file, fn, name, root, 0) ? column : null;
}

/** Whether a variable holds what a call gave that was handed the typed name. */
function isFoundBy(file: SourceFile, fn: FunctionNode, name: Variable, root: TSESTree.Identifier, depth: number): boolean {
  const definition = file.variableOf(root)?.defs[0];
  if (!definition || depth > MAX_DEPTH) return false;
  if (definition.type === 'Parameter') {
    const callback = definition.node as Node;
    const call = file.parent(callback);
    return callback !== fn && isFunction(callback) && contains(fn, callback) && call?.type === 'CallExpression' && asksFor(file, name, call);
  }
  const init = definition.type === 'Variable' ? (definition.node as TSESTree.VariableDeclarator).init : null;
  if (!init || !contains(fn, init)) return false;
  const from = memberChain(init).root;
  return asksFor(file, name, init) || (from.type === 'Identifier' && from !== root && isFoundBy(file, fn, name, from, depth + 1));
}

/** Whether an expression uses the typed name in the function's own code, and not in one that it hands over. */
function asksFor(file: SourceFile, name: Variable, expression: Node): boolean {
  const around = enclosingFunction(file, expression);
  return name.references.some(({ identifier }) => contains(expression, identifier as Node) && enclosingFunction(file, identifier as Node) === around);
}
