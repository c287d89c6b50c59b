import { originOf, symbolOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains, isClass, isFunction, keyName, propertyOf, stringValue, unwrap } from '../../ast/syntax.ts';
import { perProject } from '../../core/memo.ts';
import type { Settings } from '../../core/settings.ts';
import type { Project } from '../../project/types.ts';
import { parametersOf } from './evidence.ts';
import { functionsIn } from './functions.ts';
import { guards } from './lookup.ts';
import { KNOWN_MIDDLEWARES, TELLING_CALLS, TELLING_CODES, TELLING_STATUSES } from './middlewares.ts';
import type { MiddlewareKind } from './types.ts';

const MAX_DEPTH = 3;

/** What a middleware does: by the settings, by its package, or by what one of the project's own calls and refuses. */
export function middlewareKind(file: SourceFile, node: Node, project: Project, settings: Settings['http']): MiddlewareKind {
  for (const [kind, names] of [['authentication', settings?.auth], ['rate-limit', settings?.rateLimiters], ['validation', settings?.validators]] as const) {
    if (names && isNamed(file, node, names)) return kind;
  }
  const symbol = project.symbol(originOf(file, node));
  const known = symbol === null ? null : knownKind(symbol);
  return known ?? ownKind(file, node, project, 0) ?? 'unknown';
}

/** Whether a middleware, or what makes it, is one of some names: `name`, or `module#name` as it is imported. */
function isNamed(file: SourceFile, node: Node, names: readonly string[]): boolean {
  const inner = unwrap(node);
  const callee = unwrap(inner.type === 'CallExpression' || inner.type === 'NewExpression' ? inner.callee : inner);
  const name = callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? keyName(callee) : null;
  if (name !== null && names.includes(name)) return true;
  const origin = originOf(file, callee);
  return origin.kind === 'import' && (names.includes(origin.name) || names.includes(`${origin.from}#${origin.name}`));
}

