import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, symbolOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { contains, keyName, patternPath, returnedExpressions, unwrapAwait } from '../../ast/syntax.ts';
import { all, words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { statusOf } from '../answers/answers.ts';
import { statusOfException } from '../http/carried-status.ts';
import { httpModel, saysHttp } from '../http/model.ts';
import type { HttpModel, ResponseWrite } from '../http/types.ts';
import { madeResponses } from '../http/writes.ts';
import { errorPartOf, handedError } from './caught.ts';
import { isKnownAt } from './knowledge.ts';
import { THROWS } from './throws.ts';
import type { CaughtError } from './types.ts';

/** What of an error goes out: all of it, its message, or what only the database or the runtime should know. */
export type Exposed = 'error' | 'message' | 'stack' | 'detail';

/** A part of an unknown error in what a client is answered. */
export interface ExposedError {
  readonly node: Node;
  readonly exposed: Exposed;
  /** As the code writes it: `error.message`. */
  readonly text: string;
  readonly error: CaughtError;
}

const MAX_DEPTH = 8;
const PARTS: Readonly<Record<string, Exposed>> = {
  message: 'message',
  stack: 'stack',
  cause: 'error',
  detail: 'detail',
  constraint: 'detail',
  sql: 'detail',
  sqlMessage: 'detail',
  query: 'detail',
  original: 'detail',
  parent: 'detail',
  driverError: 'detail',
};
/** Functions that make a text of what they are given. */
const PRINTERS: ReadonlySet<string> = new Set(['global#String', 'global#JSON.stringify', 'util#inspect', 'util#format', 'serialize-error#serializeError', 'safe-stable-stringify#default', 'fast-safe-stringify#default']);
/** Exceptions that become an answer. */
const ANSWERING = /Exception|TRPCError|http-errors|boom|HTTPException/;
const MAY_THROW_ANSWER = all(words(/catch/), THROWS, words(/Exception|TRPCError|^errors$|boom/));
const TEXT_METHODS: ReadonlySet<string> = new Set(['toString', 'trim', 'concat', 'toJSON']);

/** Whether the linted file may answer with an error: in what it sends, or in an exception that becomes an answer. */
export function mayExpose(context: RuleContext): boolean {
  return throwsAnswers(context) || saysHttp(context);
}

function throwsAnswers(context: RuleContext): boolean {
  return says(context, MAY_THROW_ANSWER) && ANSWERING.test(context.sourceCode.text);
}

/** Parts of unknown errors in the answers of the linted file: in bodies, and in messages of exceptions that become one. */
export const exposedErrorsOf = perFile((context): readonly ExposedError[] => {
  if (!/\b(?:catch|throw|err\w*|exception)\b|=>/i.test(context.sourceCode.text) || !saysHttp(context)) return thrownIn(context);
  const http = httpModel(context);
  const file = sourceFileOf(context);
  const reader = new Reader(file, projectOf(context), http);
  const written = http.writes.flatMap((write) => {
    const found = write.body && !isWanted(write) ? reader.leakIn(write.body, 0) : null;
    return found && (mayBeUnexpected(write, file) || found.exposed === 'stack') ? [found] : [];
  });
  const handed = http.handlers.flatMap(({ fn }) => file.nodesIn(fn, 'CallExpression').flatMap((call) => reader.leakThrough(call) ?? []));
  return [...new Map([...written, ...handed, ...thrownIn(context)].map((one) => [one.node, one])).values()].sort((a, b) => a.node.range[0] - b.node.range[0]);
});

/** Pages that people develop with, and templates that choose what they show. */
function isWanted({ form }: ResponseWrite): boolean {
  return form?.page === true;
}

/** Whether an answer may be one to an error nobody expected: 500, or a status that the error itself or nobody says. */
function mayBeUnexpected(write: ResponseWrite, file: SourceFile): boolean {
  const status = statusOf(write);
  if (status !== null) return status >= 500 || status < 300;
  if (write.said === 'unknown') return false;
  return write.statusNode === null || /\b5\d\d\b|INTERNAL|status/i.test(file.textOf(write.statusNode));
}

/** Exceptions whose status is one of the server, thrown in a `catch` with the message of what was caught. */
const thrownIn = perFile((context: RuleContext): readonly ExposedError[] => {
  if (!throwsAnswers(context)) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  const reader = new Reader(file, project, httpModel(context));
  return file.nodes('ThrowStatement').flatMap(({ argument }) => {
    const made = argument.type === 'NewExpression' || argument.type === 'CallExpression' ? argument : null;
    if (!made || !isOfServer(file, made, project)) return [];
    const [first] = made.arguments.flatMap((given) => (given.type === 'SpreadElement' ? [] : (messageIn(given, reader) ?? [])));
    return first ? [first] : [];
  });
});

/** The message among the options of an exception; the cause stays on the server. */
function messageIn(given: Node, reader: Reader): ExposedError | null {
  if (given.type !== 'ObjectExpression') return reader.leakIn(given, 0);
  const message = given.properties.find((p) => p.type === 'Property' && keyName(p) === 'message');
  return message?.type === 'Property' ? reader.leakIn(message.value, 0) : null;
}

function isOfServer(file: SourceFile, made: TSESTree.NewExpression | TSESTree.CallExpression, project: Project): boolean {
  const symbol = project.symbol(originOf(file, made.callee));
  if (symbol === '@trpc/server#TRPCError') return /code:\s*['"]INTERNAL_SERVER_ERROR['"]/.test(file.textOf(made));
  return (statusOfException(file, made, project) ?? 0) >= 500;
}

class Reader {
  readonly #file: SourceFile;
  readonly #project: Project;
  readonly #http: HttpModel;

  constructor(file: SourceFile, project: Project, http: HttpModel) {
    this.#file = file;
    this.#project = project;
    this.#http = http;
  }

  /** The first part of an unknown error that an expression holds. */
  leakIn(node: Node, depth: number): ExposedError | null {
    if (depth > MAX_DEPTH) return null;
    const inner = unwrapAwait(node);
    const first = (parts: readonly Node[]): ExposedError | null => {
      for (const part of parts) {
        const found = this.leakIn(part, depth + 1);
        if (found) return found;
      }
      return null;
    };
    switch (inner.type) {
      case 'ObjectExpression':
        return first(inner.properties.map((p) => (p.type === 'Property' ? p.value : p.argument)));
      case 'ArrayExpression':
        return first(inner.elements.flatMap((e) => (e ? [e.type === 'SpreadElement' ? e.argument : e] : [])));
      case 'TemplateLiteral':
        return first(inner.expressions);
      case 'BinaryExpression':
        return inner.operator === '+' ? first([inner.left, inner.right]) : null;
      case 'ConditionalExpression':
        return first([inner.consequent, inner.alternate]);
      case 'LogicalExpression':
        return inner.operator === '&&' ? first([inner.right]) : first([inner.left, inner.right]);
      case 'CallExpression':
        return this.#ofCall(inner, depth);
      case 'Identifier':
      case 'MemberExpression':
        return this.#partIn(inner) ?? (inner.type === 'Identifier' ? this.#ofName(inner, depth) : null);
      default:
        return null;
    }
  }

  #partIn(node: Node): ExposedError | null {
    const found = errorPartOf(this.#file, this.#http, node);
    if (!found) return null;
    const exposed = exposedBy(found.path);
    return exposed && !isKnownAt(found.error, node) ? { node, exposed, text: this.#file.textOf(node), error: found.error } : null;
  }

  /** `return serverError(error)`: what a function of the project answers 500 with. */
  leakThrough(call: TSESTree.CallExpression): ExposedError | null {
    if (call.callee.type !== 'Identifier' || !isResult(this.#file, call)) return null;
    for (const [index, argument] of call.arguments.entries()) {
      const found = this.leakIn(argument, 0);
      const handler = found && this.#http.handlerAround(call);
      const target = handler && this.#project.follow(originOf(this.#file, call.callee));
      const error = target?.kind === 'function' ? handedError(target.file, target.node, index) : null;
      if (!found || !handler || target?.kind !== 'function' || !error) continue;
      const answers = madeResponses(target.file, this.#project, (node) => (contains(target.node, node) ? handler : null));
      if (answers.some((write) => write.body && (write.status ?? 0) >= 500 && holds(error, write.body))) return found;
    }
    return null;
  }

  /** A name with several values: what it was given last, where that is not decided by something else. */
  #ofName(name: TSESTree.Identifier, depth: number): ExposedError | null {
    const variable = this.#file.variableOf(name);
    const given = variable && lastGiven(variable);
    const found = given ? this.leakIn(given, depth + 1) : null;
    return found && !isKnownAt(found.error, name) ? { ...found, node: name } : null;
  }

  #ofCall(call: TSESTree.CallExpression, depth: number): ExposedError | null {
    const { callee } = call;
    if (callee.type === 'MemberExpression' && TEXT_METHODS.has(keyName(callee) ?? '')) return this.leakIn(callee.object, depth + 1);
    const symbol = this.#project.symbol(originOf(this.#file, callee));
    const [first] = call.arguments;
    if (symbol !== null) return first && PRINTERS.has(symbol) ? this.leakIn(first, depth + 1) : null;
    return this.#ofHelper(call);
  }

  /** `getMessage(error)`: a function of the project that gives the message of whatever error it is handed. */
  #ofHelper(call: TSESTree.CallExpression): ExposedError | null {
    const parts = call.arguments.map((argument) => this.#partIn(argument));
    const at = parts.findIndex((part) => part?.exposed === 'error');
    const handed = parts[at];
    if (!handed) return null;
    const target = this.#project.follow(originOf(this.#file, call.callee));
    if (target.kind !== 'function') return null;
    return givesMessage(target.file, target.node, at) ? { ...handed, node: call, exposed: 'message', text: this.#file.textOf(call) } : null;
  }
}

/** Whether what a call gives is what a function gives. */
function isResult(file: SourceFile, call: Node): boolean {
  const parent = file.parent(call);
  return parent?.type === 'ReturnStatement' || (parent?.type === 'ArrowFunctionExpression' && parent.body === call) || (parent?.type === 'AwaitExpression' && isResult(file, parent));
}

function exposedBy(path: readonly string[]): Exposed | null {
  const [first, ...rest] = path;
  if (first === undefined) return 'error';
  return rest.length === 0 || first === 'cause' || first === 'original' || first === 'parent' ? (Object.hasOwn(PARTS, first) ? (PARTS[first] ?? null) : null) : null;
}

/** The last value that a variable is given, where no other place decides it later. */
function lastGiven(variable: Variable): Node | null {
  const [definition] = variable.defs;
  const declarator = definition?.node as Node | undefined;
  if (declarator?.type !== 'VariableDeclarator') return null;
  const written = variable.references.filter((reference) => reference.isWrite() && reference.writeExpr).map((reference) => reference.writeExpr as Node);
  const last = written.toSorted((a, b) => a.range[0] - b.range[0]).at(-1);
  return last && patternPath(declarator.id, definition?.name as Node)?.path.length === 0 ? last : null;
}

/** Whether a function returns the message, or all, of the error in one of its parameters, whatever error it is. */
function givesMessage(file: SourceFile, fn: FunctionNode, index: number): boolean {
  const error = handedError(file, fn, index);
  return error !== null && returnedExpressions(file, fn).some((returned) => holds(error, returned));
}

/** Whether an expression holds an error, or what it says, where nothing is known of it. */
function holds(error: CaughtError, node: Node): boolean {
  const { file, variable } = error;
  const inner = unwrapAwait(node);
  const below = (part: Node): boolean => holds(error, part);
  switch (inner.type) {
    case 'ConditionalExpression':
      return [inner.consequent, inner.alternate].some(below);
    case 'LogicalExpression':
      return [inner.left, inner.right].some(below);
    case 'TemplateLiteral':
      return inner.expressions.some(below);
    case 'ObjectExpression':
      return inner.properties.some((p) => below(p.type === 'Property' ? p.value : p.argument));
    case 'CallExpression':
      if (inner.callee.type === 'MemberExpression') return TEXT_METHODS.has(keyName(inner.callee) ?? '') && below(inner.callee.object);
      return symbolOf(originOf(file, inner.callee)) === 'global#String' && inner.arguments.some(below);
    case 'Identifier':
      return file.variableOf(inner) === variable && !isKnownAt(error, inner);
    case 'MemberExpression':
      return inner.object.type === 'Identifier' && file.variableOf(inner.object) === variable && Object.hasOwn(PARTS, keyName(inner) ?? '') && !isKnownAt(error, inner);
    default:
      return false;
  }
}
