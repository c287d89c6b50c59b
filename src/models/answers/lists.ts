import { isReassigned } from '../../ast/origin.ts';
import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, keyName, patternPath, returnedExpressions, unwrap, unwrapAwait, wrapped } from '../../ast/syntax.ts';
import type { Settings } from '../../core/settings.ts';
import { perFile } from '../../core/memo.ts';
import { settingsOf } from '../../core/settings.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { httpModel } from '../http/model.ts';
import type { RouteHandler } from '../http/types.ts';
import { targetsOf } from '../reach/targets.ts';
import { sqlModelOf } from '../sql/model.ts';
import type { DataOperation } from '../sql/types.ts';
import { isCollection } from './collections.ts';

/** A read of rows that a handler answers GET with. */
export interface AnsweredRead {
  readonly read: DataOperation;
  /** In the handler's file: the read, or the call that leads to it. */
  readonly node: Node;
  /** What the handler answers with. */
  readonly body: Node;
  /** Whether the rows are certain to be an array, and the whole of the body. */
  readonly isBare: boolean;
  readonly handler: RouteHandler;
}

/** Steps from an answer to what it holds: names, fields, calls. */
const MAX_STEPS = 24;
/** Functions on the way: service, repository, store. */
const MAX_CALLS = 4;
/** Methods of a list whose result is a list of as many items, or of some of them. */
const KEEPS_ROWS: ReadonlySet<string> = new Set(['map', 'filter', 'flatMap', 'sort', 'toSorted', 'reverse', 'toReversed']);
/** Methods that read many rows and give something else. */
const NO_ARRAY = /^(?:count|exists|aggregate|sum|average|minimum|maximum|max|min|cursor|stream|iterate)/i;
/** Clients whose result is a pair of rows and fields. */
const PAIRS: ReadonlySet<string> = new Set(['mysql2', 'sequelize']);

/** The reads of rows that the handlers of collections answer GET with, where they stand or in a function that is called. */
export const answeredReads = perFile((context): readonly AnsweredRead[] => {
  const http = httpModel(context);
  const handlers = http.handlers.filter(isCollection);
  if (handlers.length === 0) return [];
  const file = sourceFileOf(context);
  const tracer = new Tracer(projectOf(context), settingsOf(context));
  return handlers.flatMap((handler) => {
    const written = http.writes.filter((write) => write.handler.fn === handler.fn && !write.form?.page).flatMap(({ body }) => (body ? [body] : []));
    const bodies = [...new Set([...written, ...returnedExpressions(file, handler.fn)])];
    const found = bodies.flatMap((body) => tracer.reads({ file, node: body, path: [], calls: MAX_CALLS, left: MAX_STEPS }).map((one): AnsweredRead => ({ read: one.read, node: one.via ?? one.read.node, isBare: one.isBare, body, handler })));
    return found.filter(({ node, read }, i) => found.findIndex((other) => other.node === node && other.read === read) === i);
  });
});

/** An expression, and the names of the fields that are taken from its value. */
interface At {
  readonly file: SourceFile;
  readonly node: Node;
  readonly path: readonly string[];
  readonly calls: number;
  readonly left: number;
}

interface Traced {
  readonly read: DataOperation;
  /** The outermost call on the way; null where the read stands in place. */
  readonly via: Node | null;
  readonly isBare: boolean;
}

class Tracer {
  readonly #project: Project;
  readonly #settings: Settings;

  constructor(project: Project, settings: Settings) {
    this.#project = project;
    this.#settings = settings;
  }

  /** The reads whose rows a value holds. What cannot be followed has none. */
  reads(at: At): readonly Traced[] {
    if (at.left === 0) return [];
    const { file, path } = at;
    const inner = unwrapAwait(at.node);
    const on = (node: Node, next: readonly string[] = path): readonly Traced[] => this.reads({ ...at, node, path: next, left: at.left - 1 });
    switch (inner.type) {
      case 'ConditionalExpression':
        return [...on(inner.consequent), ...on(inner.alternate)];
      case 'LogicalExpression':
        return inner.operator === '&&' ? on(inner.right) : on(inner.left);
      case 'ObjectExpression':
        return inner.properties.flatMap((p) => {
          if (p.type !== 'Property') return [];
          if (path.length > 0) return keyName(p) === path[0] ? on(p.value, path.slice(1)) : [];
          return on(p.value, []).map((one) => ({ ...one, isBare: false }));
        });
      case 'MemberExpression': {
        const name = keyName(inner);
        return name === null ? [] : on(inner.object, [name, ...path]);
      }
      case 'Identifier': {
        const origin = givenTo(file, inner);
        return origin ? on(origin.node, [...origin.path, ...path]) : [];
      }
      case 'CallExpression':
        return this.#called(at, inner, on);
      default:
        return [];
    }
  }

