import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, memberChain, summands, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import { assignedTo } from './reaching.ts';
import { patternOf } from './regexps.ts';
import { isShapeCheck } from './tables.ts';
import type { SinkTraits } from './traits.ts';

/** What checks have to ask about other expressions. */
export interface TargetQuestions {
  /** What the sink's language makes of checks. */
  readonly traits: SinkTraits;
  /** Values of a constant expression; null when it is not. */
  constants(file: SourceFile, node: Node): readonly unknown[] | null;
  symbol(file: SourceFile, node: Node): string | null;
  /** Whether nothing in an expression is request data: a list one may compare with. */
  isOurs(file: SourceFile, node: Node): boolean;
  functionOf(file: SourceFile, callee: Node): { readonly fn: FunctionNode; readonly file: SourceFile } | null;
}

/** What checks have to know about the value they are about. */
interface Checked {
  /** Whether an expression is the value, case and blanks at its ends aside. */
  isChain(node: Node): boolean;
  /** The expression a `const` holds. */
  constValue(name: TSESTree.Identifier): Node | null;
}

const MAX_DEPTH = 12;
export const NEUTRAL_METHODS: ReadonlySet<string> = new Set(['toLowerCase', 'toUpperCase', 'toString', 'trim', 'toLocaleLowerCase', 'toLocaleUpperCase']);
/** Methods that take something off a host before it is compared: a port, `www.`, brackets. */
const TRIMMING_METHODS: ReadonlySet<string> = new Set([...NEUTRAL_METHODS, 'replace', 'replaceAll', 'slice', 'substring', 'split', 'normalize', 'at']);
/** Functions that make an address or a path of a text. */
const MAKING_ADDRESSES: ReadonlySet<string> = new Set([
  'global#URL',
  'url#URL',
  'global#URL.parse',
  'url#parse',
  ...['resolve', 'join', 'normalize', 'relative', 'dirname'].flatMap((name) => [`path#${name}`, `path#posix.${name}`]),
  ...['realpath', 'realpathSync'].flatMap((name) => [`fs#${name}`, `fs#promises.${name}`, `fs/promises#${name}`]),
]);

/**
 * Checks of addresses and paths, which no list or type can make: hosts, prefixes, forbidden texts. What the project's own
 * functions check is not worked out: they count, so that what is unknown is not reported.
 */
export class TargetChecks {
  readonly #file: SourceFile;
  readonly #questions: TargetQuestions;
  readonly #chain: Checked;

  constructor(file: SourceFile, questions: TargetQuestions, chain: Checked) {
    this.#file = file;
    this.#questions = questions;
    this.#chain = chain;
  }

