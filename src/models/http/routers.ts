import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, originOfTypeName, symbolOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingClass, isFunction, keyName, propertyOf, stringValue, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { contextualType } from './evidence.ts';
import { ownExport } from './functions.ts';
import { METHODS, SIGNATURE, plugins, routers } from './lookup.ts';
import type { AddressPart, HttpFramework, Of, Route } from './types.ts';

/** What routes are registered on, as far as the code tells. */
export interface Router {
  readonly framework: HttpFramework;
  readonly role: 'app' | 'router';
  /** Identity of the thing itself: the place it is created or declared at; null when there is none. */
  readonly key: string | null;
  /** Path in front of everything registered on this view of it; null when it is not constant. */
  readonly prefix: string | null;
  /** The same in the parts it is written in. */
  readonly parts: readonly AddressPart[];
  /** The view has a path of its own: `router.route('/x')`. */
  readonly fixed: boolean;
  /** False for a parameter nothing is known of. */
  readonly certain: boolean;
}

const MAX_DEPTH = 30;
const known = new WeakMap<Project, WeakMap<Node, Router | null>>();

/** Identity of a node across trees of the same file. */
export function placeKey(file: SourceFile, node: Node): string {
  return `${file.path}:${node.range[0]}:${node.range[1]}`;
}

/** Identity of the router a function is given as a parameter. */
export function parameterKey(file: SourceFile, fn: FunctionNode, index: number): string {
  return `${placeKey(file, fn)}#${index}`;
}

/** The router an expression is; null when it is none. */
export function routerAt(file: SourceFile, node: Node, project: Project): Router | null {
  return locate(file, node, project, 0);
}

function locate(file: SourceFile, wrapped: Node, project: Project, depth: number): Router | null {
  const node = unwrapAwait(wrapped);
  let found = known.get(project);
  if (!found) known.set(project, (found = new WeakMap()));
  const before = found.get(node);
  if (before !== undefined) return before;
  // A router that is defined by itself is none.
  found.set(node, null);
  const router = depth > MAX_DEPTH ? null : find(file, node, project, depth + 1);
  found.set(node, router);
  return router;
}

function find(file: SourceFile, node: Node, project: Project, depth: number): Router | null {
  if (node.type === 'CallExpression') {
    const chained = ofChain(file, node, project, depth);
    if (chained) return chained;
  }
  if (!['Identifier', 'MemberExpression', 'CallExpression', 'NewExpression', 'LogicalExpression', 'ConditionalExpression', 'ThisExpression'].includes(node.type)) return null;
  const origin = ownExport(file, node) ?? originOf(file, node);
  return ofOrigin(file, node, origin, project, depth);
}

/** A call on a router that gives the router again. */
function ofChain(file: SourceFile, node: TSESTree.CallExpression, project: Project, depth: number): Router | null {
  const callee = unwrap(node.callee);
  if (callee.type !== 'MemberExpression') return null;
  const name = keyName(callee);
  if (name === null || !METHODS.has(name)) return null;
  const inner = locate(file, callee.object, project, depth);
  if (!inner) return null;
  const { framework } = inner;
  const view = framework.views?.[name];
  if (view === 'prefix') {
    const [path] = node.arguments;
    const written = path && path.type !== 'SpreadElement' ? partOf(project, file, path) : { text: null, node: null, file };
    return { ...inner, prefix: joined(inner.prefix, written.text), parts: [...inner.parts, written], fixed: inner.fixed || name === 'route' };
  }
  if (framework.routes?.[name] && framework.name !== 'trpc') return inner;
  return view === 'same' || framework.installers?.[name] || framework.mounts?.[name] ? inner : null;
}

