import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { isFunction, keyName, returnedExpressions, summands, unwrapAwait } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { GENERATORS, LEAST_BITS } from './generators.ts';
import type { Ingredient, RandomForm, RandomIngredient } from './types.ts';

/** A call of a project's function that is being looked into: what its parameters are given. */
interface Frame {
  readonly fn: FunctionNode;
  readonly call: TSESTree.CallExpression;
  readonly file: SourceFile;
  readonly outer: Frame | null;
}

interface Place {
  readonly file: SourceFile;
  readonly frame: Frame | null;
  readonly depth: number;
}

const bySymbol: ReadonlyMap<string, RandomForm> = new Map(GENERATORS.map((form) => [form.symbol, form]));
const UNKNOWN: readonly Ingredient[] = [{ is: 'unknown' }];
const DATA: readonly Ingredient[] = [{ is: 'data' }];
const MAX_DEPTH = 14;
/** Methods of texts, lists, numbers and dates that give what they are called on or given, changed. */
const KEEPS: ReadonlySet<string> = new Set(['toString', 'toFixed', 'padStart', 'padEnd', 'toUpperCase', 'toLowerCase', 'trim', 'replace', 'replaceAll', 'join', 'split', 'reverse', 'concat', 'charAt', 'at', 'fill', 'map', 'flatMap', 'getTime', 'valueOf', 'toISOString', 'update', 'digest', 'sort', 'repeat']);
const CUTS: ReadonlySet<string> = new Set(['slice', 'substring', 'substr']);
const PASSES: RegExp = /^global#(?:Math\.(?:floor|round|ceil|trunc|abs|max|min)|String|Number|parseInt|Number\.parseInt|BigInt|Buffer\.from|Array\.from|btoa|encodeURIComponent|String\.fromCharCode)$/u;
/** Digests keep what can be guessed guessable. Signatures are made with a key. */
const DIGESTS: ReadonlySet<string> = new Set(['md5#default', 'sha1#default', 'crypto#createHash']);
const TIME = { is: 'time', name: 'The time' } as const;

/** Everything the value of an expression is made of, through names, texts and functions of the project. */
export function ingredientsOf(file: SourceFile, node: Node, project: Project): readonly Ingredient[] {
  return new Recipe(project).of(node, { file, frame: null, depth: 0 });
}

class Recipe {
  readonly #project: Project;
  readonly #seen = new Set<Node | Variable>();

  constructor(project: Project) {
    this.#project = project;
  }

