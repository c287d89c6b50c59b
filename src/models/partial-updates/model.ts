import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { annotationOf, contains, isClass, keyName, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import type { Edit, RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { httpModel } from '../http/model.ts';
import type { HttpModel, Route, RouteHandler } from '../http/types.ts';
import { reachedFrom, runsIn } from '../reach/model.ts';
import { sqlModelOf } from '../sql/model.ts';
import type { Field, Schema } from '../validation/types.ts';
import { schemaUses } from '../validation/uses.ts';

/** What tells that a body changes a part of what is stored: its schema, its type, a merge with the stored row, the SQL. */
export type Evidence = 'schema' | 'type' | 'merge' | 'coalesce';

/** A route of PUT that does not replace what is stored. */
export interface PartialPut {
  readonly node: Node;
  readonly evidence: Evidence;
  readonly edits: readonly Edit[] | null;
}

/** Passed by a file with a word for PUT. */
export const SAYS_PUT = words(/\bput\b/i);
const MAX_PATH = 4;
const PARTIAL_CLASSES: ReadonlySet<string> = new Set(['@nestjs/mapped-types#PartialType', '@nestjs/swagger#PartialType', '@nestjs/graphql#PartialType']);
/** `SET name = COALESCE($1, name)`: what is not given stays as it is. */
const KEEPS = /\b(\w+)"?\s*=\s*coalesce\s*\(\s*(?:\$\d+|\$\{[^}]*\}|\?|[:@]\w+)(?:\s*::\s*[\w ]+(?:\[\])?)?\s*,\s*(?:"?\w+"?\.)?"?\1"?\s*\)/iu;

/** The routes of the linted file that are registered for PUT and update a part. */
export const partialPuts = perFile((context): readonly PartialPut[] => {
  if (!says(context, SAYS_PUT)) return [];
  const file = sourceFileOf(context);
  const http = httpModel(context);
  const found = new Map<Node, PartialPut>();
  for (const handler of http.handlers) {
    const route = handler.route;
    if (handler.file !== file || route?.method !== 'PUT' || route.file !== file) continue;
    const evidence = evidenceOf(context, file, http, handler, route);
    const place = methodNode(file, route.node);
    if (evidence && !found.has(place)) found.set(place, { node: place, evidence, edits: place.type === 'Identifier' && place.name === 'put' ? [{ range: place.range, text: 'patch' }] : null });
  }
  return [...found.values()];
});

/** What says the method: `put` of `app.put(…)`, the decorator; else the route. */
function methodNode(file: SourceFile, node: Node): Node {
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : null;
  return callee?.type === 'MemberExpression' && keyName(callee) === 'put' && file.parent(node)?.type !== 'Decorator' ? callee.property : node;
}

function evidenceOf(context: RuleContext, file: SourceFile, http: HttpModel, handler: RouteHandler, route: Route): Evidence | null {
  const isOf = (node: Node): boolean => contains(handler.fn, node) || (route.node.type === 'CallExpression' && contains(route.node, node));
  const schemas = schemaUses(context).filter(({ part, node }) => part === 'body' && isOf(node));
  if (schemas.length > 0) return schemas.every(({ schema }) => isPartial(schema) || isPartialClass(schema, projectOf(context))) ? 'schema' : null;
  if (isTypedPartial(file, http, handler)) return 'type';
  const project = projectOf(context);
  return merges(file, http, handler) ? 'merge' : keepsColumns(context, handler, project) ? 'coalesce' : null;
}

/** Whether every field of a body may be left out, and nothing stands in for it. */
function isPartial({ type, fields, complete, steps }: Schema): boolean {
  return type === 'object' && complete === true && fields.length > 1 && !steps.some(({ kind }) => kind === 'refinement') && fields.every(isOptional);
}

function isOptional({ schema }: Field): boolean {
  return schema?.steps.findLast(({ kind }) => kind === 'presence')?.is === 'optional';
}

/** `class ChangeUser extends PartialType(CreateUser)`, whose own fields may be left out too. */
function isPartialClass({ node, file, fields }: Schema, project: Project): boolean {
  const base = isClass(node) && node.superClass ? unwrap(node.superClass) : null;
  return base?.type === 'CallExpression' && PARTIAL_CLASSES.has(project.symbol(originOf(file, base.callee)) ?? '') && fields.filter((field) => field.file === file && contains(node, field.node)).every(isOptional);
}

/** `@Body() body: Partial<User>`, `const body: Partial<User> = req.body`, `req.body as Partial<User>`. */
function isTypedPartial(file: SourceFile, http: HttpModel, handler: RouteHandler): boolean {
  if (!/\b(?:Deep)?Partial</u.test(file.text)) return false;
  if (http.reads.some((read) => read.handler === handler && read.part === 'body' && read.path.length === 0 && isParameter(read.node))) return true;
  const asserted = file.nodesIn(handler.fn, 'TSAsExpression').some((node) => isPartialType(node.typeAnnotation) && isBody(http, node.expression));
  return asserted || file.nodesIn(handler.fn, 'VariableDeclarator').some(({ id, init }) => init !== null && isPartialType(annotationOf(id)) && isBody(http, unwrapAwait(init)));

  function isParameter(node: Node): boolean {
    return handler.fn.params.some((parameter) => contains(parameter, node) && isPartialType(annotationOf(parameter)));
  }
}

function isPartialType(type: TSESTree.TypeNode | null): boolean {
  return type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'Partial';
}

function isBody(http: HttpModel, node: Node): boolean {
  const read = http.readOf(unwrapAwait(node));
  return read !== null && read.part === 'body' && read.path.length === 0;
}

/** `{ ...row, ...req.body }` and `Object.assign(row, req.body)`, where the row was asked for. */
function merges(file: SourceFile, http: HttpModel, { fn }: RouteHandler): boolean {
  const given = (node: Node): boolean => isBody(http, node) || isParsed(file, http, node);
  const spreads = file.nodesIn(fn, 'ObjectExpression').some(({ properties }) => {
    const body = properties.findIndex((property) => property.type === 'SpreadElement' && given(property.argument));
    return properties.slice(0, Math.max(body, 0)).some((property) => property.type === 'SpreadElement' && isAskedFor(file, http, property.argument));
  });
  return spreads || file.nodesIn(fn, 'CallExpression').some(({ callee, arguments: args }) => {
    const [row, body] = args;
    return row && body && args.length === 2 && file.textOf(callee) === 'Object.assign' && isAskedFor(file, http, row) && given(body);
  });
}

/** `const body = schema.parse(req.body)`. */
function isParsed(file: SourceFile, http: HttpModel, node: Node): boolean {
  const call = initOf(file, node);
  return call?.type === 'CallExpression' && call.arguments.some((argument) => argument.type !== 'SpreadElement' && isBody(http, argument));
}

/** Whether a name holds what an awaited call gave that was not handed the body. */
function isAskedFor(file: SourceFile, http: HttpModel, node: Node): boolean {
  const inner = unwrap(node);
  const variable = inner.type === 'Identifier' ? file.variableOf(inner) : null;
  const definition = variable?.defs[0]?.node as Node | undefined;
  if (definition?.type !== 'VariableDeclarator' || !definition.init || unwrap(definition.init).type !== 'AwaitExpression') return false;
  const call = unwrapAwait(definition.init);
  return call.type === 'CallExpression' && !http.readOf(inner) && !call.arguments.some((argument) => argument.type !== 'SpreadElement' && isBody(http, argument));
}

function initOf(file: SourceFile, node: Node): Node | null {
  const inner = unwrap(node);
  const origin = inner.type === 'Identifier' ? originOf(file, inner) : null;
  return origin?.kind === 'call' && origin.file === file ? origin.node : null;
}

/** Whether what the handler reaches updates columns with what they hold already where nothing is given. */
function keepsColumns(context: RuleContext, handler: RouteHandler, project: Project): boolean {
  return reachedFrom([handler], project).some(({ fn, file, path }) => {
    if (path.length > MAX_PATH || !/coalesce/i.test(file.textOf(fn))) return false;
    return sqlModelOf(file, project, settingsOf(context)).queries.some(({ node, statements }) => runsIn(file, fn, node) && statements.some(({ kind }) => kind === 'update') && KEEPS.test(file.textOf(node)));
  });
}
