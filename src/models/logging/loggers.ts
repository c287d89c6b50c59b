import type { TSESTree } from '@typescript-eslint/utils';
import { memberOf, ofAnnotation, originOf, propertyType } from '../../ast/origin.ts';
import type { Origin, TypeShape } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction, keyName, stringValue, unwrap } from '../../ast/syntax.ts';
import type { Settings } from '../../core/settings.ts';
import type { Project } from '../../project/types.ts';
import { httpModelOf } from '../http/model.ts';
import { routerAt } from '../http/routers.ts';
import type { ParameterRole, RouteHandler } from '../http/types.ts';
import { adapters } from './adapters.ts';
import type { Level, LoggingLibrary } from './types.ts';

const libraries: readonly LoggingLibrary[] = adapters;
const bySymbol: ReadonlyMap<string, LoggingLibrary> = new Map(libraries.flatMap((library) => library.loggers.map((symbol) => [symbol, library] as const)));
const CHILD_NAMES: ReadonlySet<string> = new Set(libraries.flatMap(({ children }) => children ?? []));
const CHILDREN = new RegExp(String.raw`(?:\.|(?<=#))(?:${[...CHILD_NAMES].join('|')})\(\)$`, 'u');
/** Loggers that belong to one request. */
const OF_REQUEST = /^new fastify#Fastify(?:Request|Reply)\.log/u;
const CONTEXT_PATHS: ReadonlySet<string> = new Set(libraries.flatMap(({ requests }) => (requests ?? []).flatMap(({ paths }) => paths)));

/** What is common to the methods of all loggers: those of one that the project has made itself are read by it. */
const OWN: LoggingLibrary = {
  name: 'own',
  packages: [],
  loggers: [],
  methods: { silly: 'trace', trace: 'trace', verbose: 'debug', debug: 'debug', log: 'info', info: 'info', notice: 'info', warn: 'warn', warning: 'warn', error: 'error', fatal: 'fatal', critical: 'fatal' },
  reading: 'unknown',
  structured: false,
};

/** What an expression logs with. */
export interface Logger {
  readonly library: LoggingLibrary;
  readonly ofRequest: boolean;
  /** Where it comes from, through the files of the project. */
  readonly origin: Origin;
}

/** Names of methods that log, in any library. */
export const LOG_METHODS: ReadonlySet<string> = new Set([...libraries, OWN].flatMap(({ methods, leveled }) => [...Object.keys(methods), ...(leveled === undefined ? [] : [leveled])]));

/** Libraries whose loggers are functions. */
export const CALLED: readonly LoggingLibrary[] = libraries.filter(({ called }) => called !== undefined);

/** The library whose console an expression is, by the syntax of its file alone; null for everything else. */
export function isConsole(file: SourceFile, node: Node): boolean {
  const inner = unwrap(node);
  if (inner.type === 'Identifier') return inner.name === 'console' && file.variableOf(inner) === null;
  return inner.type === 'MemberExpression' && keyName(inner) === 'console' && inner.object.type === 'Identifier' && inner.object.name === 'globalThis';
}

/** The logger that an expression is: by its package, its type, the request it hangs on, the settings, or what it can do. */
export function loggerAt(file: SourceFile, node: Node, project: Project, settings: Settings): Logger | null {
  const origin = originOf(file, node);
  if (isConsole(file, node)) return { library: libraryNamed('console'), ofRequest: false, origin };
  const symbol = project.symbol(origin);
  const known = symbol === null ? undefined : libraryOf(symbol);
  if (known) return { library: known, ofRequest: symbol !== null && (OF_REQUEST.test(symbol) || isMadeInFunction(origin, project)), origin };
  const hung = requestLogger(file, node, project);
  if (hung) return { ...hung, origin };
  if (isOfFastify(file, node, project)) return { library: libraryNamed('pino'), ofRequest: false, origin };
  if (settings.loggers && isNamed(file, node, settings.loggers)) return { library: OWN, ofRequest: false, origin };
  // A package's class may have methods of these names for something else.
  return symbol === null && isLoggerShaped(project.follow(origin)) ? { library: OWN, ofRequest: false, origin } : null;
}

