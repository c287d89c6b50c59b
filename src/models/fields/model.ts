import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains, decoratorsOf, isFunction, keyName, propertyOf, returnedExpressions, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import { packages } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { addressOf } from '../http/address.ts';
import { httpModel } from '../http/model.ts';
import { isForeign } from '../http/segments.ts';
import type { HttpModel, Route } from '../http/types.ts';
import { targetsOf } from '../reach/targets.ts';
import { schemaUses } from '../validation/uses.ts';
import type { Field, Schema } from '../validation/types.ts';
import type { JsonField } from './types.ts';
import { isWireFormat } from './wire-formats.ts';

const MAX_DEPTH = 12;
/** Decorators of fields that clients see; each may say another name. */
const DOCUMENTED = /^@nestjs\/swagger#Api(?:Response)?Property(?:Optional)?$/u;
const DOCUMENTS = packages('@nestjs/swagger');
/** Methods of a list whose callback gives its items. */
const MAPS: ReadonlySet<string> = new Set(['map', 'flatMap']);

/** Whether the linted file names fields of JSON. */
export function namesFields(context: RuleContext): boolean {
  return jsonFields(context).length > 0;
}

/** The names of JSON fields that the linted file says: in objects it answers with, in schemas of requests, in documented classes. */
export const jsonFields = perFile((context): readonly JsonField[] => {
  const [http, uses] = [httpModel(context), schemaUses(context)];
  if (http.handlers.length === 0 && uses.length === 0 && !says(context, DOCUMENTS)) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const found = [...ofAnswers(file, project, http), ...ofRequests(file, http, uses), ...ofClasses(file, project)];
  const seen = new Set<string>();
  return found.filter(({ node, name }) => {
    const key = `${node.range[0]} ${name}`;
    return !seen.has(key) && seen.add(key);
  });
});

function isForeignRoute(route: Route | null): boolean {
  return isForeign((addressOf(route) ?? '').split('/'));
}

function ofAnswers(file: SourceFile, project: Project, http: HttpModel): readonly JsonField[] {
  const written = http.writes.flatMap(({ body, form, handler }) => (body && !form?.page && !isForeignRoute(handler.route) ? [body] : []));
  // What handlers of servers without a body of their own return is the answer; a serverless function returns an envelope.
  const returned = http.handlers.flatMap((handler) => (handler.kind === 'route' && handler.file === file && !isForeignRoute(handler.route) ? returnedExpressions(file, handler.fn) : []));
  return [...new Set([...written, ...returned])].flatMap((body) => fieldsAt(file, project, body, MAX_DEPTH));
}

/** The fields of the objects an expression is, as far as they are written in this file. */
function fieldsAt(file: SourceFile, project: Project, node: Node, depth: number): readonly JsonField[] {
  if (depth === 0) return [];
  const on = (next: Node): readonly JsonField[] => fieldsAt(file, project, next, depth - 1);
  const inner = unwrapAwait(node);
  switch (inner.type) {
    case 'ObjectExpression': {
      const named = inner.properties.flatMap((property) => (property.type === 'Property' ? [{ property, name: keyName(property) }] : []));
      if (isWireFormat(named.flatMap(({ name }) => name ?? []))) return [];
      const own = named.flatMap(({ property, name }): readonly JsonField[] => (name === null || property.computed ? [] : [{ name, node: property.key, isHere: true, of: 'answer', renamed: renaming(file, property) }]));
      return [...own, ...named.flatMap(({ property, name }) => (name === null ? [] : on(property.value)))];
    }
    case 'ArrayExpression':
      return inner.elements.flatMap((element) => (element && element.type !== 'SpreadElement' ? on(element) : []));
    case 'ConditionalExpression':
      return [...on(inner.consequent), ...on(inner.alternate)];
    case 'LogicalExpression':
      return inner.operator === '&&' ? on(inner.right) : [...on(inner.left), ...on(inner.right)];
    case 'Identifier': {
      const init = onlyForThis(file, inner);
      return init ? on(init) : [];
    }
    case 'CallExpression':
      return called(file, project, inner).flatMap(on);
    default:
      return [];
  }
}

function renaming(file: SourceFile, property: TSESTree.Property): (name: string) => string {
  return (name) => (property.shorthand ? `${name}: ${file.textOf(property.value)}` : name);
}

