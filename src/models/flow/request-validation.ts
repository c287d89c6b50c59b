import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { annotationOf, contains, isFunction, keyName, memberChain, stringValue, unwrap, unwrapAwait, wrapped } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import type { RequestPart, RequestRead } from '../http/types.ts';
import { PART_NAMES } from '../validation/parts.ts';
import { isValidatedField, optionOf } from './annotations.ts';
import type { AccessPath } from './reaching.ts';
import { ANY, KEY } from './reaching.ts';
import { isClosedSchema } from './schemas.ts';
import { VALIDATING_PIPES } from './tables.ts';

/** Whether the framework lets only harmless values get to a read: pipes, DTO classes, input schemas. With `texts`, any text is harmless. */
export function isValidatedRead(project: Project, file: SourceFile, node: Node, read: RequestRead, path: AccessPath, texts = false): boolean {
  const { root, path: chain } = memberChain(node);
  const variable = root.type === 'Identifier' ? file.variableOf(root) : null;
  const definition = variable?.defs[0];
  if (definition?.type === 'Parameter') {
    const fn = definition.node as FunctionNode;
    const parameter = fn.params.find((p) => contains(p, definition.name as Node));
    if (parameter && 'decorators' in parameter && parameter.decorators?.some((d) => hasValidatingPipe(project, file, d))) return true;
    const type = parameter ? annotationOf(parameter) : null;
    if (type && isValidatedField(project, file, type, [...chain.map((c) => c ?? ANY), ...path], texts)) return true;
  }
  const names = read.path.concat(path.at(-1) === KEY ? [KEY] : []);
  // `const { query } = await parseRequest(request, schema)`: whatever the function is called, it is handed a schema.
  const call = callBehind(file, node);
  if (call?.arguments.some((a) => isClosedSchema(project, file, a, names, texts))) return true;
  const schema = inputSchemaOf(read);
  return schema !== null && isClosedSchema(project, schema.file, schema.node, names, texts);
}

/**
 * Whether what runs before the handler is about the same field, where checks of any kind count: a guard beside it that is
 * told where to look (`use: [allowedTarget((c) => c.query.next)]`), or a middleware of the project that may refuse for it.
 */
export function isAskedBefore({ part, path, handler }: RequestRead, readsOf: (file: SourceFile) => readonly RequestRead[]): boolean {
  if (path.length === 0) return false;
  const { fn, file, route } = handler;
  const use = wrapped(file, fn);
  const call = file.parent(use);
  if (call?.type === 'CallExpression' && call.arguments.some((argument) => argument !== use && file.nodesIn(argument, 'MemberExpression').some((member) => isField(member, part, path) && isToldTo(file, member, argument)))) return true;
  return (route?.chain ?? []).some((one) => one.fn !== null && one.fn !== fn && isAboutField(one.file, one.fn, part, path, readsOf) && mayRefuse(one.file, one.fn));
}

/** `c.query.next`, `c.req.query.next` */
function isField(member: TSESTree.MemberExpression, part: RequestPart, path: readonly string[]): boolean {
  const chain = memberChain(member).path;
  const at = chain.length - path.length - 1;
  return at >= 0 && PART_NAMES[part].includes(chain[at] ?? '') && path.every((name, i) => chain[at + 1 + i] === name);
}

/** Whether a member stands in a function that a call in an argument is handed. */
function isToldTo(file: SourceFile, member: Node, argument: Node): boolean {
  for (let at: Node | null = member; at && at !== argument; at = file.parent(at)) if (isFunction(at)) return file.parent(at)?.type === 'CallExpression';
  return false;
}

function isAboutField(file: SourceFile, fn: FunctionNode, part: RequestPart, path: readonly string[], readsOf: (file: SourceFile) => readonly RequestRead[]): boolean {
  return readsOf(file).some((read) => read.part === part && read.path.join('.') === path.join('.') && contains(fn, read.node));
}

/** Whether a middleware throws, answers, or hands an error on. */
function mayRefuse(file: SourceFile, fn: FunctionNode): boolean {
  return file.nodesIn(fn, 'ThrowStatement').length > 0 || file.nodesIn(fn, 'IfStatement').length > 0;
}

/** The call a read is, or that gave the name it starts from. */
function callBehind(file: SourceFile, node: Node): TSESTree.CallExpression | null {
  const { root } = memberChain(node);
  const definition = root.type === 'Identifier' ? file.variableOf(root)?.defs[0] : null;
  const declared = definition?.type === 'Variable' ? (definition.node as Node) : null;
  const value = declared?.type === 'VariableDeclarator' && declared.init ? unwrapAwait(declared.init) : root;
  return value.type === 'CallExpression' ? value : null;
}

function hasValidatingPipe(project: Project, file: SourceFile, decorator: TSESTree.Decorator): boolean {
  const call = decorator.expression;
  return call.type === 'CallExpression' && call.arguments.some((a) => VALIDATING_PIPES.has(project.symbol(originOf(file, a)) ?? ''));
}

/**
 * The schema that a read's part has passed before the handler runs: `.input(schema)` of a tRPC procedure, the route
 * options' `schema: { querystring }` of Fastify, Hono's `validator('json', schema)`. Null when none is written here.
 */
function inputSchemaOf(read: RequestRead): { readonly node: Node; readonly file: SourceFile } | null {
  const { fn, file } = read.handler;
  const use = wrapped(file, fn);
  const parent = file.parent(use);
  const property = parent?.type === 'Property' ? file.parent(parent) : null;
  const found = parent?.type === 'CallExpression' ? (besideHandler(parent.arguments, read.part) ?? ofProcedure(parent.callee)) : property?.type === 'ObjectExpression' ? ofRouteOptions(property, read.part) : null;
  return found ? { node: found, file } : null;
}

/** Arguments of the same route: options with a schema, or a validating middleware that is told its target. */
function besideHandler(args: readonly Node[], part: RequestPart): Node | null {
  for (const argument of args) {
    const inner = unwrap(argument);
    const found = inner.type === 'ObjectExpression' ? ofRouteOptions(inner, part) : null;
    if (found) return found;
    if (inner.type !== 'CallExpression') continue;
    const [target, schema] = inner.arguments;
    if (target && schema && PART_NAMES[part].includes(stringValue(target) ?? '')) return schema;
  }
  return null;
}

function ofRouteOptions(options: Node, part: RequestPart): Node | null {
  const schema = optionOf(options, 'schema');
  if (!schema) return null;
  for (const target of PART_NAMES[part]) {
    const found = optionOf(schema, target);
    if (found) return found;
  }
  return null;
}

/** `procedure.input(schema).query(handler)` */
function ofProcedure(callee: Node): Node | null {
  for (let at = unwrap(callee); ; ) {
    if (at.type === 'MemberExpression') at = unwrap(at.object);
    else if (at.type === 'CallExpression') {
      const inner = unwrap(at.callee);
      if (inner.type === 'MemberExpression' && keyName(inner) === 'input' && at.arguments[0]) return at.arguments[0];
      at = inner;
    } else return null;
  }
}
