import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, symbolOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, propertyOf, stringValue, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { functionsIn } from './functions.ts';
import type { LinkedMiddleware } from './linked.ts';
import { partOf, routerAt, textOf } from './routers.ts';
import type { AddressPart, HttpFramework, HttpMethod } from './types.ts';

const METHODS_BY_NAME: Readonly<Record<string, HttpMethod>> = { get: 'GET', head: 'HEAD', post: 'POST', put: 'PUT', patch: 'PATCH', delete: 'DELETE', del: 'DELETE', options: 'OPTIONS', all: 'ALL' };

/** An expression with the file it stands in. */
export interface Item {
  readonly node: Node;
  readonly file: SourceFile;
}

export interface ObjectItem extends Item {
  readonly node: TSESTree.ObjectExpression;
}

/** What the arguments of registrations in a file say: paths, methods, lists and options, with names followed. */
export class Written {
  readonly #file: SourceFile;
  readonly #project: Project;

  constructor(file: SourceFile, project: Project) {
    this.#file = file;
    this.#project = project;
  }

  /** The paths an argument says: one, or each of a list. */
  parts(node: Node): readonly AddressPart[] {
    const inner = unwrap(node);
    if (inner.type === 'ArrayExpression') return inner.elements.map((e) => (e ? this.part(e) : this.unsaid(null)));
    const origin = inner.type === 'Identifier' || inner.type === 'MemberExpression' ? this.#project.follow(originOf(this.#file, inner)) : null;
    // A list with a name: `const PATHS = ['/a', '/b']`.
    const list = origin?.kind === 'value' ? unwrap(origin.node) : null;
    if (list?.type === 'ArrayExpression' && origin?.kind === 'value') return list.elements.map((e) => (e && e.type !== 'SpreadElement' ? partOf(this.#project, origin.file, e) : this.unsaid(null)));
    return [this.part(inner)];
  }

  part(node: Node): AddressPart {
    return node.type === 'SpreadElement' ? this.unsaid(null) : partOf(this.#project, this.#file, node);
  }

  /** A path that no expression says. */
  unsaid(text: string | null): AddressPart {
    return { text, node: null, file: this.#file };
  }

  /** Texts of a constant or of a list of them; empty for what is no text. */
  texts(node: Node | undefined): readonly string[] {
    return node ? this.parts(node).flatMap(({ text }) => text ?? []) : [];
  }

  /** Whether an argument is a path, or a list of paths. */
  isPath(node: Node): boolean {
    const inner = unwrap(node);
    if (inner.type === 'ArrayExpression') return inner.elements.every((e) => e !== null && e.type !== 'SpreadElement' && this.isPath(e));
    if (inner.type === 'Literal') return typeof inner.value === 'string' || 'regex' in inner;
    if (inner.type === 'TemplateLiteral' || inner.type === 'BinaryExpression') return true;
    return (inner.type === 'Identifier' || inner.type === 'MemberExpression') && textOf(this.#project, this.#file, inner) !== null;
  }

  /** Whether the first of several arguments of `use` is a path, or something that may be one: no function, router or package. */
  mayBePath(node: Node): boolean {
    if (this.isPath(node)) return true;
    const inner = unwrap(node);
    if (inner.type !== 'Identifier' && inner.type !== 'MemberExpression') return false;
    const symbol = this.#project.symbol(originOf(this.#file, inner));
    if (symbol !== null && !symbol.startsWith('global#')) return false;
    const origin = this.#project.follow(originOf(this.#file, inner));
    return ['parameter', 'member', 'unknown', 'global'].includes(origin.kind) && functionsIn(this.#file, inner, this.#project).length === 0 && !routerAt(this.#file, inner, this.#project)?.certain;
  }

  /** Whether a text looks like the path of a route, where nothing says what it is handed to. */
  isRoutePath(node: Node): boolean {
    const inner = unwrap(node);
    if (inner.type === 'Literal' && 'regex' in inner) return true;
    if (inner.type === 'ArrayExpression') return inner.elements.some((e) => e !== null && e.type !== 'SpreadElement' && this.isRoutePath(e));
    if (inner.type === 'TemplateLiteral') return inner.expressions.length > 0 ? /^(?:\/|$)/u.test(inner.quasis[0]?.value.raw ?? '') : /^\//u.test(stringValue(inner) ?? '');
    const text = textOf(this.#project, this.#file, inner);
    return text !== null && /^(?:\/|\*|$)/u.test(text);
  }

  /** The methods that a text or a list of texts names; `ALL` for what is no text. */
  methodsOf(file: SourceFile, node: Node): readonly HttpMethod[] {
    const inner = unwrap(node);
    const values = inner.type === 'ArrayExpression' ? inner.elements.map((e) => (e && e.type !== 'SpreadElement' ? textOf(this.#project, file, e) : null)) : [textOf(this.#project, file, inner)];
    return values.map((v) => METHODS_BY_NAME[v?.toLowerCase() ?? ''] ?? 'ALL');
  }

  /** Arguments with lists and spreads taken apart, also lists with a name. */
  flat(nodes: readonly Node[]): Item[] {
    return nodes.flatMap((node) => this.flatOne(this.#file, node, 0));
  }

  flatOne(file: SourceFile, node: Node, depth: number): Item[] {
    const inner = node.type === 'SpreadElement' ? unwrap(node.argument) : unwrap(node);
    if (depth > 4) return [{ node: inner, file }];
    if (inner.type === 'ArrayExpression') return inner.elements.flatMap((e) => (e ? this.flatOne(file, e, depth + 1) : []));
    if (inner.type === 'Identifier' || inner.type === 'MemberExpression') {
      const origin = this.#project.follow(originOf(file, inner));
      if (origin.kind === 'value' && origin.node.type === 'ArrayExpression') return this.flatOne(origin.file, origin.node, depth + 1);
    }
    return [{ node: inner, file }];
  }

  /** The object literal an expression is, or the one a definition call is given. */
  objectIn(file: SourceFile, node: Node): ObjectItem | null {
    const inner = unwrap(node);
    if (inner.type === 'ObjectExpression') return { node: inner, file };
    if (inner.type === 'CallExpression') return this.#firstObject(file, inner);
    if (inner.type !== 'Identifier' && inner.type !== 'MemberExpression') return null;
    const origin = this.#project.follow(originOf(file, inner));
    if (origin.kind === 'value' && origin.node.type === 'ObjectExpression') return { node: origin.node, file: origin.file };
    return origin.kind === 'call' && origin.node.type === 'CallExpression' ? this.#firstObject(origin.file, origin.node) : null;
  }

  #firstObject(file: SourceFile, call: TSESTree.CallExpression): ObjectItem | null {
    const symbol = symbolOf(originOf(file, call.callee));
    const [first] = call.arguments;
    return symbol?.endsWith('#createRoute') && first?.type === 'ObjectExpression' ? { node: first, file } : null;
  }

  /** What the options of a route run before its handler, the schema that validates among it. */
  optionMiddlewares(framework: HttpFramework, options: ObjectItem): LinkedMiddleware[] {
    const found: LinkedMiddleware[] = [];
    for (const key of framework.options?.middlewares ?? []) {
      const property = propertyOf(options.node, key);
      if (property) found.push(...this.flatOne(options.file, property.value, 0).map((item) => ({ ...item, kind: null })));
    }
    const schema = framework.options && propertyOf(options.node, framework.options.schema);
    if (schema) found.push({ node: schema.value, file: options.file, kind: 'validation' });
    return found;
  }
}

/** Whether an expression may be a function, by its syntax. */
export function mayBeFunction(node: Node): boolean {
  const inner = unwrap(node);
  return isFunction(inner) || ['Identifier', 'MemberExpression', 'CallExpression', 'ConditionalExpression', 'LogicalExpression'].includes(inner.type);
}