/** The level that a method of a logger has. */
export function levelOf({ methods }: LoggingLibrary, name: string): Level | null {
  return Object.hasOwn(methods, name) ? (methods[name] ?? null) : null;
}

function libraryNamed(name: string): LoggingLibrary {
  return libraries.find((library) => library.name === name) ?? OWN;
}

/** The library of a symbol, through the loggers it was made from: `pino#default().child().child()`. */
function libraryOf(symbol: string): LoggingLibrary | undefined {
  for (let at = symbol; ; ) {
    const known = bySymbol.get(at.endsWith('#') ? `${at}default` : at);
    const parent = at.replace(CHILDREN, '');
    if (known || parent === at) return known;
    at = parent;
  }
}

/** `logger.child({ requestId })` inside a function: it is made for what the function does. */
function isMadeInFunction(origin: Origin, project: Project): boolean {
  const found = project.follow(origin);
  return found.kind === 'call' && found.callee.kind === 'member' && CHILD_NAMES.has(found.callee.property ?? '') && enclosingFunction(found.file, found.node) !== null;
}

/** The logger that a framework or a middleware of the project hangs on the request: `request.log`, `c.get('logger')`. */
function requestLogger(file: SourceFile, node: Node, project: Project): Omit<Logger, 'origin'> | null {
  const chain = pathOf(node);
  if (!chain) return null;
  if (CONTEXT_PATHS.has(chain.path)) {
    const handler = httpModelOf(file, project).handlerAround(node);
    const role = handler && roleIn(file, handler, chain.root);
    for (const library of role ? libraries : []) {
      const found = library.requests?.find((one) => one.framework === handler?.framework && one.role === role && one.paths.includes(chain.path) && isInstalled(file, one.needs, project));
      if (found) return { library, ofRequest: !found.ofServer };
    }
  }
  const library = ofProcedure(file, node, project);
  return library && { library, ofRequest: true };
}

function isInstalled(file: SourceFile, needs: readonly string[] | undefined, project: Project): boolean {
  if (!needs) return true;
  const { dependencies } = project.packageOf(file) ?? {};
  return dependencies !== undefined && needs.some((name) => dependencies.has(name));
}

function roleIn(file: SourceFile, { request, response, context }: RouteHandler, root: TSESTree.Identifier): ParameterRole | null {
  const variable = file.variableOf(root);
  if (variable === null) return null;
  return variable === request ? 'request' : variable === response ? 'response' : variable === context ? 'context' : null;
}

/** `c.var.logger` as `var.logger`, `c.get('logger')` as `get(logger)`, with what they hang on. */
function pathOf(node: Node): { readonly root: TSESTree.Identifier; readonly path: string } | null {
  const names: string[] = [];
  let at = unwrap(node);
  for (;;) {
    if (at.type === 'Identifier') return names.length > 0 ? { root: at, path: names.join('.') } : null;
    if (at.type === 'CallExpression' && at.callee.type === 'MemberExpression' && keyName(at.callee) === 'get') {
      const key = stringValue(at.arguments[0]);
      if (key === null) return null;
      names.unshift(`get(${key})`);
      at = unwrap(at.callee.object);
      continue;
    }
    const name = at.type === 'MemberExpression' ? keyName(at) : null;
    if (at.type !== 'MemberExpression' || name === null) return null;
    names.unshift(name);
    at = unwrap(at.object);
  }
}

/** `ctx.logger` of a tRPC procedure: a member of the context that `initTRPC.context<Context>()` names. */
function ofProcedure(file: SourceFile, node: Node, project: Project): LoggingLibrary | null {
  const origin = originOf(file, node);
  const path = origin.kind === 'parameter' ? origin.path : origin.kind === 'member' && origin.object.kind === 'parameter' && origin.property !== null ? [...origin.object.path, origin.property] : [];
  const root = origin.kind === 'member' ? origin.object : origin;
  if (root.kind !== 'parameter' || path.length !== 2 || path[0] !== 'ctx') return null;
  const call = root.file.parent(root.function);
  if (call?.type !== 'CallExpression' || unwrap(call.callee).type !== 'MemberExpression') return null;
  const context = contextType(project.follow(originOf(root.file, call.callee)), project);
  const logger = context?.kind === 'instance' ? fieldOf(context.of, path[1] ?? '') : null;
  const symbol = logger && project.symbol(logger);
  return symbol ? (libraryOf(symbol) ?? null) : null;
}