/** The kind of a symbol, or of the nearest thing it is made of. */
function knownKind(symbol: string): MiddlewareKind | null {
  const bare = symbol.replace(/^new /u, '');
  for (let at = bare; at.includes('#'); at = at.replace(/(?:\(\)|[.#][\w$]*)$/u, '')) {
    const found = KNOWN_MIDDLEWARES[at] ?? null;
    if (found) return found;
    if (!/(?:\(\)|[.#][\w$]*)$/u.test(at)) break;
  }
  return KNOWN_MIDDLEWARES[`${bare.slice(0, bare.indexOf('#'))}#`] ?? null;
}

function ownKind(file: SourceFile, node: Node, project: Project, depth: number): MiddlewareKind | null {
  if (depth > MAX_DEPTH) return null;
  for (const { fn, file: owner } of functionsIn(file, node, project)) {
    if (parametersOf(fn).length === 4) return 'error-handler';
    const told = kindOfBody(fn, project, owner);
    if (told) return told;
  }
  const origin = project.follow(originOf(file, node));
  if (origin.kind === 'class' || (origin.kind === 'instance' && origin.of.kind === 'class')) {
    const owner = origin.kind === 'class' ? origin : origin.of.kind === 'class' ? origin.of : null;
    if (!owner || !isClass(owner.node)) return null;
    const base = owner.node.superClass ? project.symbol(originOf(owner.file, owner.node.superClass)) : null;
    const inherited = base === null ? null : knownKind(base);
    return inherited ?? kindOfBody(owner.node, project, owner.file);
  }
  return composed(file, node, project, depth);
}

/** A decorator of the project's own that applies others: `applyDecorators(UseGuards(JwtAuthGuard))`. */
function composed(file: SourceFile, node: Node, project: Project, depth: number): MiddlewareKind | null {
  const inner = unwrap(node);
  const callee = inner.type === 'CallExpression' ? inner.callee : inner;
  const origin = project.follow(originOf(file, callee));
  if (origin.kind !== 'function') return null;
  const kinds = origin.file.nodesIn(origin.node, 'CallExpression').flatMap((call) => {
    const symbol = symbolOf(originOf(origin.file, call.callee));
    const guard = symbol === null ? null : guards.get(symbol);
    if (!guard) return [];
    return guard.value === 'unknown' ? call.arguments.map((a) => kindAt(origin.file, a, project, depth + 1)) : [guard.value];
  });
  return kinds.find((kind) => kind !== null) ?? null;
}

function kindAt(file: SourceFile, node: Node, project: Project, depth: number): MiddlewareKind | null {
  const symbol = project.symbol(originOf(file, node));
  return (symbol === null ? null : knownKind(symbol)) ?? ownKind(file, node, project, depth);
}

/** By what a function or class does: a call that proves who asks, a status that refuses. */
const kindOfBody = perProject((owner: Node, project: Project, file: SourceFile): MiddlewareKind | null => {
  const refused = new Set<MiddlewareKind | null>();
  for (const call of file.nodesIn(owner, 'CallExpression')) {
    const callee = unwrap(call.callee);
    const name = callee.type === 'MemberExpression' ? keyName(callee) : callee.type === 'Identifier' ? callee.name : null;
    if (name === null) continue;
    const symbol = project.symbol(originOf(file, callee));
    const told = symbol === null ? undefined : (TELLING_CALLS[symbol] ?? undefined);
    if (told) return told;
    refused.add(statusKind(file, call.arguments, project));
  }
  for (const made of file.nodesIn(owner, 'NewExpression')) refused.add(statusKind(file, made.arguments, project) ?? codeKind(made.arguments) ?? exceptionKind(file, made.callee));
  return [...TELLING_STATUSES.values()].find((kind) => refused.has(kind)) ?? (catchesNext(file, owner) ? 'error-handler' : null);
});

/** `try { await next() } catch`: Koa's and Hono's way to handle errors. In Express the second parameter is the response, which nobody calls. */
function catchesNext(file: SourceFile, owner: Node): boolean {
  const next = isFunction(owner) ? parametersOf(owner)[1] : undefined;
  const variable = next?.type === 'Identifier' ? file.variableOf(next) : null;
  const passes = (variable?.references ?? []).flatMap(({ identifier }) => {
    const call = file.parent(identifier);
    return call?.type === 'CallExpression' && call.callee === identifier ? [call] : [];
  });
  return file.nodesIn(owner, 'TryStatement').some((attempt) => attempt.handler !== null && passes.some((call) => contains(attempt.block, call)));
}

function statusKind(file: SourceFile, args: readonly Node[], project: Project): MiddlewareKind | null {
  const found = args.flatMap((argument) => {
    const inner = unwrap(argument);
    if (inner.type !== 'Literal' && inner.type !== 'MemberExpression' && inner.type !== 'ConditionalExpression') return [];
    return project.constants(file, inner) ?? [];
  });
  return [...TELLING_STATUSES].find(([status]) => found.includes(status))?.[1] ?? null;
}

/** `new TRPCError({ code: 'UNAUTHORIZED' })`, also with the code in an object of its own. */
function codeKind(args: readonly Node[]): MiddlewareKind | null {
  for (const argument of args) {
    if (argument.type !== 'ObjectExpression') continue;
    const code = propertyOf(argument, 'code') ?? null;
    const text = code ? stringValue(code.value) : null;
    const kind = text === null ? codeKind(argument.properties.flatMap((p) => (p.type === 'Property' ? [p.value] : []))) : TELLING_CODES.get(text);
    if (kind) return kind;
  }
  return null;
}

function exceptionKind(file: SourceFile, callee: Node): MiddlewareKind | null {
  const symbol = symbolOf(originOf(file, callee));
  if (symbol === '@nestjs/common#UnauthorizedException') return 'authentication';
  return symbol === '@nestjs/common#ForbiddenException' ? 'authorization' : null;
}