  of(wrapped: Node, at: Place): readonly Ingredient[] {
    if (at.depth > MAX_DEPTH) return UNKNOWN;
    const node = unwrapAwait(wrapped);
    const below = (part: Node): readonly Ingredient[] => this.of(part, { ...at, depth: at.depth + 1 });
    switch (node.type) {
      case 'Literal':
        return [];
      case 'TemplateLiteral':
        return node.expressions.flatMap(below);
      case 'BinaryExpression':
        return node.operator === '+' ? summands(node).flatMap(below) : [...below(node.left), ...below(node.right)];
      case 'UnaryExpression':
        return below(node.argument);
      case 'LogicalExpression':
        return [...below(node.left), ...below(node.right)];
      case 'ConditionalExpression':
        return [...below(node.consequent), ...below(node.alternate)];
      case 'ArrayExpression':
        return node.elements.flatMap((element) => (element ? below(element) : []));
      case 'SpreadElement':
        return below(node.argument);
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
        return returnedExpressions(at.file, node).flatMap(below);
      case 'MemberExpression':
        // `letters[Math.floor(…)]`
        return node.computed ? [...below(node.property), ...DATA] : DATA;
      case 'Identifier':
        return this.#name(node, at);
      case 'NewExpression':
        if (this.#project.symbol(originOf(at.file, node.callee)) === 'global#Array') return [];
        return this.#project.symbol(originOf(at.file, node.callee)) === 'global#Date' && node.arguments.length === 0 ? [{ ...TIME, node, file: at.file }] : UNKNOWN;
      case 'CallExpression':
        return this.#call(node, at);
      default:
        return UNKNOWN;
    }
  }

  #name(node: TSESTree.Identifier, at: Place): readonly Ingredient[] {
    const { file } = at;
    const variable = file.variableOf(node);
    const definition = variable?.defs[0];
    if (!variable || !definition) return [];
    if (definition.type === 'Parameter') {
      const given = argumentFor(at, variable);
      return given ? this.of(given.node, { ...given, depth: at.depth + 1 }) : DATA;
    }
    if (definition.type === 'ImportBinding') {
      const origin = this.#project.follow(originOf(file, node));
      return origin.kind === 'value' || (origin.kind === 'call' && origin.node.type === 'CallExpression') ? this.of(origin.node, { file: origin.file, frame: null, depth: at.depth + 1 }) : DATA;
    }
    const declarator = definition.node as Node;
    if (definition.type !== 'Variable' || declarator.type !== 'VariableDeclarator') return UNKNOWN;
    if (declarator.id.type !== 'Identifier') return DATA;
    if (this.#seen.has(variable)) return [];
    this.#seen.add(variable);
    const written = variable.references.filter((reference) => reference.isWrite());
    const values = written.flatMap((reference) => (reference.writeExpr ? this.of(reference.writeExpr as Node, { ...at, depth: at.depth + 1 }) : UNKNOWN));
    this.#seen.delete(variable);
    // What is put together turn by turn has a length that nobody counts here.
    return written.length > 1 ? values.map((one) => (one.is === 'random' ? { ...one, bits: null } : one)) : values;
  }

  #call(node: TSESTree.CallExpression, at: Place): readonly Ingredient[] {
    const { file } = at;
    const origin = originOf(file, node.callee);
    const symbol = this.#project.symbol(origin);
    const form = symbol === null ? undefined : bySymbol.get(symbol);
    if (form) return [this.#generated(node, form, at)];
    const below = (part: Node): readonly Ingredient[] => this.of(part, { ...at, depth: at.depth + 1 });
    if (symbol !== null && PASSES.test(symbol)) return node.arguments.filter(({ type }) => type !== 'ObjectExpression').flatMap(below).map((one) => (one.is === 'random' && symbol === 'global#Array.from' && node.arguments.length > 1 ? { ...one, bits: null } : one));
    if (symbol === 'md5#default' || symbol === 'sha1#default') return node.arguments.slice(0, 1).flatMap(below);
    const callee = unwrapAwait(node.callee);
    const method = callee.type === 'MemberExpression' ? keyName(callee) : null;
    if (callee.type === 'MemberExpression' && method !== null && (symbol === null || /^(?:new )?global#|^crypto#(?:random|createHash\(\))|^nanoid|^uuid/u.test(symbol))) {
      if (CUTS.has(method)) return this.#cut(node, callee, at);
      if (method === 'update' && symbol === 'crypto#createHash().update') return node.arguments.slice(0, 1).flatMap(below);
      if (KEEPS.has(method)) {
        const given = [...below(callee.object), ...node.arguments.flatMap(below)];
        return method === 'map' || method === 'repeat' || method === 'replace' ? given.map((one) => (one.is === 'random' ? { ...one, bits: null } : one)) : given;
      }
    }
    const own = origin.kind === 'function' ? origin : this.#project.follow(origin);
    if (own.kind !== 'function' || !isFunction(own.node) || this.#seen.has(own.node)) return symbol !== null && DIGESTS.has(symbol) ? [] : UNKNOWN;
    this.#seen.add(own.node);
    const returned = returnedExpressions(own.file, own.node);
    const found = returned.length === 0 ? UNKNOWN : returned.flatMap((one) => this.of(one, { file: own.file, frame: { fn: own.node, call: node, file, outer: at.frame }, depth: at.depth + 1 }));
    this.#seen.delete(own.node);
    return found;
  }

  #generated(node: TSESTree.CallExpression, form: RandomForm, at: Place): Ingredient {
    const { name } = form;
    if (form.is !== 'random') return { is: form.is, name, node, file: at.file };
    const said = node.arguments[form.size?.argument ?? 0];
    let size = said ?? null;
    let unit = form.bits ?? null;
    let fallback = form.size?.fallback ?? null;
    let home: Place = at;
    if (form.alphabet !== undefined) {
      const made = this.#project.follow(originOf(at.file, node.callee));
      const call = made.kind === 'call' && made.node.type === 'CallExpression' ? made : null;
      const maker = call?.node.type === 'CallExpression' ? call.node : null;
      const letters = call && maker?.arguments[form.alphabet] ? this.#project.constants(call.file, maker.arguments[form.alphabet] as Node)?.[0] : null;
      unit = typeof letters === 'string' && letters.length > 1 ? Math.log2(new Set(letters).size) : null;
      if (!size && call && maker) {
        size = maker.arguments[1] ?? null;
        home = { ...at, file: call.file, frame: null };
        fallback = 21;
      }
    }
    const units = size ? this.#numberOf(size, home) : fallback;
    const literal = size && home.file === at.file && size.type === 'Literal' ? size : null;
    return { is: 'random', name, node, file: at.file, bits: units === null || unit === null ? null : units * unit, size: literal, enough: unit === null ? null : Math.ceil(LEAST_BITS / unit) };
  }

  /** The largest number an expression can be; null where that is not known. */
  #numberOf(node: Node, at: Place): number | null {
    const inner = unwrapAwait(node);
    const variable = inner.type === 'Identifier' ? at.file.variableOf(inner) : null;
    if (variable?.defs[0]?.type === 'Parameter') {
      const given = argumentFor(at, variable);
      return given && at.depth < MAX_DEPTH ? this.#numberOf(given.node, { ...given, depth: at.depth + 1 }) : null;
    }
    const values = this.#project.constants(at.file, inner);
    return values?.every((value): value is number => typeof value === 'number') && values.length > 0 ? Math.max(...values) : null;
  }

  /** `randomBytes(32).toString('hex').slice(0, 8)`: eight letters of four bits. */
  #cut(node: TSESTree.CallExpression, callee: TSESTree.MemberExpression, at: Place): readonly Ingredient[] {
    const found = this.of(callee.object, { ...at, depth: at.depth + 1 });
    const [start, end] = node.arguments.map((argument) => this.#numberOf(argument, at));
    const object = unwrapAwait(callee.object);
    const letters = typeof start === 'number' && typeof end === 'number' && start >= 0 && end > 0 ? (keyName(callee) === 'substr' ? end : end - start) : null;
    const encoding = object.type === 'CallExpression' && object.callee.type === 'MemberExpression' && keyName(object.callee) === 'toString' && object.arguments[0] ? this.#project.constants(at.file, object.arguments[0])?.[0] : null;
    const unit = encoding === 'hex' ? 4 : encoding === 'base64' || encoding === 'base64url' ? 6 : null;
    return found.map((one): Ingredient => (one.is === 'random' ? shortened(one, letters === null || unit === null ? null : letters * unit) : one));
  }
}

function shortened(one: RandomIngredient, bits: number | null): RandomIngredient {
  return { ...one, bits: bits === null || one.bits === null ? null : Math.min(one.bits, bits), size: null };
}

/** What a parameter of the function that is looked into is given, or its default; null where neither is known. */
function argumentFor({ file, frame, depth }: Place, variable: Variable): { readonly node: Node; readonly file: SourceFile; readonly frame: Frame | null; readonly depth: number } | null {
  if (!frame || frame.call.arguments.some((argument) => argument.type === 'SpreadElement')) return null;
  const index = frame.fn.params.findIndex((parameter) => {
    const name = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
    return name.type === 'Identifier' && file.variableOf(name) === variable;
  });
  const parameter = frame.fn.params[index];
  const given = index < 0 ? undefined : frame.call.arguments[index];
  if (given) return { node: given, file: frame.file, frame: frame.outer, depth };
  return parameter?.type === 'AssignmentPattern' ? { node: parameter.right, file, frame, depth } : null;
}
