import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, symbolOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { contains, enclosingFunction, keyName, memberChain, patternNames, patternPath, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import type { Settings } from '../../core/settings.ts';
import type { Project } from '../../project/types.ts';
import { absentIn, definitionOf, presentIn } from '../answers/conditions.ts';
import { statusOf } from '../answers/answers.ts';
import { carriedStatus, statusOfException } from '../http/carried-status.ts';
import { httpModelOf } from '../http/model.ts';
import { hashCall } from '../passwords/calls.ts';
import { effectsOfCall } from '../sql/effects.ts';
import { sqlModelOf } from '../sql/model.ts';
import { wordsOf } from '../words/model.ts';
import { isPasswordName } from './evidence.ts';
import type { Purpose } from './purposes.ts';

/** A failure that tells whether an account exists. */
export interface Telling {
  readonly node: Node;
  /** `login`: it differs from the answer to a wrong password. `reset`: it refuses an unknown account. `registration`: it refuses a known one. */
  readonly of: 'login' | 'reset' | 'registration';
  /** The answer to a wrong password. */
  readonly other: Node | null;
}

/** What the client gets of a failure: the status where it is known, and the texts and names in it. */
interface Failure {
  readonly node: Node;
  readonly status: number | null;
  readonly texts: string;
}

const NAMES: ReadonlySet<string> = new Set(['email', 'mail', 'username', 'login', 'phone', 'mobile']);
const BRANCHES: ReadonlySet<string> = new Set(['IfStatement', 'SwitchStatement', 'TryStatement', 'ForStatement', 'ForOfStatement', 'WhileStatement']);

/** Reads in one function what it does where an account is not found, and where its password is wrong. */
export class AccountReader {
  readonly #file: SourceFile;
  readonly #fn: FunctionNode;
  readonly #purpose: Purpose;
  readonly #project: Project;
  readonly #settings: Settings;

  constructor({ file, fn }: { readonly file: SourceFile; readonly fn: FunctionNode }, purpose: Purpose, project: Project, settings: Settings) {
    this.#file = file;
    this.#fn = fn;
    this.#purpose = purpose;
    this.#project = project;
    this.#settings = settings;
  }

  tellings(): readonly Telling[] {
    const tests = this.#file.nodesIn(this.#fn, 'IfStatement').filter((statement) => enclosingFunction(this.#file, statement) === this.#fn);
    if (tests.length === 0) return [];
    const accounts = this.#accounts();
    if (accounts.size === 0) return [];
    const isAccount = (node: Node): boolean => {
      const { root } = memberChain(node);
      const variable = root.type === 'Identifier' ? this.#file.variableOf(root) : null;
      return variable !== null && accounts.has(variable);
    };
    if (this.#purpose === 'registration') {
      return tests.flatMap(({ test, consequent }) => {
        const present = presentIn(test);
        const failure = present && isAccount(present.node) ? this.#failure(consequent) : null;
        return failure ? [{ node: failure.node, of: 'registration' as const, other: null }] : [];
      });
    }
    const unknown = tests.flatMap(({ test, consequent, alternate }) => {
      if (absentIn(test)?.every(({ node }) => isAccount(node))) return this.#failure(consequent) ?? [];
      const present = presentIn(test);
      return (present && alternate && isAccount(present.node) ? this.#failure(alternate) : null) ?? [];
    });
    if (this.#purpose === 'reset') return unknown.filter(({ status }) => status === null || status >= 400).map(({ node }) => ({ node, of: 'reset', other: null }));
    const wrong = tests.flatMap(({ test, consequent, alternate }) => {
      const answer = this.#checksPassword(test, isAccount);
      return answer === null ? [] : ((answer === 'wrong' ? this.#failure(consequent) : alternate && this.#failure(alternate)) ?? []);
    });
    return unknown.flatMap((one) => {
      const other = wrong.find((another) => another.node !== one.node && differs(one, another));
      return other ? [{ node: one.node, of: 'login' as const, other: other.node }] : [];
    });
  }

  /** Variables that hold a row which was looked up by what an account is called. */
  #accounts(): ReadonlySet<Variable> {
    const found = new Set<Variable>();
    for (const { id, init } of this.#file.nodesIn(this.#fn, 'VariableDeclarator')) {
      if (!init || !(this.#isPartOf(init, found) || this.#looksUp(unwrapAwait(init)))) continue;
      for (const name of patternNames(id)) {
        const variable = this.#file.variableOf(name);
        if (variable) found.add(variable);
      }
    }
    return found;
  }

  /** `rows[0]` of rows that were looked up. */
  #isPartOf(init: Node, rows: ReadonlySet<Variable>): boolean {
    const { root, path } = memberChain(init);
    const variable = root.type === 'Identifier' ? this.#file.variableOf(root) : null;
    return variable !== null && rows.has(variable) && path.every((name) => name === null || /^(?:rows|\d+)$/u.test(name));
  }

  #looksUp(node: Node): boolean {
    if (node.type !== 'CallExpression') return false;
    const model = sqlModelOf(this.#file, this.#project, this.#settings);
    const own = model.operationsIn(enclosingFunction(this.#file, node)).filter((operation) => operation.node === node);
    if (own.length > 0) return own.some(({ action, where }) => action === 'read' && where.some(({ column }) => isAccountName(column)));
    const { columns } = effectsOfCall(this.#file, node, this.#project, this.#settings);
    return columns.some(({ as, column, operation }) => as === 'where' && operation.action === 'read' && isAccountName(column)) || node.arguments.some((argument) => this.#names(argument));
  }

  /** Whether an argument is what an account is called, by the name of the data: `dto.email`, `{ email }`, `{ where: { username: name } }`. */
  #names(argument: Node): boolean {
    const inner = unwrap(argument);
    if (inner.type === 'ObjectExpression') return inner.properties.some((p) => p.type === 'Property' && (isAccountName(keyName(p) ?? '') || (keyName(p) === 'where' && this.#names(p.value))));
    return isAccountName(dataName(this.#file, inner) ?? '');
  }

  /** Whether a test asks if a password is right: what it finds where it holds. Null for any other test. */
  #checksPassword(test: Node, isAccount: (node: Node) => boolean): 'right' | 'wrong' | null {
    const inner = unwrapAwait(test);
    if (inner.type === 'UnaryExpression' && inner.operator === '!') {
      const answer = this.#checksPassword(inner.argument, isAccount);
      return answer === null ? null : answer === 'right' ? 'wrong' : 'right';
    }
    if (inner.type === 'LogicalExpression') return this.#checksPassword(inner.left, isAccount) ?? this.#checksPassword(inner.right, isAccount);
    if (inner.type === 'BinaryExpression') {
      const isKept = [inner.left, inner.right].some((side) => isAccount(side) && isPasswordName(dataName(this.#file, side) ?? ''));
      return isKept ? (/^!==?$/u.test(inner.operator) ? 'wrong' : /^===?$/u.test(inner.operator) ? 'right' : null) : null;
    }
    const { value, pattern } = definitionOf(this.#file, inner);
    if (value.type !== 'CallExpression' || (pattern && pattern.type !== 'Identifier')) return null;
    const isOfAccount = value.arguments.some(isAccount) || isAccount(value.callee);
    const named = value.arguments.some((argument) => isPasswordName(dataName(this.#file, argument) ?? ''));
    return (isOfAccount && named) || hashCall(this.#file, value, this.#project) !== null ? 'right' : null;
  }

  /** What a branch fails with, where nothing else decides in it and the client is certain to get it. */
  #failure(branch: Node): Failure | null {
    const statements = branch.type === 'BlockStatement' ? branch.body : [branch];
    if (statements.some(({ type }) => BRANCHES.has(type))) return null;
    for (const statement of statements) {
      const thrown = statement.type === 'ThrowStatement' ? statement.argument : this.#handedOn(statement);
      if (thrown) return this.#exception(thrown);
    }
    const [write, ...others] = httpModelOf(this.#file, this.#project).writes.filter(({ node }) => contains(branch, node));
    if (!write || others.length > 0 || !write.form) return null;
    const status = statusOf(write);
    return status === null ? null : { node: write.node, status, texts: this.#texts(write.body ?? write.node) };
  }

  /** `next(error)`, `return next(error)` */
  #handedOn(statement: Node): Node | null {
    const expression = statement.type === 'ReturnStatement' ? statement.argument : statement.type === 'ExpressionStatement' ? statement.expression : null;
    const call = expression && unwrap(expression);
    const [only, ...others] = call?.type === 'CallExpression' ? call.arguments : [];
    if (call?.type !== 'CallExpression' || !only || others.length > 0) return null;
    const callee = unwrap(call.callee);
    const variable = callee.type === 'Identifier' ? this.#file.variableOf(callee) : null;
    const error = unwrap(only);
    return variable?.defs.some(({ type }) => type === 'Parameter') && (error.type === 'NewExpression' || error.type === 'CallExpression') ? error : null;
  }

  #exception(thrown: Node): Failure | null {
    const error = unwrap(thrown);
    // A function of one's own may make one answer of all.
    if (error.type !== 'NewExpression' && !(error.type === 'CallExpression' && symbolOf(originOf(this.#file, error)) !== null)) return null;
    const status = statusOfException(this.#file, error, this.#project);
    if (status === null && carriedStatus(originOf(this.#file, error), this.#project) === null) return null;
    return { node: error, status, texts: error.arguments.map((argument) => this.#texts(argument)).join() };
  }

  /** The texts and names of an expression, constants by their values. */
  #texts(node: Node): string {
    const inner = unwrap(node);
    const values = this.#project.constants(this.#file, inner);
    if (values) return values.join('|');
    if (inner.type === 'ObjectExpression') return inner.properties.map((p) => (p.type === 'Property' ? `${keyName(p) ?? ''}:${this.#texts(p.value)}` : this.#file.textOf(p))).join();
    if (inner.type === 'CallExpression') return `${this.#file.textOf(inner.callee)}(${inner.arguments.map((argument) => this.#texts(argument)).join()})`;
    return this.#file.textOf(inner);
  }
}

/** Whether the client can tell two failures apart. */
function differs(a: Failure, b: Failure): boolean {
  return a.texts !== b.texts || (a.status !== null && b.status !== null && a.status !== b.status);
}

function isAccountName(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word) => NAMES.has(word)) && !words.some((word) => word === 'verified' || word === 'token' || word === 'id') && !(words.length === 1 && words[0] === 'mobile');
}

/** The name that data has where it is read: a member's, or the key that a pattern takes. Null for a name that is anybody's. */
function dataName(file: SourceFile, node: Node): string | null {
  const inner = unwrapAwait(node);
  if (inner.type === 'CallExpression') {
    const callee = unwrap(inner.callee);
    return callee.type === 'MemberExpression' ? dataName(file, callee.object) : null;
  }
  if (inner.type === 'MemberExpression') return keyName(inner);
  const name = inner.type === 'Identifier' ? file.variableOf(inner)?.identifiers[0] : undefined;
  const pattern = name && patternAround(file, name as Node);
  return (pattern && patternPath(pattern, name as TSESTree.Identifier)?.path.at(-1)) ?? null;
}

/** The whole pattern that declares a name; null for a name by itself. */
function patternAround(file: SourceFile, name: Node): Node | null {
  let found: Node | null = null;
  for (let at = file.parent(name); at && (at.type === 'Property' || at.type === 'ObjectPattern' || at.type === 'ArrayPattern' || at.type === 'AssignmentPattern'); at = file.parent(at)) if (at.type === 'ObjectPattern') found = at;
  return found;
}