  /** Whether a call is handed the value and may refuse it: what it runs throws somewhere, or nothing is known of it. */
  refuses(call: TSESTree.CallExpression): boolean {
    if (!this.#questions.traits.forbidden || !call.arguments.some((a) => this.#holds(a, 0))) return false;
    const target = this.#questions.functionOf(this.#file, call.callee);
    return target === null || target.file.nodesIn(target.fn, 'ThrowStatement').length > 0;
  }

  /** `new URL(x).hostname === ALLOWED`, `x.indexOf(ROOT) === 0`: what chooses the target is one of ours. */
  compares(left: Node, right: Node): boolean {
    if (!this.#questions.traits.forbidden) return false;
    const call = unwrap(left);
    if (call.type === 'CallExpression' && call.callee.type === 'MemberExpression' && keyName(call.callee) === 'indexOf' && call.arguments[0]) {
      return this.#questions.constants(this.#file, right)?.[0] === 0 && this.#isAbout(call.callee.object, 0) && this.#isOurPrefix(call.arguments[0]);
    }
    return (this.#isPart(left, 0) && this.#questions.isOurs(this.#file, right)) || (this.#isPart(right, 0) && this.#questions.isOurs(this.#file, left));
  }

  /** Whether a test is about what was looked up by the value: `const found = find(x); if (!found) return`. Of what the project's own functions find, nothing is known. */
  looksUp(test: Node): boolean {
    if (!this.#questions.traits.forbidden) return false;
    const sides = test.type === 'BinaryExpression' ? [test.left, test.right] : [test];
    return sides.some((side) => {
      const { root } = memberChain(side);
      const variable = root.type === 'Identifier' ? this.#file.variableOf(root) : null;
      // What was thrown was decided by what ran before.
      if (variable?.defs[0]?.type === 'CatchClause') return true;
      return variable !== null && assignedTo(variable).some((value) => this.#isOwnCall(unwrapAwait(value)));
    });
  }

  #isOwnCall(call: Node): boolean {
    if (call.type !== 'CallExpression' || !call.arguments.some((argument) => this.#holds(argument, 0))) return false;
    return this.#questions.symbol(this.#file, call.callee) === null || this.#questions.functionOf(this.#file, call.callee) !== null;
  }

  /** Whether a text in front of a value leaves it no choice of the target: one that is known says so, of one that is not nothing is held against it. */
  #isOurPrefix(node: Node): boolean {
    const { fixed } = this.#questions.traits;
    const values = this.#questions.constants(this.#file, node);
    if (values) return values.every((value) => typeof value === 'string' && (fixed ? fixed.test(value) : value.length > 1 && !value.startsWith('.')));
    return this.#questions.isOurs(this.#file, node);
  }

  /** A test of a value, or of what is made of it, that the sink's language knows: prefixes, hosts, forbidden texts, functions of the project's own. */
  tests(call: TSESTree.CallExpression, truth: boolean): boolean {
    const { forbidden, proving } = this.#questions.traits;
    const [first] = call.arguments;
    const symbol = this.#questions.symbol(this.#file, call.callee);
    if (symbol !== null && proving.has(symbol)) return truth && first !== undefined && this.#chain.isChain(first);
    if (!forbidden || !first) return false;
    if (call.callee.type === 'MemberExpression') {
      const { object } = call.callee;
      const name = keyName(call.callee);
      const texts = this.#questions.constants(this.#file, first);
      if ((name === 'includes' || name === 'has') && this.#isPart(first, 0)) return truth && this.#questions.isOurs(this.#file, object);
      if (name === 'endsWith' && this.#isPart(object, 0)) return truth;
      if (this.#isAbout(object, 0)) {
        if (name === 'startsWith' && truth) return this.#isOurPrefix(first);
        // That a path does not begin with `/` says nothing of what follows.
        if ((name === 'includes' || name === 'startsWith') && !truth) return texts?.some((text) => typeof text === 'string' && (name === 'includes' || text.length > 1) && forbidden.some((bad) => text.startsWith(bad))) ?? false;
        if (name === 'match' || name === 'search') return this.#isTelling(first, truth);
      }
      if (name === 'test' && this.#isAbout(first, 0)) return this.#isTelling(object, truth);
    }
    // A function of the project's own may check anything, and so may one of a package that is not known.
    if (symbol !== null && isShapeCheck(symbol) && this.#questions.functionOf(this.#file, call.callee) === null) return false;
    return call.arguments.some((argument) => this.#holds(argument, 0));
  }

  /** Whether a function that is asked about an expression is asked about the value: it may get the address that is made of it. */
  #holds(wrappedNode: Node, depth: number): boolean {
    if (this.#isAbout(wrappedNode, depth)) return true;
    if (depth > MAX_DEPTH) return false;
    const node = unwrapAwait(wrappedNode);
    if (node.type === 'TemplateLiteral') return node.expressions.some((part) => this.#holds(part, depth + 1));
    return node.type === 'BinaryExpression' && node.operator === '+' && summands(node).some((part) => this.#holds(part, depth + 1));
  }

  /** Whether a pattern asks for more than a scheme, or refuses what is forbidden. One that is not written out may do either. */
  #isTelling(node: Node, truth: boolean): boolean {
    const inner = unwrap(node);
    const pattern = patternOf((inner.type === 'Identifier' ? this.#chain.constValue(inner) : null) ?? inner);
    if (!pattern) return true;
    const { source } = pattern;
    if (!truth) return this.#questions.traits.forbidden?.some((bad) => source.replaceAll('\\', '').includes(bad)) ?? false;
    return source.startsWith('^') && !/^(?:https?|ftp)*\/*$/i.test(source.replace(/[\\^?():|]/g, ''));
  }

  /** Whether an expression is the chain, or an address or a path that is made of it. */
  #isAbout(wrappedNode: Node, depth: number): boolean {
    if (this.#chain.isChain(wrappedNode)) return true;
    if (depth > MAX_DEPTH) return false;
    const node = unwrapAwait(wrappedNode);
    switch (node.type) {
      case 'Identifier': {
        const value = this.#chain.constValue(node);
        return value !== null && this.#isAbout(value, depth + 1);
      }
      case 'NewExpression':
      case 'CallExpression': {
        if (MAKING_ADDRESSES.has(this.#questions.symbol(this.#file, node.callee) ?? '')) return node.arguments.some((a) => this.#isAbout(a, depth + 1));
        const { callee } = node;
        if (this.#isPart(node, depth + 1)) return true;
        return callee.type === 'MemberExpression' && NEUTRAL_METHODS.has(keyName(callee) ?? '') && this.#isAbout(callee.object, depth + 1);
      }
      case 'MemberExpression':
        return this.#isPart(node, depth);
      default:
        return false;
    }
  }

  /** Whether an expression is the part of an address made of the chain that chooses the target: `new URL(x).hostname`. */
  #isPart(wrappedNode: Node, depth: number): boolean {
    const node = unwrapAwait(wrappedNode);
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && TRIMMING_METHODS.has(keyName(node.callee) ?? '')) return this.#isPart(node.callee.object, depth + 1);
    if (node.type === 'Identifier') {
      const value = this.#chain.constValue(node);
      return value !== null && depth <= MAX_DEPTH && this.#isPart(value, depth + 1);
    }
    return node.type === 'MemberExpression' && this.#questions.traits.choosing.has(keyName(node) ?? '') && this.#isAbout(node.object, depth + 1);
  }
}
