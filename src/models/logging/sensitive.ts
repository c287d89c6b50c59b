import type { TSESTree } from '@typescript-eslint/utils';
import { propertyRemoved } from '../../ast/edits.ts';
import { isReassigned, originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, keyName, patternPath, stringValue, summands, unwrapAwait } from '../../ast/syntax.ts';
import type { Edit, RuleContext } from '../../core/rule-context.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { httpModel } from '../http/model.ts';
import type { HandlerKind, HttpModel, RequestPart } from '../http/types.ts';
import { adapters } from './adapters.ts';
import { logCallsOf } from './model.ts';
import { isRedacted } from './redaction.ts';
import { isEmailName, isSecretName } from './secrets.ts';
import type { LogCall, LoggingLibrary } from './types.ts';

/** Something in a log call that has no place in a log. */
export interface SensitiveLog {
  readonly node: Node;
  /** `secret`: what lets somebody in. `whole`: a whole body, or all headers or cookies. */
  readonly kind: 'secret' | 'email' | 'whole';
  /** Name of the field, or of the part of the request. */
  readonly name: string;
  /** What leaves the field out. */
  readonly edit: Edit | null;
}

const MAX_DEPTH = 8;
const WHOLE: Partial<Readonly<Record<RequestPart, string>>> = { body: 'body', headers: 'headers', cookies: 'cookies' };
/** Handlers whose input is a whole request body, and not arguments that a schema has named. */
const RAW: ReadonlySet<HandlerKind> = new Set(['route', 'middleware', 'error', 'serverless']);
const PRINTERS: ReadonlySet<string> = new Set(['global#String', 'global#JSON.stringify', 'util#inspect', 'util#format', 'global#Object.assign', 'global#structuredClone']);
/** Methods that give the same text, or the part of it that counts. */
const SAME: ReadonlySet<string> = new Set(['toString', 'trim', 'split', 'replace', 'at', 'pop', 'toLowerCase', 'valueOf', 'normalize']);
const serialized: ReadonlyMap<string, ReadonlySet<string>> = new Map(adapters.map(({ name, serialized: fields }: LoggingLibrary) => [name, new Set(fields)]));

/** What the log calls of the linted file print that has no place in a log. */
export function sensitiveLogsOf(context: RuleContext, { email }: { readonly email: boolean }): readonly SensitiveLog[] {
  const calls = logCallsOf(context);
  if (calls.length === 0) return [];
  const reader = new Reader(sourceFileOf(context), projectOf(context), httpModel(context), email);
  const found = new Map<Node, SensitiveLog>();
  for (const call of calls) for (const one of reader.printedBy(call)) if (!found.has(one.node)) found.set(one.node, one);
  return [...found.values()];
}

/** A place in what is logged: the path of the field, and the object and property it is written in. */
interface Place {
  readonly path: readonly string[];
  readonly object: TSESTree.ObjectExpression | null;
  readonly property: TSESTree.Property | null;
  /** Whether it is made part of a text as it is, where objects are `[object Object]`. */
  readonly inText: boolean;
}

const TOP: Place = { path: [], object: null, property: null, inText: false };
const TEXT: Place = { ...TOP, inText: true };

class Reader {
  readonly #file: SourceFile;
  readonly #project: Project;
  readonly #http: HttpModel;
  readonly #email: boolean;

  constructor(file: SourceFile, project: Project, http: HttpModel, email: boolean) {
    this.#file = file;
    this.#project = project;
    this.#http = http;
    this.#email = email;
  }

