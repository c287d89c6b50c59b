import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, wrapped } from '../../ast/syntax.ts';
import type { Route } from './types.ts';

/** The address of a route as far as it is known: without its prefixes where one of them is not. Null without a route, or where its own path is not constant. */
export function addressOf(route: Route | null): string | null {
  return route?.fullPath ?? route?.path ?? null;
}

/**
 * Where a route is told apart from others in the file that registers it: its own part of the address, or where a file or a decorator
 * without a path says it the name of its handler. Null where neither is written there.
 */
export function placeOf(route: Route): Node | null {
  const { file, node, handler } = route;
  const own = route.addresses.flatMap((parts) => parts.at(-1) ?? []).find((part) => part.node !== null && part.file === file && part.text !== '');
  if (own?.node) return own.node;
  if (node.type === 'CallExpression') return node.callee.type === 'MemberExpression' ? node.callee.property : node.callee;
  if (node.type === 'MethodDefinition') return node.key;
  return handler?.file === file ? nameOf(file, handler.fn) : null;
}

function nameOf(file: SourceFile, fn: Node): Node | null {
  if (isFunction(fn) && fn.id) return fn.id;
  for (let at: Node | null = wrapped(file, fn); at; at = file.parent(at)) if (at.type === 'VariableDeclarator') return at.id;
  return null;
}
