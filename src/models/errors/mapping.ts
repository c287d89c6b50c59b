import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains, isFunction, keyName, unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { Edit } from '../../core/rule-context.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { statusOf } from '../answers/answers.ts';
import { statusEdit } from '../answers/edits.ts';
import { httpModel } from '../http/model.ts';
import type { HttpModel, ResponseWrite } from '../http/types.ts';
import { errorPartOf, isNamedIn } from './caught.ts';
import { isKnownAt } from './knowledge.ts';
import type { ErrorKind } from './kinds.ts';
import { CLASSES, CODES, GUARDS, NAMES, STATUSES } from './kinds.ts';
import type { CaughtError } from './types.ts';

/** An answer of an error handler whose status does not fit the error it is given to. */
export interface WrongMapping {
  readonly node: Node;
  readonly kind: ErrorKind | 'unknown';
  readonly status: number;
  readonly expected: number;
  readonly edit: Edit | null;
}

/** Answers of error handlers whose status contradicts what the code knows of the error: its class or code, or nothing at all. */
export const wrongMappingsOf = perFile((context): readonly WrongMapping[] => {
  const http = httpModel(context);
  if (http.writes.length === 0) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  return http.writes.flatMap((write): WrongMapping[] => {
    const status = statusOf(write);
    const error = write.body ? errorAt(file, http, write) : null;
    if (status === null || !error || write.form?.page) return [];
    const kind = kindAt(file, project, http, error, write.node);
    if (kind === null) return [];
    const expected = kind === 'unknown' ? 500 : (STATUSES[kind][0] ?? 500);
    const fits = kind === 'unknown' ? status >= 500 : STATUSES[kind].includes(status);
    return fits ? [] : [{ node: write.statusNode ?? write.node, kind, status, expected, edit: statusEdit(file, write, expected) }];
  });
});

/** The error that an error handler answers to: its parameter, or what it catches from the handlers after it. */
function errorAt(file: SourceFile, http: HttpModel, { handler, node }: ResponseWrite): CaughtError | null {
  if (handler.kind === 'error') {
    const [first] = handler.fn.params;
    return first?.type === 'Identifier' ? (errorPartOf(file, http, first)?.error ?? null) : null;
  }
  if (handler.kind !== 'middleware') return null;
  for (let at = file.parent(node); at && !isFunction(at); at = file.parent(at)) {
    const attempt = at.type === 'CatchClause' ? file.parent(at) : null;
    if (at.type !== 'CatchClause' || attempt?.type !== 'TryStatement') continue;
    return at.param?.type === 'Identifier' && awaitsNext(file, handler.fn.params.at(-1), attempt.block) ? (errorPartOf(file, http, at.param)?.error ?? null) : null;
  }
  return null;
}

function awaitsNext(file: SourceFile, next: Node | undefined, block: Node): boolean {
  const variable = next?.type === 'Identifier' ? file.variableOf(next) : null;
  return (variable?.references ?? []).some(({ identifier }) => {
    const call = file.parent(identifier as Node);
    return contains(block, identifier as Node) && call?.type === 'CallExpression' && file.parent(call)?.type === 'AwaitExpression';
  });
}

/** What the code at a place knows of an error; `unknown` where it is reached by whatever error there is. Null for anything in between. */
function kindAt(file: SourceFile, project: Project, http: HttpModel, error: CaughtError, use: Node): ErrorKind | 'unknown' | null {
  for (let at = use, parent = file.parent(use); parent && at !== error.scope; at = parent, parent = file.parent(parent)) {
    if ((parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && at !== parent.test) {
      if (at !== parent.consequent) return null;
      return isNamedIn(file, error, parent.test) ? kindIn(file, project, http, parent.test) : null;
    }
    if (parent.type === 'SwitchCase') return parent.test ? ofCase(file, project, http, parent.test) : null;
    if (parent.type === 'LogicalExpression' || (isFunction(parent) && parent !== error.scope)) return null;
  }
  return isKnownAt(error, use) || isTestedAround(file, error, use) ? null : 'unknown';
}

/** Whether anything before an answer looks at the error, so that it may be one of a kind there. */
function isTestedAround(file: SourceFile, error: CaughtError, use: Node): boolean {
  const tests = [...file.nodesIn(error.scope, 'ConditionalExpression').map(({ test }) => test), ...file.nodesIn(error.scope, 'SwitchStatement').map(({ discriminant }) => discriminant)];
  return tests.some((test) => test.range[0] < use.range[1] && isNamedIn(file, error, test));
}

/** The kind of error that a test asks for, where it holds. */
function kindIn(file: SourceFile, project: Project, http: HttpModel, test: Node): ErrorKind | null {
  const inner = unwrap(test);
  switch (inner.type) {
    case 'LogicalExpression': {
      const [left, right] = [kindIn(file, project, http, inner.left), kindIn(file, project, http, inner.right)];
      return inner.operator === '&&' ? (left ?? right) : left === right ? left : null;
    }
    case 'BinaryExpression': {
      if (inner.operator === 'instanceof') return CLASSES.get(project.symbol(originOf(file, inner.right)) ?? '') ?? null;
      if (inner.operator !== '===' && inner.operator !== '==') return null;
      const name = inner.left.type === 'MemberExpression' ? keyName(inner.left) : null;
      const [only, ...more] = project.constants(file, inner.right) ?? [];
      if (name === null || more.length > 0 || !errorPartOf(file, http, inner.left)) return null;
      return (name === 'name' ? NAMES.get(only) : CODES.get(only)) ?? null;
    }
    case 'CallExpression':
      return GUARDS.get(project.symbol(originOf(file, inner.callee)) ?? '') ?? null;
    default:
      return null;
  }
}

function ofCase(file: SourceFile, project: Project, http: HttpModel, test: Node): ErrorKind | null {
  const around = file.parent(file.parent(test) ?? test);
  if (around?.type !== 'SwitchStatement' || !errorPartOf(file, http, around.discriminant)) return null;
  const [only, ...more] = project.constants(file, test) ?? [];
  return more.length > 0 ? null : (CODES.get(only) ?? null);
}