  printedBy(call: LogCall): readonly SensitiveLog[] {
    const { message, fields, values } = call;
    const whole = message?.kind === 'value' ? [message.node] : [];
    const holes = message === null || message.kind === 'value' ? [] : message.holes;
    return [...holes.flatMap((node) => this.#in(call, node, TEXT, 0)), ...[...whole, ...fields, ...values].flatMap((node) => this.#in(call, node, TOP, 0))];
  }

  #in(call: LogCall, node: Node, place: Place, depth: number): readonly SensitiveLog[] {
    if (depth > MAX_DEPTH) return [];
    const inner = unwrapAwait(node);
    const all = (parts: readonly Node[], inText = place.inText): readonly SensitiveLog[] => parts.flatMap((part) => this.#in(call, part, { ...place, property: null, inText }, depth + 1));
    switch (inner.type) {
      case 'ObjectExpression':
        return inner.properties.flatMap((p) => (p.type === 'SpreadElement' ? this.#in(call, p.argument, { ...place, property: null }, depth + 1) : this.#ofProperty(call, inner, p, place, depth)));
      case 'ArrayExpression':
        return all(inner.elements.flatMap((e) => (e && e.type !== 'SpreadElement' ? [e] : [])));
      case 'TemplateLiteral':
        return all(inner.expressions, true);
      case 'BinaryExpression':
        return inner.operator === '+' ? all(summands(inner).filter((part) => part.type !== 'BinaryExpression'), true) : [];
      case 'ConditionalExpression':
        return all([inner.consequent, inner.alternate]);
      case 'LogicalExpression':
        return all(inner.operator === '&&' ? [inner.right] : [inner.left, inner.right]);
      case 'CallExpression': {
        const printed = this.#printed(inner);
        return printed ? all([printed], false) : this.#ofValue(call, inner, place);
      }
      case 'Identifier':
      case 'MemberExpression':
        return this.#ofValue(call, inner, place);
      default:
        return [];
    }
  }

  #ofProperty(call: LogCall, object: TSESTree.ObjectExpression, property: TSESTree.Property, { path }: Place, depth: number): readonly SensitiveLog[] {
    const key = keyName(property);
    // The standard serializer of the library takes its pick.
    if (key === null || (path.length === 0 && serialized.get(call.library)?.has(key))) return [];
    const place: Place = { path: [...path, key], object, property, inText: false };
    return this.#in(call, property.value, place, depth + 1);
  }

  /** `JSON.stringify(x)`: what is printed is what it is given. */
  #printed(call: TSESTree.CallExpression): Node | null {
    const symbol = this.#project.symbol(originOf(this.#file, call.callee));
    const [first] = call.arguments;
    return symbol !== null && PRINTERS.has(symbol) && first && first.type !== 'SpreadElement' ? first : null;
  }

  #ofValue(call: LogCall, node: Node, place: Place): readonly SensitiveLog[] {
    const { object, property, path, inText } = place;
    const whole = this.#whole(node);
    if (whole && inText) return [];
    const found = whole ?? this.#named(this.#dataName(node, 0) ?? (property && this.#isUnnamed(node) ? (path.at(-1) ?? null) : null));
    if (!found || this.#isPublic(node) || isRedacted(call, path, this.#project)) return [];
    return [{ ...found, node: property ?? node, edit: object && property ? propertyRemoved(object, property) : null }];
  }

  /** Whether a value is printed where it is found to be one that the source says: `if (secret === DEFAULT_SECRET) warn(secret)`. */
  #isPublic(node: Node): boolean {
    const text = this.#file.textOf(node);
    let at = node;
    for (let outer = this.#file.parent(at); outer && !isFunction(outer); at = outer, outer = this.#file.parent(outer)) {
      const test = (outer.type === 'IfStatement' || outer.type === 'ConditionalExpression') && at === outer.consequent ? outer.test : null;
      if (test?.type !== 'BinaryExpression' || (test.operator !== '===' && test.operator !== '==')) continue;
      const [asked, other] = this.#file.textOf(test.left) === text ? [test.left, test.right] : [test.right, test.left];
      if (this.#file.textOf(asked) === text && this.#project.constants(this.#file, other) !== null) return true;
    }
    return false;
  }

  #whole(node: Node): Pick<SensitiveLog, 'kind' | 'name'> | null {
    const read = this.#http.readOf(node);
    const name = read && read.path.length === 0 && RAW.has(read.handler.kind) ? WHOLE[read.part] : undefined;
    return name === undefined ? null : { kind: 'whole', name };
  }

  #named(name: string | null): Pick<SensitiveLog, 'kind' | 'name'> | null {
    if (name === null) return null;
    if (isSecretName(name)) return { kind: 'secret', name };
    return this.#email && isEmailName(name) ? { kind: 'email', name } : null;
  }

  /** The name of the property, field, header or part of a request that a value is read from; null where nothing but names of variables is there. */
  #dataName(node: Node, depth: number): string | null {
    if (depth > MAX_DEPTH) return null;
    const inner = unwrapAwait(node);
    const read = this.#http.readOf(inner)?.path.at(-1);
    if (read !== undefined) return read;
    switch (inner.type) {
      case 'MemberExpression': {
        const name = keyName(inner);
        return name === null || /^\d+$/u.test(name) ? this.#dataName(inner.object, depth + 1) : name;
      }
      case 'CallExpression': {
        const { callee } = inner;
        const method = callee.type === 'MemberExpression' ? keyName(callee) : null;
        if (callee.type !== 'MemberExpression' || method === null) return null;
        if (method === 'get' && inner.arguments.length === 1) return stringValue(inner.arguments[0]);
        return SAME.has(method) ? this.#dataName(callee.object, depth + 1) : null;
      }
      case 'LogicalExpression':
        return this.#dataName(inner.left, depth + 1);
      case 'Identifier':
        return this.#ofName(inner, depth);
      default:
        return null;
    }
  }

  #ofName(name: TSESTree.Identifier, depth: number): string | null {
    const variable = this.#file.variableOf(name);
    const definition = variable?.defs[0];
    const bound = definition?.name as Node | undefined;
    if (!variable || !definition || !bound) return null;
    if (definition.type === 'Parameter') {
      const keys = (definition.node.params as Node[]).flatMap((parameter) => patternPath(parameter, bound)?.path.at(-1) ?? []);
      return keys.find((key) => !/^\d+$/u.test(key)) ?? null;
    }
    if (definition.type !== 'Variable') return null;
    const { id, init } = definition.node as TSESTree.VariableDeclarator;
    const key = patternPath(id, bound)?.path.at(-1);
    if (key !== undefined && !/^\d+$/u.test(key)) return key;
    return init && !isReassigned(variable) ? this.#dataName(init, depth + 1) : null;
  }

  /** Whether nothing says what a name holds, so that the key it is logged under does: a parameter, the result of a call that is waited for. */
  #isUnnamed(node: Node): boolean {
    const inner = unwrapAwait(node);
    const variable = inner.type === 'Identifier' ? this.#file.variableOf(inner) : null;
    const definition = variable?.defs[0];
    if (definition?.type === 'Parameter') return true;
    const init = definition?.type === 'Variable' ? (definition.node as TSESTree.VariableDeclarator).init : null;
    return init !== null && init !== undefined && unwrapAwait(init).type === 'CallExpression' && this.#project.constants(this.#file, inner) === null;
  }
}