  #called(at: At, call: TSESTree.CallExpression, on: (node: Node, path?: readonly string[]) => readonly Traced[]): readonly Traced[] {
    const { file, path } = at;
    const model = sqlModelOf(file, this.#project, this.#settings);
    const built = model.built.filter(({ node }) => node === call);
    if (built.length > 0) return isRowsOfBuilt(call, path) ? built.map((read) => ({ read, via: null, isBare: givesArray(call) })) : [];
    const query = model.queries.find(({ node }) => node === call);
    if (query) return isRowsOfText(query.client, path) ? model.operationsOf(query).map((read) => ({ read, via: null, isBare: path.length > 0 || query.client === 'prisma' })) : [];
    const callee = unwrap(call.callee);
    const name = callee.type === 'MemberExpression' ? keyName(callee) : null;
    const list = call.arguments[0] && unwrap(call.arguments[0]);
    if (callee.type === 'MemberExpression' && name === 'all' && list?.type === 'ArrayExpression') {
      const element = list.elements[Number(path[0])];
      return element ? on(element, path.slice(1)) : [];
    }
    if (callee.type === 'MemberExpression' && KEEPS_ROWS.has(name ?? '')) return path.length === 0 ? on(callee.object, []) : [];
    const [target, ...others] = at.calls > 0 ? targetsOf(file, call.callee, this.#project) : [];
    if (!target || others.length > 0) return [];
    const returned = returnedExpressions(target.file, target.fn);
    return returned.flatMap((node) => this.reads({ file: target.file, node, path, calls: at.calls - 1, left: at.left - 1 })).map((one) => ({ ...one, via: call }));
  }
}

/** What a name was given where it was declared, once, or what the promise gives whose `then` calls the function it is a parameter of. */
function givenTo(file: SourceFile, name: TSESTree.Identifier): { readonly node: Node; readonly path: readonly string[] } | null {
  const variable = file.variableOf(name);
  const definition = variable?.defs.length === 1 ? variable.defs[0] : undefined;
  if (!variable || !definition || isReassigned(variable)) return null;
  const declared = definition.node as Node;
  if (declared.type === 'VariableDeclarator' && declared.init) {
    const taken = patternPath(declared.id, definition.name as Node);
    return taken && { node: declared.init, path: taken.path };
  }
  const parameter = isFunction(declared) ? declared.params[0] : undefined;
  const taken = parameter && patternPath(parameter, definition.name as Node);
  const call = isFunction(declared) && taken ? file.parent(wrapped(file, declared)) : null;
  const callee = call?.type === 'CallExpression' && call.arguments[0] === declared ? unwrap(call.callee) : null;
  return taken && callee?.type === 'MemberExpression' && keyName(callee) === 'then' ? { node: callee.object, path: taken.path } : null;
}

/** Whether a part of what a builder gives is its rows: `findAndCount` gives them with a number. */
function isRowsOfBuilt(call: TSESTree.CallExpression, path: readonly string[]): boolean {
  const callee = unwrap(call.callee);
  const counts = callee.type === 'MemberExpression' && /count/i.test(keyName(callee) ?? '');
  return counts ? path.length === 1 && (path[0] === '0' || path[0] === 'rows') : path.length === 0;
}

/** Whether a call gives its rows at once, and no number of them or a cursor. */
function givesArray(call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  return !NO_ARRAY.test(callee.type === 'MemberExpression' ? (keyName(callee) ?? '') : '');
}

function isRowsOfText(client: string | null, path: readonly string[]): boolean {
  return path.length === 0 || (path.length === 1 && (path[0] === 'rows' || (path[0] === '0' && PAIRS.has(client ?? ''))));
}