function ofOrigin(file: SourceFile, node: Node, origin: Origin, project: Project, depth: number): Router | null {
  if (origin.kind === 'parameter') return ofParameter(origin.file, origin, project);
  const followed = origin.kind === 'import' || origin.kind === 'member' || origin.kind === 'call' ? project.follow(origin) : origin;
  if (followed.kind === 'either') {
    // One of several may be followed to the same again.
    if (depth > MAX_DEPTH) return null;
    for (const one of followed.of) {
      const found = ofOrigin(file, node, one, project, depth + 1);
      if (found) return found;
    }
    return null;
  }
  if (followed.kind === 'parameter') return followed.path.length === 0 || followed.function.params[followed.index]?.type === 'ObjectPattern' ? ofParameter(followed.file, followed, project) : null;
  const made = followed.kind === 'call' || followed.kind === 'instance' ? followed.node : null;
  const symbol = symbolOf(followed) === 'new global#ReturnType' ? resultSymbol(followed, project) : symbolOf(followed);
  const creator = symbol === null ? null : routers.get(symbol);
  if (creator) return created(file, node, followed, creator, project);
  // `const api = app.basePath('/x')`, `const p = base.use(m)`: what is called gives its receiver.
  if (made && made !== node && made.type === 'CallExpression' && 'file' in followed) return locate(followed.file, made, project, depth);
  return null;
}

/** The symbol of what `ReturnType<typeof express>` names. */
function resultSymbol(origin: Origin, project: Project): string | null {
  const query = origin.kind === 'instance' ? origin.typeArguments[0] : undefined;
  if (origin.kind !== 'instance' || query?.type !== 'TSTypeQuery' || query.exprName.type !== 'Identifier') return null;
  const symbol = project.symbol(originOf(origin.file, query.exprName));
  return symbol && `${symbol}()`;
}

function created(file: SourceFile, node: Node, origin: Origin, creator: Of<'app' | 'router'>, project: Project): Router {
  const made = origin.kind === 'call' || origin.kind === 'instance' ? origin.node : null;
  const key = made && (origin.kind === 'call' || origin.kind === 'instance') ? placeKey(origin.file, made) : declaredKey(file, node);
  const part = made && made.type !== 'TaggedTemplateExpression' && 'file' in origin ? optionPart(creator.framework, origin.file, made, project) : null;
  return { framework: creator.framework, role: creator.value, key, prefix: part ? part.text : '', parts: part ? [part] : [], fixed: false, certain: true };
}

function optionPart(framework: HttpFramework, file: SourceFile, made: TSESTree.CallExpression | TSESTree.NewExpression, project: Project): AddressPart | null {
  const [options] = made.arguments;
  if (!framework.prefixOption || options?.type !== 'ObjectExpression') return null;
  const property = propertyOf(options, framework.prefixOption);
  return property && partOf(project, file, property.value);
}

/** A value that only its type tells is known by where it is declared: a parameter, a field, a variable. */
function declaredKey(file: SourceFile, node: Node): string | null {
  if (node.type === 'Identifier') {
    const definition = file.variableOf(node)?.defs[0];
    if (!definition) return null;
    const owner = definition.node as Node;
    if (isFunction(owner)) {
      const index = owner.params.findIndex((p) => p === definition.name || (p.type === 'AssignmentPattern' && p.left === definition.name));
      return index === -1 ? null : parameterKey(file, owner, index);
    }
    return placeKey(file, definition.name as Node);
  }
  if (node.type === 'MemberExpression' && node.object.type === 'ThisExpression') {
    const owner = enclosingClass(file, node);
    return owner && `${placeKey(file, owner)}.${keyName(node) ?? ''}`;
  }
  return null;
}

/** A parameter is a router where its function is a plugin by type or by the call it is handed to; otherwise it may be one. */
function ofParameter(file: SourceFile, origin: Origin & { kind: 'parameter' }, project: Project): Router | null {
  const { function: fn, index } = origin;
  const key = parameterKey(file, fn, index);
  if (index === 0 && origin.path.length === 0) {
    const plugin = pluginOf(file, fn, project);
    if (plugin) return { framework: plugin, role: 'router', key, prefix: '', parts: [], fixed: false, certain: true };
  }
  return { framework: SIGNATURE, role: 'router', key: origin.path.length === 0 ? key : null, prefix: '', parts: [], fixed: false, certain: false };
}

