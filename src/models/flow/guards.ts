import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { isFunction, keyName, memberChain, returnedExpressions, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import { isBounded, patternOf } from './regexps.ts';
import { isFixed, leaves, writesOf } from './reaching.ts';
import { ASSERTING_CALLS, DISPROVING_CALLS, PROVING_CALLS } from './tables.ts';
import { NEUTRAL_METHODS, TargetChecks } from './target-checks.ts';
import type { TargetQuestions } from './target-checks.ts';

/** A variable, or a property below it, that a check is about: `x`, `req.query.sort`. */
export interface Chain {
  readonly root: Variable;
  readonly path: readonly string[];
  /** The elements of the list that stands there are meant, and not the list. */
  readonly elements?: boolean;
}

/** What guards have to ask about other expressions. */
export type GuardQuestions = TargetQuestions;

const MAX_DEPTH = 12;
/** Marks that make no statement of harmless pieces when they stand between them. */
const SEPARATOR = /^[\s,.:|]+$/;

/** The variable and property path an expression is; null when it is something else or has a computed part. */
export function chainOf(file: SourceFile, node: Node): Chain | null {
  const { root, path } = memberChain(node);
  if (root.type !== 'Identifier') return null;
  const variable = file.variableOf(root);
  return variable && path.every((p): p is string => p !== null) ? { root: variable, path } : null;
}

const checked = new WeakMap<Variable, boolean>();

/** Whether a variable stands in any test at all, so that looking for checks is worth it. */
function isEverChecked(file: SourceFile, variable: Variable): boolean {
  let known = checked.get(variable);
  if (known === undefined) {
    known = variable.references.some((r) => isTested(file, r.identifier as Node));
    checked.set(variable, known);
  }
  return known;
}

function isTested(file: SourceFile, use: Node): boolean {
  let at = use;
  for (let parent = file.parent(at); parent; at = parent, parent = file.parent(at)) {
    switch (parent.type) {
      case 'IfStatement':
      case 'ConditionalExpression':
      case 'WhileStatement':
      case 'ForStatement':
        return at === parent.test;
      case 'LogicalExpression':
        if (at === parent.left) return true;
        break;
      case 'SwitchStatement':
        return at === parent.discriminant;
      case 'ForOfStatement':
        return at === parent.right;
      case 'VariableDeclarator':
        return at === parent.init && /^(?:Call|New|Await|Binary|Unary|Logical)/.test(at.type);
      case 'ExpressionStatement':
        return at.type === 'CallExpression' || at.type === 'AwaitExpression' || at.type === 'AssignmentExpression';
      case 'BlockStatement':
      case 'ReturnStatement':
        return false;
      default:
        break;
    }
  }
  return false;
}

/** Whether the checks that run before an expression leave only harmless values of a chain. */
export function isGuarded(file: SourceFile, use: Node, chain: Chain, questions: GuardQuestions): boolean {
  if (!questions.traits.forbidden && !isEverChecked(file, chain.root)) return false;
  const guards = new Guards(file, chain, questions);
  const home = chain.root.scope.block as Node;
  let at = use;
  for (let parent = file.parent(at); parent; at = parent, parent = file.parent(at)) {
    const proof = guards.around(parent, at);
    if (proof && !guards.writtenBetween(proof, use)) return true;
    if (at === home) return false;
    if (isFunction(parent) && parent !== home && !isSettled(chain.root, parent)) return false;
  }
  return false;
}

/** Whether a variable is written no more when a function begins, so that what was checked before holds in it. */
function isSettled(variable: Variable, fn: Node): boolean {
  return isFixed(variable) || (variable.defs[0]?.type === 'Variable' && writesOf(variable).every((write) => write.range[1] <= fn.range[0]));
}

/** Whether a test with an outcome, or a statement that was passed (`assert(…)`), leaves only harmless values of a chain. */
export function provesChain(file: SourceFile, test: Node, truth: boolean, chain: Chain, questions: GuardQuestions): boolean {
  if (!questions.traits.forbidden && !isEverChecked(file, chain.root)) return false;
  const guards = new Guards(file, chain, questions);
  return test.type === 'ExpressionStatement' || test.type === 'SwitchStatement' ? guards.passed(test) : guards.proves(test, truth, 0);
}

class Guards {
  readonly #file: SourceFile;
  readonly #chain: Chain;
  readonly #questions: GuardQuestions;
  readonly #targets: TargetChecks;

  constructor(file: SourceFile, chain: Chain, questions: GuardQuestions) {
    this.#file = file;
    this.#chain = chain;
    this.#questions = questions;
    this.#targets = new TargetChecks(file, questions, { isChain: (node) => this.#isChain(node), constValue: (name) => this.#constValue(name) });
  }

  /** The check in a parent that what it holds at a place runs behind; null without one. */
  around(parent: Node, at: Node): Node | null {
    switch (parent.type) {
      case 'IfStatement':
      case 'ConditionalExpression':
        return (at === parent.consequent && this.proves(parent.test, true, 0)) || (at === parent.alternate && this.proves(parent.test, false, 0)) ? parent.test : null;
      case 'LogicalExpression':
        return at === parent.right && parent.operator !== '??' && this.proves(parent.left, parent.operator === '&&', 0) ? parent.left : null;
      case 'WhileStatement':
      case 'ForStatement':
        return at === parent.body && parent.test && this.proves(parent.test, true, 0) ? parent.test : null;
      case 'SwitchCase': {
        const index = parent.consequent.indexOf(at as TSESTree.Statement);
        return index < 0 ? null : (this.#passedIn(parent.consequent, index) ?? this.#caseProof(parent));
      }
      case 'BlockStatement':
      case 'Program':
      case 'StaticBlock':
        return this.#passedIn(parent.body, parent.body.indexOf(at as never));
      default:
        return null;
    }
  }

  writtenBetween(proof: Node, use: Node): boolean {
    return !isFixed(this.#chain.root) && writesOf(this.#chain.root).some((w) => w.range[0] >= proof.range[1] && w.range[1] <= use.range[0] && !this.#writesConstant(w));
  }

  /** `if (operator === '=') operator = '==='` */
  #writesConstant(name: Node): boolean {
    const parent = this.#file.parent(name);
    return parent?.type === 'AssignmentExpression' && parent.left === name && parent.operator === '=' && this.#isConstant(parent.right);
  }

  #passedIn(statements: readonly Node[], end: number): Node | null {
    for (let i = end - 1; i >= 0; i--) {
      const statement = statements[i];
      if (statement && this.passed(statement)) return statement;
    }
    return null;
  }

  /** Whether getting past a statement proves the chain. */
  passed(statement: Node): boolean {
    switch (statement.type) {
      case 'IfStatement':
        if (leaves(statement.consequent)) return this.proves(statement.test, false, 0);
        if (statement.alternate !== null) return leaves(statement.alternate) && this.proves(statement.test, true, 0);
        // Known values pass by, the others are checked inside.
        return this.#checksIn(statement.consequent) && this.proves(statement.test, false, 0);
      case 'SwitchStatement': {
        if (!this.#isChain(statement.discriminant)) return false;
        const otherwise = statement.cases.find((c) => c.test === null);
        return otherwise?.consequent.some(leaves) === true && otherwise.consequent.every((s) => s.type !== 'BreakStatement') && statement.cases.every((c) => c.test === null || this.#isConstant(c.test));
      }
      case 'TryStatement':
        return (!statement.handler || leaves(statement.handler.body)) && statement.block.body.some((inner) => this.passed(inner));
      case 'ForOfStatement': {
        const name = statement.left.type === 'VariableDeclaration' ? statement.left.declarations[0]?.id : undefined;
        const element = name && this.#isEach(statement.right) ? this.#about(name) : null;
        return element !== null && element.#checksIn(statement.body);
      }
      case 'ExpressionStatement': {
        const call = unwrapAwait(statement.expression);
        return call.type === 'CallExpression' && this.#asserts(call);
      }
      default:
        return false;
    }
  }

  /** Whether one of the statements of a body lets only harmless values go on behind it. */
  #checksIn(body: Node): boolean {
    const statements = body.type === 'BlockStatement' ? body.body : [body];
    return statements.some((inner) => this.passed(inner) && endsIn(inner, THROWS_OR_RETURNS));
  }

  /** The same questions about a name in the same file. */
  #about(name: Node): Guards | null {
    const variable = name.type === 'Identifier' ? this.#file.variableOf(name) : null;
    return variable && new Guards(this.#file, { root: variable, path: [] }, this.#questions);
  }

  /** `assert(ok(x))`, or a function of the project's own that does not return unless its parameter is fine. */
  #asserts(call: TSESTree.CallExpression): boolean {
    const [first] = call.arguments;
    const symbol = this.#questions.symbol(this.#file, call.callee);
    if (symbol !== null) return ASSERTING_CALLS.has(symbol) && first !== undefined && this.proves(first, true, 0);
    if (this.#targets.refuses(call)) return true;
    if (!call.arguments.some((a) => this.#isChain(a))) return false;
    const inner = this.#inCallee(call);
    return inner?.fn.body?.type === 'BlockStatement' && inner.fn.body.body.some((s) => inner.guards.passed(s) && endsIn(s, THROWS));
  }

  #caseProof(one: TSESTree.SwitchCase): Node | null {
    const parent = this.#file.parent(one);
    if (parent?.type !== 'SwitchStatement' || !this.#isChain(parent.discriminant)) return null;
    for (let i = parent.cases.indexOf(one); i >= 0; i--) {
      const entry = parent.cases[i];
      if (!entry?.test || !this.#isConstant(entry.test)) return null;
      const above = parent.cases[i - 1];
      if (!above || above.consequent.some(leaves)) return parent.discriminant;
    }
    return parent.discriminant;
  }

  proves(wrappedTest: Node, truth: boolean, depth: number): boolean {
    if (depth > MAX_DEPTH) return false;
    const test = unwrapAwait(wrappedTest);
    if (this.#targets.looksUp(test)) return true;
    switch (test.type) {
      case 'UnaryExpression':
        return test.operator === '!' && this.proves(test.argument, !truth, depth + 1);
      case 'LogicalExpression': {
        const left = (): boolean => this.proves(test.left, truth, depth + 1);
        const right = (): boolean => this.proves(test.right, truth, depth + 1);
        return (test.operator === '&&') === truth ? left() || right() : left() && right();
      }
      case 'BinaryExpression':
        return this.#comparison(test, truth, depth);
      case 'CallExpression':
        return this.#call(test, truth, depth);
      case 'MemberExpression':
        // COLUMNS[x] is there, schema.safeParse(x).success
        return truth && test.computed && this.#isChain(test.property) && this.#questions.isOurs(this.#file, test.object);
      case 'Identifier': {
        const value = this.#constValue(test);
        return value !== null && this.proves(value, truth, depth + 1);
      }
      default:
        return false;
    }
  }

  /** The expression a `const` holds, so that `const ok = LIST.includes(x); if (!ok) return` counts. */
  #constValue(name: TSESTree.Identifier): Node | null {
    const variable = this.#file.variableOf(name);
    const node = variable && isFixed(variable) ? (variable.defs[0]?.node as Node | undefined) : undefined;
    return node?.type === 'VariableDeclarator' && node.id.type === 'Identifier' ? node.init : null;
  }

  #comparison(test: TSESTree.BinaryExpression, truth: boolean, depth: number): boolean {
    const { operator, left, right } = test;
    if (operator === 'in') return truth && this.#isChain(left) && this.#questions.isOurs(this.#file, right);
    if (operator === 'instanceof') return truth && this.#isChain(left) && this.#questions.symbol(this.#file, right) === 'global#Date';
    const equal = operator === '===' || operator === '==';
    if (equal || operator === '!==' || operator === '!=') {
      const answer = unwrap(right);
      if (answer.type === 'Literal' && typeof answer.value === 'boolean') return this.proves(left, (equal === truth) === answer.value, depth + 1);
      if (equal === truth && this.#targets.compares(left, right)) return true;
      if (equal !== truth) return this.#position(left, right);
      if (this.#typeOf(left, right) || this.#typeOf(right, left)) return true;
      return (this.#isChain(left) && this.#isConstant(right)) || (this.#isChain(right) && this.#isConstant(left));
    }
    // LIST.indexOf(x) > -1, >= 0, and not < 0
    return (truth ? operator === '>' || operator === '>=' : operator === '<' || operator === '<=') && this.#position(left, right);
  }

  /** `LIST.indexOf(x)` compared with -1 or 0, the comparison meaning that it was found. */
  #position(left: Node, right: Node): boolean {
    const call = unwrap(left);
    if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression' || !call.arguments[0]) return false;
    const limit = this.#questions.constants(this.#file, right);
    return ['indexOf', 'lastIndexOf'].includes(keyName(call.callee) ?? '') && (limit?.[0] === -1 || limit?.[0] === 0) && this.#isChain(call.arguments[0]) && this.#questions.isOurs(this.#file, call.callee.object);
  }

  #typeOf(left: Node, right: Node): boolean {
    const type = unwrap(left);
    if (type.type !== 'UnaryExpression' || type.operator !== 'typeof' || !this.#isChain(type.argument)) return false;
    const values = this.#questions.constants(this.#file, right);
    return values !== null && values.every((v) => v === 'number' || v === 'boolean' || v === 'bigint' || v === 'undefined' || (v === 'string' && this.#questions.traits.textsAreHarmless));
  }

  #call(call: TSESTree.CallExpression, truth: boolean, depth: number): boolean {
    const [first, second] = call.arguments;
    if (this.#targets.tests(call, truth)) return true;
    const symbol = this.#questions.symbol(this.#file, call.callee);
    if (symbol !== null && first) {
      if (PROVING_CALLS.has(symbol)) return truth && this.#isChain(first);
      if (DISPROVING_CALLS.has(symbol)) return !truth && this.#isChain(first);
      if (symbol === 'global#Boolean') return this.proves(first, truth, depth + 1);
      if (symbol === 'global#Object.hasOwn') return truth && second !== undefined && this.#isChain(second) && this.#questions.isOurs(this.#file, first);
    }
    if (first && this.#provesEach(call, first, truth, depth)) return true;
    if (!truth || !first) return false;
    if (call.callee.type === 'MemberExpression') {
      const name = keyName(call.callee);
      const { object } = call.callee;
      switch (name) {
        case 'includes':
        case 'has':
        case 'hasOwnProperty':
        case 'get':
          if (this.#isChain(first)) return this.#questions.isOurs(this.#file, object) && !this.#isText(object);
          break;
        case 'some':
        case 'find':
          if (isFunction(first) && this.#equalsElement(first)) return this.#questions.isOurs(this.#file, object);
          break;
        case 'test':
          return this.#isChain(first) && this.#matchesBounded(object);
        case 'match':
          return this.#isChain(object) && this.#matchesBounded(first);
        default:
          break;
      }
    }
    if (!call.arguments.some((a) => this.#isChain(a))) return false;
    const inner = this.#inCallee(call);
    const returned = inner ? returnedExpressions(inner.file, inner.fn) : [];
    const [only] = returned;
    return inner !== null && only !== undefined && returned.length === 1 && depth < 4 && inner.guards.proves(only, true, depth + 4);
  }

  /** `list.every((one) => ok(one))`, `!list.some((one) => !ok(one))` */
  #provesEach({ callee }: TSESTree.CallExpression, check: Node, truth: boolean, depth: number): boolean {
    if (callee.type !== 'MemberExpression' || keyName(callee) !== (truth ? 'every' : 'some') || !this.#isEach(callee.object)) return false;
    if (!isFunction(check)) return truth && PROVING_CALLS.has(this.#questions.symbol(this.#file, check) ?? '');
    const element = check.params[0] && this.#about(check.params[0]);
    const [only, ...others] = returnedExpressions(this.#file, check);
    return !!element && only !== undefined && others.length === 0 && element.proves(only, truth, depth + 1);
  }

  /** Whether an expression is the list or text of which every part is asked about, or the pieces that make up the text. */
  #isEach(node: Node): boolean {
    if (this.#isSame(node)) return true;
    if (this.#chain.elements) return false;
    const cut = unwrap(node);
    if (cut.type !== 'CallExpression' || cut.callee.type !== 'MemberExpression' || keyName(cut.callee) !== 'split' || !cut.arguments[0]) return false;
    const separator = this.#questions.constants(this.#file, cut.arguments[0]);
    return separator !== null && separator.every((one) => typeof one === 'string' && SEPARATOR.test(one)) && this.#isSame(cut.callee.object);
  }

  /** Whether what `includes` is asked of is a text: a part of a known text may be anything in it, and the empty text is. */
  #isText(node: Node): boolean {
    const values = unwrap(node);
    return values.type === 'TemplateLiteral' || (values.type === 'Literal' && typeof values.value === 'string');
  }

  /** `LIST.some((one) => one === x)` */
  #equalsElement(fn: FunctionNode): boolean {
    const body = fn.body && unwrap(fn.body);
    if (body?.type !== 'BinaryExpression' || (body.operator !== '===' && body.operator !== '==')) return false;
    const inElement = (node: Node): boolean => {
      const chain = chainOf(this.#file, node);
      return chain !== null && (chain.root.scope.block as Node) === fn;
    };
    return (this.#isChain(body.left) && inElement(body.right)) || (this.#isChain(body.right) && inElement(body.left));
  }

  #matchesBounded(node: Node): boolean {
    const inner = unwrap(node);
    const value = inner.type === 'Identifier' ? this.#constValue(inner) : inner;
    const pattern = value && patternOf(value);
    return pattern ? isBounded(pattern) : false;
  }

  /** The same questions about the parameter that takes the chain in the function a call runs. */
  #inCallee(call: TSESTree.CallExpression): { readonly fn: FunctionNode; readonly file: SourceFile; readonly guards: Guards } | null {
    const index = call.arguments.findIndex((a) => this.#isChain(a));
    const target = this.#questions.functionOf(this.#file, call.callee);
    const parameter = target?.fn.params[index];
    const variable = parameter?.type === 'Identifier' ? target?.file.variableOf(parameter) : null;
    return target && variable ? { ...target, guards: new Guards(target.file, { root: variable, path: [] }, this.#questions) } : null;
  }

  #isConstant(node: Node): boolean {
    return this.#questions.constants(this.#file, node) !== null;
  }

  /** Whether an expression is the chain, case and blanks at its ends aside. */
  #isChain(node: Node): boolean {
    return !this.#chain.elements && this.#isSame(node);
  }

  #isSame(wrappedNode: Node): boolean {
    let node = unwrap(wrappedNode);
    for (;;) {
      if (node.type !== 'CallExpression') break;
      if (node.callee.type === 'MemberExpression' && NEUTRAL_METHODS.has(keyName(node.callee) ?? '')) node = unwrap(node.callee.object);
      else if (node.callee.type === 'Identifier' && node.callee.name === 'String' && node.arguments[0] && !this.#file.variableOf(node.callee)) node = unwrap(node.arguments[0]);
      else break;
    }
    const chain = chainOf(this.#file, node);
    return chain !== null && chain.root === this.#chain.root && chain.path.length === this.#chain.path.length && chain.path.every((p, i) => p === this.#chain.path[i]);
  }
}

const THROWS: ReadonlySet<string> = new Set(['ThrowStatement']);
const THROWS_OR_RETURNS: ReadonlySet<string> = new Set(['ThrowStatement', 'ReturnStatement']);

/** Whether a check ends in such a statement: a `return` leaves only the function it stands in, `continue` only the turn. */
function endsIn(statement: Node, ends: ReadonlySet<string>): boolean {
  if (statement.type === 'ExpressionStatement') return true;
  if (statement.type !== 'IfStatement') return false;
  const branch = leaves(statement.consequent) ? statement.consequent : statement.alternate;
  return branch !== null && (ends.has(branch.type) || (branch.type === 'BlockStatement' && branch.body.some((s) => ends.has(s.type))));
}
