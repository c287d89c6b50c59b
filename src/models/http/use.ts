import type { TSESTree } from '@typescript-eslint/utils';
import { memo } from '../../core/memo.ts';
import { originOf, originOfTypeName } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { ClassNode, FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { annotationOf, contains, decoratorsOf, displayName, enclosingClass, enclosingFunction, keyName, unwrap, wrapped } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { carriedStatus, isStatusCode, isStatusField } from './carried-status.ts';
import { mayBeHandler, parametersOf, signatureOf } from './evidence.ts';
import { isStatusName } from './exceptions.ts';
import { globals, parameterTypes, responses, routers } from './lookup.ts';
import type { ParameterRole } from './types.ts';

/**
 * One place where code speaks HTTP of our own server. `parameter`: a request, response, context or next handed in;
 * `injected`: the same as a field; `read`: `headers()`, `cookies()`; `exception`: an error that carries a status;
 * `status`: a status set on an error; `answer`: a response made; `router`: routes made.
 */
export interface HttpUse {
  readonly kind: 'parameter' | 'injected' | 'read' | 'exception' | 'status' | 'answer' | 'router';
  readonly node: Node;
  /** As the code writes it, without arguments: `req`, `NotFoundException`, `HttpStatus.NOT_FOUND`. */
  readonly what: string;
  /** Where an exception has its status from, see `carriedStatus`; null for other kinds. */
  readonly from: string | null;
  /** Function, method or signature it belongs to, callbacks left out; the class for an injected one; null at module level. */
  readonly owner: FunctionNode | ClassNode | Declared | null;
}

/** A function that is said and not written: a method of an interface, an abstract one, a type of functions. */
type Declared = TSESTree.TSMethodSignature | TSESTree.TSFunctionType | TSESTree.TSEmptyBodyFunctionExpression;

/** Symbols that a repository also meets when it reads from elsewhere: a stream in a `Response`, an outgoing request's answer. */
const CLIENT_SIDE: ReadonlySet<string> = new Set(['new global#Response', 'http#IncomingMessage', 'global#Response', 'global#Request']);

/** Every use of our own server's HTTP in a file, in source order. What is unknown is none. */
function httpUses(file: SourceFile, project: Project): readonly HttpUse[] {
  const found = [...parameters(file, project), ...declared(file, project), ...injected(file, project), ...calls(file, project), ...statuses(file, project)];
  return found.toSorted((a, b) => a.node.range[0] - b.node.range[0]);
}

/**
 * The same, the first of each owner: one function is mended as a whole. Exceptions that are allowed, by class or package, are left
 * out with the statuses in them.
 */
export function firstHttpUses(file: SourceFile, project: Project, allowed: readonly string[] = []): readonly HttpUse[] {
  const all = httpUses(file, project);
  const fine = all.filter((use) => use.kind === 'exception' && namesOf(use).some((name) => allowed.includes(name)));
  const told = new Set<HttpUse['owner']>();
  return all.filter(({ node, owner }) => {
    if (fine.some((use) => contains(use.node, node)) || (owner !== null && told.has(owner))) return false;
    if (owner) told.add(owner);
    return true;
  });
}

/** An exception's class as it is written, and its package or the class that holds the status. */
function namesOf({ what, from }: HttpUse): string[] {
  const status = from !== null && !from.includes('/') && from.includes('.') ? from.slice(0, from.indexOf('.')) : from;
  return [what, what.slice(what.lastIndexOf('.') + 1), ...(status === null ? [] : [status])];
}

const functionsOf: (file: SourceFile) => readonly FunctionNode[] = memo((file) => [...file.nodes('FunctionDeclaration'), ...file.nodes('FunctionExpression'), ...file.nodes('ArrowFunctionExpression')]);

function parameters(file: SourceFile, project: Project): HttpUse[] {
  return functionsOf(file).flatMap((fn) => {
    if (isConstructor(file, fn)) return [];
    const roles = mayBeHandler(file, fn) ? signatureOf(file, fn)?.parameters : undefined;
    return parametersOf(fn).flatMap((parameter, i): HttpUse[] => {
      return isTypedHttp(file, parameter, project) || (isHttpRole(roles?.[i]) && !isTypedOtherwise(file, parameter, project)) ? [{ kind: 'parameter', node: parameter, what: nameOf(file, parameter), from: null, owner: ownerOf(file, parameter) }] : [];
    });
  });
}

/** `add(entry: Entry, reply: FastifyReply): void` of an interface, where no function of that name in the file takes the same with a type of its own. */
function declared(file: SourceFile, project: Project): HttpUse[] {
  const signatures: readonly Declared[] = [...file.nodes('TSMethodSignature'), ...file.nodes('TSFunctionType'), ...file.nodes('TSEmptyBodyFunctionExpression')];
  const found = signatures.flatMap((signature) =>
    signature.params.flatMap((node) => {
      const owner = ownerOf(file, node) ?? signature;
      return isTypedHttp(file, node, project) ? [{ name: memberName(file, signature), use: { kind: 'parameter', node, what: nameOf(file, node), from: null, owner } satisfies HttpUse }] : [];
    }),
  );
  if (found.length === 0) return [];
  const written = new Set(functionsOf(file).flatMap((fn) => (parametersOf(fn).some((p) => isTypedHttp(file, p, project)) ? (displayName(file, fn)?.split('.').at(-1) ?? []) : [])));
  return found.flatMap(({ name, use }) => (name !== null && written.has(name) ? [] : [use]));
}

/** The name of the member that a signature is said for. */
function memberName(file: SourceFile, signature: Declared): string | null {
  if (signature.type === 'TSMethodSignature') return keyName(signature);
  const parent = file.parent(signature);
  const member = parent?.type === 'TSTypeAnnotation' ? file.parent(parent) : parent;
  return member?.type === 'TSPropertySignature' || member?.type === 'TSAbstractMethodDefinition' || member?.type === 'MethodDefinition' ? keyName(member) : null;
}

/** `constructor(private req: Request)`, `@Inject(REQUEST) req`, a field of such a type. */
function injected(file: SourceFile, project: Project): HttpUse[] {
  const fields: Node[] = [
    ...functionsOf(file).flatMap((fn) => (isConstructor(file, fn) ? fn.params : [])),
    ...file.nodes('PropertyDefinition'),
  ];
  return fields.flatMap((node): HttpUse[] => {
    const symbol = typeSymbol(file, annotationOf(node), project);
    const decorators = decoratorsOf(node);
    const asked = decorators.some((d) => d.expression.type === 'CallExpression' && d.expression.arguments[0] !== undefined && project.symbol(originOf(file, d.expression.arguments[0])) === '@nestjs/core#REQUEST');
    if (!asked && (symbol === null || CLIENT_SIDE.has(symbol) || !isHttp(symbol))) return [];
    return [{ kind: 'injected', node, what: nameOf(file, node), from: null, owner: enclosingClass(file, node) }];
  });
}

function calls(file: SourceFile, project: Project): HttpUse[] {
  return [...file.nodes('CallExpression'), ...file.nodes('NewExpression')].flatMap((node): HttpUse[] => {
    const origin = originOf(file, node);
    const use = (kind: HttpUse['kind'], from: string | null = null): HttpUse[] => [{ kind, node, what: file.textOf(node.callee), from, owner: ownerOf(file, node) }];
    // An await or a parenthesis is no other call: only the call's own origin counts.
    if (origin.kind !== 'call' && origin.kind !== 'instance') return [];
    const symbol = project.symbol(origin);
    if (symbol !== null && globals.get(symbol)) return use('read');
    if (symbol !== null && routers.get(symbol)) return use('router');
    if (symbol !== null && !CLIENT_SIDE.has(symbol) && (responses.get(symbol) ?? responses.get(symbol.replace(/\(\)$/, '')))) return use('answer');
    const from = isMadeHere(file, origin, project) ? null : carriedStatus(origin, project);
    return from === null ? [] : use('exception', from);
  });
}

/** `throw this.invalidLogin()`: a function of the same file makes it, and is told of there. */
function isMadeHere(file: SourceFile, origin: Origin, project: Project): boolean {
  const made = origin.kind === 'call' ? project.follow(origin.callee) : null;
  return made?.kind === 'function' && made.file === file;
}

/** `error.status = 404`, `Object.assign(new Error(), { statusCode: 404 })`, `throw { status: 404 }`, `HttpStatus.NOT_FOUND`. */
function statuses(file: SourceFile, project: Project): HttpUse[] {
  const found: HttpUse[] = [];
  const add = (node: Node, what: Node = node): number => found.push({ kind: 'status', node, what: file.textOf(what), from: null, owner: ownerOf(file, node) });
  for (const node of file.nodes('AssignmentExpression')) {
    const left = unwrap(node.left);
    if (left.type === 'MemberExpression' && left.object.type !== 'ThisExpression' && isStatusField(file, keyName(left), node.right, project) && isError(file, left.object, project)) add(node, left);
  }
  for (const node of file.nodes('CallExpression')) {
    const [target, fields] = node.arguments;
    if (!target || fields?.type !== 'ObjectExpression' || project.symbol(originOf(file, node.callee)) !== 'global#Object.assign' || !isError(file, target, project)) continue;
    const status = statusProperty(file, fields, project);
    if (status) add(status);
  }
  for (const node of file.nodes('ThrowStatement')) {
    const status = node.argument.type === 'ObjectExpression' ? statusProperty(file, node.argument, project) : null;
    if (status) add(status);
  }
  for (const node of file.nodes('MemberExpression')) {
    if (!/[Ss]tatus|HTTP_/.test(file.textOf(node)) || isCompared(file, node)) continue;
    const symbol = project.symbol(originOf(file, node));
    if (symbol !== null && isStatusName(symbol)) add(node);
  }
  return found;
}

function statusProperty(file: SourceFile, object: TSESTree.ObjectExpression, project: Project): TSESTree.Property | null {
  return object.properties.find((p): p is TSESTree.Property => p.type === 'Property' && isStatusField(file, keyName(p), p.value, project) && isStatusCode(file, p.value, project)) ?? null;
}

/** Whether an expression is an error made here or caught. */
function isError(file: SourceFile, node: Node, project: Project): boolean {
  const origin = project.follow(originOf(file, node));
  if (origin.kind === 'caught') return true;
  // The index names an own class by what it extends.
  return /^(?:new )?global#\w*Error(?:\(\))?$/.test(project.symbol(origin) ?? '');
}

/** A status that is looked at, not given: `response.status === HttpStatus.NOT_FOUND`. */
function isCompared(file: SourceFile, node: Node): boolean {
  const parent = file.parent(wrapped(file, node));
  return parent?.type === 'BinaryExpression' || parent?.type === 'SwitchCase' || parent?.type === 'ArrayExpression';
}

function isTypedHttp(file: SourceFile, parameter: Node, project: Project): boolean {
  const symbol = typeSymbol(file, annotationOf(parameter), project);
  return symbol !== null && !CLIENT_SIDE.has(symbol) && isHttp(symbol);
}

/** Whether a parameter is something else by its type, though it stands where handlers take the request: `write(stream: Readable, res: Response)`. */
function isTypedOtherwise(file: SourceFile, parameter: Node, project: Project): boolean {
  const symbol = typeSymbol(file, annotationOf(parameter), project);
  return symbol !== null && !CLIENT_SIDE.has(symbol) && !isHttp(symbol);
}

function typeSymbol(file: SourceFile, type: TSESTree.TypeNode | null, project: Project): string | null {
  if (!type) return null;
  const named = type.type === 'TSUnionType' ? type.types.find((one) => one.type === 'TSTypeReference') : type;
  return named ? project.symbol(originOfTypeName(file, named)) : null;
}

function isHttp(symbol: string): boolean {
  return isHttpRole(parameterTypes.get(symbol)?.value);
}

function isHttpRole(role: ParameterRole | undefined): boolean {
  return role === 'request' || role === 'response' || role === 'context' || role === 'next';
}

function isConstructor(file: SourceFile, fn: FunctionNode): boolean {
  const parent = file.parent(fn);
  return parent?.type === 'MethodDefinition' && parent.kind === 'constructor';
}

function nameOf(file: SourceFile, node: Node): string {
  if (node.type === 'TSParameterProperty') return nameOf(file, node.parameter);
  if (node.type === 'AssignmentPattern') return nameOf(file, node.left);
  if (node.type === 'PropertyDefinition') return keyName(node) ?? 'a field';
  return node.type === 'Identifier' ? node.name : file.textOf(node);
}

/** The function a node belongs to: callbacks given to a call are part of the function around them. */
function ownerOf(file: SourceFile, node: Node): FunctionNode | null {
  let fn = enclosingFunction(file, node);
  while (fn && file.parent(wrapped(file, fn))?.type === 'CallExpression') {
    const around = enclosingFunction(file, fn);
    if (!around) break;
    fn = around;
  }
  return fn;
}