/** What a name was given, where the answer is all that it is read for: an object that goes elsewhere too may have its names from there. */
function onlyForThis(file: SourceFile, name: TSESTree.Identifier): Node | null {
  const variable = file.variableOf(name);
  const declared = variable?.defs.length === 1 ? (variable.defs[0]?.node as Node) : null;
  if (!variable || declared?.type !== 'VariableDeclarator' || declared.id.type !== 'Identifier' || !declared.init) return null;
  return variable.references.every(({ identifier, init }) => init === true || identifier === name) ? declared.init : null;
}

/** What a call hands on into the answer: the text it makes of an object, the items of a list, what a function of this file returns. */
function called(file: SourceFile, project: Project, call: TSESTree.CallExpression): readonly Node[] {
  const callee = unwrap(call.callee);
  const [first] = call.arguments;
  const callback = first && unwrap(first);
  if (callee.type === 'MemberExpression' && MAPS.has(keyName(callee) ?? '')) return isFunction(callback) ? returnedExpressions(file, callback) : [];
  if (first && project.symbol(originOf(file, callee)) === 'global#JSON.stringify') return [first];
  const [target, ...others] = targetsOf(file, call.callee, project);
  return target?.file === file && others.length === 0 ? returnedExpressions(file, target.fn) : [];
}

function ofRequests(file: SourceFile, http: HttpModel, uses: ReturnType<typeof schemaUses>): readonly JsonField[] {
  return uses.flatMap(({ node, part, schema }) => {
    if (part !== 'body' && part !== 'query') return [];
    const route = http.handlerAround(node)?.route ?? http.routes.find((one) => one.file === file && contains(one.node, node)) ?? null;
    if (isForeignRoute(route)) return [];
    return schemaFields(schema, MAX_DEPTH).flatMap((field): readonly JsonField[] => {
      if (field.file !== file) return isDocumented(field) ? [] : [{ name: field.name, node, isHere: false, of: 'request', renamed: null }];
      return [{ name: field.name, node: nameOf(field.node), isHere: true, of: 'request', renamed: null }];
    });
  });
}

/** The fields of a schema and of those below it. */
function schemaFields(schema: Schema, depth: number): readonly Field[] {
  if (depth === 0 || isWireFormat(schema.fields.map(({ name }) => name))) return [];
  return [...schema.fields, ...[...schema.fields.flatMap((field) => field.schema ?? []), ...schema.parts].flatMap((inner) => schemaFields(inner, depth - 1))];
}

function nameOf(node: Node): Node {
  return node.type === 'Property' || node.type === 'PropertyDefinition' ? node.key : node;
}

/** Whether a class of a field documents it, so that it is told where it stands. */
function isDocumented({ node, file }: Field): boolean {
  return node.type === 'PropertyDefinition' && file.passes(DOCUMENTS) && decoratorsOf(node).some((decorator) => /^@Api(?:Response)?Property/u.test(file.textOf(decorator)));
}

/** The fields of classes that are documented for clients, unless something gives them another name. */
function ofClasses(file: SourceFile, project: Project): readonly JsonField[] {
  if (!file.passes(DOCUMENTS)) return [];
  return file.nodes('PropertyDefinition').flatMap((member): readonly JsonField[] => {
    const name = keyName(member);
    const said = decoratorsOf(member).flatMap(({ expression }) => (expression.type === 'CallExpression' ? [{ symbol: project.symbol(originOf(file, expression.callee)) ?? '', options: expression.arguments[0] }] : []));
    if (name === null || !said.some(({ symbol }) => DOCUMENTED.test(symbol))) return [];
    const isRenamed = said.some(({ symbol, options }) => {
      const object = options && unwrap(options);
      return (DOCUMENTED.test(symbol) || symbol === 'class-transformer#Expose') && object?.type === 'ObjectExpression' && propertyOf(object, 'name') !== null;
    });
    const names = member.parent.body.flatMap((other) => (other.type === 'PropertyDefinition' ? (keyName(other) ?? []) : []));
    return isRenamed || isWireFormat(names) ? [] : [{ name, node: member.key, isHere: true, of: 'class', renamed: null }];
  });
}