/** The framework whose plugin a function is. */
function pluginOf(file: SourceFile, fn: FunctionNode, project: Project): HttpFramework | null {
  const type = contextualType(file, fn);
  const typeSymbol = type ? symbolOf(originOfTypeName(file, type)) : null;
  const typed = typeSymbol === null ? null : plugins.get(typeSymbol);
  if (typed) return typed.framework;
  const call = calledWith(file, fn);
  if (!call) return null;
  const symbol = symbolOf(originOf(file, call.callee));
  const wrapper = symbol === null ? null : plugins.get(`${symbol}()`);
  if (wrapper) return wrapper.framework;
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression') return null;
  const name = keyName(callee);
  if (name !== 'register') return null;
  const receiver = locate(file, callee.object, project, 1);
  return receiver?.certain && receiver.framework.mounts?.[name]?.plugin ? receiver.framework : null;
}

/** Whether a plugin function adds to the router it is registered on: `fp(async (app) => …)`. */
export function isShared(file: SourceFile, fn: FunctionNode, framework: HttpFramework): boolean {
  const call = calledWith(file, fn);
  const symbol = call && symbolOf(originOf(file, call.callee));
  return symbol !== null && framework.sharing?.includes(`${symbol}()`) === true;
}

/** The call a function is an argument of, written there or by its name. */
function calledWith(file: SourceFile, fn: FunctionNode): TSESTree.CallExpression | null {
  const parent = file.parent(fn);
  if (parent?.type === 'CallExpression' && parent.callee !== fn) return parent;
  const name = fn.type === 'FunctionDeclaration' ? fn.id : parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : null;
  for (const reference of name ? (file.variableOf(name)?.references ?? []) : []) {
    const call = file.parent(reference.identifier);
    if (call?.type === 'CallExpression' && call.callee !== reference.identifier && call.arguments[0] === reference.identifier) return call;
  }
  return null;
}

/** The only constant text of an expression; null when it has none or several. */
export function textOf(project: Project, file: SourceFile, node: Node): string | null {
  const written = stringValue(node);
  if (written !== null) return written;
  const values = project.constants(file, node);
  const [only] = values ?? [];
  return values?.length === 1 && typeof only === 'string' ? only : null;
}

/** An expression as a part of an address: at the literal it stands for, where that is in the same file. */
export function partOf(project: Project, file: SourceFile, node: Node): AddressPart {
  const text = textOf(project, file, node);
  const inner = unwrap(node);
  if (text === null || inner.type === 'Literal') return { text, node: inner, file };
  const origin = inner.type === 'Identifier' ? originOf(file, inner) : null;
  const written = origin?.kind === 'value' && origin.file === file && origin.node.type === 'Literal' ? origin.node : inner;
  return { text, node: written, file };
}

/** Parts of an address as one path; null when one is unknown. */
export function pathOf(parts: readonly AddressPart[]): string | null {
  return parts.reduce<string | null>((path, { text }) => joined(path, text), '');
}

/** The addresses of a route as paths, `?` for a part that is not known. */
export function addressesOf(route: Route): readonly { readonly path: string; readonly isKnown: boolean }[] {
  return route.addresses.map((parts) => {
    const path = pathOf(parts.map((part) => (part.text === null ? { ...part, text: '?' } : part))) ?? '?';
    return { path: /^[/*]/u.test(path) ? path : `/${path}`, isKnown: parts.every(({ text }) => text !== null) };
  });
}

/** Two paths as one; null when either is unknown. */
export function joined(prefix: string | null, path: string | null): string | null {
  if (prefix === null || path === null) return null;
  const left = prefix.replace(/\/+$/u, '');
  const right = path.replace(/^\/+/u, '');
  if (right === '') return left === '' ? (path === '' && prefix === '' ? '' : '/') : left;
  return `${left}/${right}`;
}