/** A field that a type lists, in any part of what it is made of. */
function fieldOf(type: Origin, name: string): Origin | null {
  if (type.kind !== 'type') return null;
  const parts: TSESTree.TypeNode[] = type.node.type === 'TSTypeAliasDeclaration' ? [type.node.typeAnnotation] : type.node.type === 'TSTypeLiteral' ? [type.node] : [];
  for (let part = parts.pop(); part; part = parts.pop()) {
    if (part.type === 'TSIntersectionType' || part.type === 'TSUnionType') parts.push(...part.types);
    const annotation = part.type === 'TSTypeLiteral' ? propertyType(part, name) : null;
    if (annotation) return ofAnnotation(type.file, annotation);
  }
  return memberOf({ kind: 'instance', of: type, node: null, typeArguments: [], file: type.file }, name);
}

/** The type that a chain of calls on `initTRPC` was given for its context. */
function contextType(origin: Origin, project: Project): Origin | null {
  for (let at: Origin = origin, steps = 0; steps < 40; steps++) {
    if (at.kind === 'call') {
      if (at.callee.kind === 'member' && at.callee.property === 'context' && at.node.type === 'CallExpression') {
        const [type] = at.node.typeArguments?.params ?? [];
        const named = type ? ofAnnotation(at.file, type) : null;
        return named && followed(named, project);
      }
      at = project.follow(at.callee);
    } else if (at.kind === 'member') at = project.follow(at.object);
    else return null;
  }
  return null;
}

/** The type itself, where an alias is no name for another. */
function followed(type: Origin, project: Project): Origin {
  if (type.kind !== 'instance') return project.follow(type);
  return { ...type, of: project.follow(type.of) };
}

/** `fastify.log`, where the name is one of a plugin's parameter. */
function isOfFastify(file: SourceFile, node: Node, project: Project): boolean {
  const inner = unwrap(node);
  return inner.type === 'MemberExpression' && keyName(inner) === 'log' && routerAt(file, inner.object, project)?.framework.name === 'fastify';
}

function isNamed(file: SourceFile, node: Node, names: readonly string[]): boolean {
  const inner = unwrap(node);
  const name = inner.type === 'Identifier' ? inner.name : inner.type === 'MemberExpression' ? keyName(inner) : null;
  if (name !== null && names.includes(name)) return true;
  const origin = originOf(file, inner);
  return origin.kind === 'import' && (names.includes(origin.name) || names.includes(`${origin.from}#${origin.name}`));
}

/** Whether a class, an object or a type of the project's own can log at the usual levels. */
export function isLoggerShaped(origin: Origin): boolean {
  const names = memberNames(origin);
  return names.has('error') && names.has('warn') && (names.has('info') || names.has('debug') || names.has('log'));
}

function memberNames(origin: Origin): ReadonlySet<string> {
  if (origin.kind === 'value' && origin.node.type === 'ObjectExpression') return new Set(origin.node.properties.flatMap((p) => (p.type === 'Property' ? (keyName(p) ?? []) : [])));
  if (origin.kind !== 'instance') return new Set();
  const { of } = origin;
  if (of.kind === 'class') return new Set(of.node.body.body.flatMap((m) => (m.type === 'MethodDefinition' || m.type === 'PropertyDefinition' || m.type === 'TSAbstractMethodDefinition' ? (keyName(m) ?? []) : [])));
  return of.kind === 'type' ? new Set(signatures(of.node).flatMap((m) => (m.type === 'TSMethodSignature' || m.type === 'TSPropertySignature' ? (keyName(m) ?? []) : []))) : new Set();
}

function signatures(shape: TypeShape): readonly TSESTree.TypeElement[] {
  if (shape.type === 'TSInterfaceDeclaration') return shape.body.body;
  if (shape.type === 'TSTypeLiteral') return shape.members;
  return shape.typeAnnotation.type === 'TSTypeLiteral' ? shape.typeAnnotation.members : [];
}
