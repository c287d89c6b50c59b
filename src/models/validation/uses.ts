import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { annotationOf, callsOn, decoratorsOf, isFunction, keyName, stringValue, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import { calls, words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { httpModel, saysHttp } from '../http/model.ts';
import type { HttpModel, RequestPart } from '../http/types.ts';
import { adapters } from './adapters.ts';
import { classSchema } from './classes.ts';
import { schemaParseOf } from './parse.ts';
import { PARTS } from './parts.ts';
import { libraryOf, schemaAt } from './read.ts';
import type { Schema, SchemaUse, ValidationLibrary } from './types.ts';
import { wrapperOf } from './wrappers.ts';

/** Middlewares that are told the part first and its schema second. */
const TOLD_FIRST: ReadonlySet<string> = new Set([
  '@hono/zod-validator#zValidator',
  '@hono/standard-validator#sValidator',
  '@hono/valibot-validator#vValidator',
  '@hono/typebox-validator#tbValidator',
  '@hono/arktype-validator#arktypeValidator',
  'hono-openapi#validator',
  'hono-openapi/zod#validator',
]);
/** Packages whose own parsers hand values on that are no longer the request's text. */
const CONVERTING = /['"]@ts-rest\//u;
const SAYS_PART = words(/\b(?:querystring|query|params?|body|headers?|json|parse\w*|safeParse\w*|validate\w*|input\w*|schema|cookie|check)\b/i);
/** A file that says nothing of HTTP, but hands a schema to a procedure or an action. */
const CALLS_TAKER = calls('input', 'inputSchema', 'schema');
const TAKES_TEXT = /\.(?:input|inputSchema|schema)\(/u;
/** A key that names a part of a request, in a file of schemas. */
const KEYS: readonly string[] = [...PARTS.keys(), 'QUERY', 'BODY', 'PARAMS', 'HEADERS', 'COOKIES'];
const SAYS_KEY = words(...KEYS);
const PART_KEY = new RegExp(`\\b(?:${KEYS.join('|')})\\b['"\\]]*\\s*[:,]`, 'u');
/** Methods that tell a procedure of tRPC or an action of next-safe-action what it takes. */
const TAKES = /^(?:@trpc\/server#.*\.input|next-safe-action#createSafeActionClient\(\).*\.(?:inputSchema|schema))$/u;

const NEST_PARTS: ReadonlyMap<string, RequestPart> = new Map([
  ['@nestjs/common#Body', 'body'],
  ['@nestjs/common#Query', 'query'],
  ['@nestjs/common#Param', 'params'],
  ['@nestjs/common#Headers', 'headers'],
]);

const libraries: readonly ValidationLibrary[] = adapters;
/** Names that the calls of the libraries are known by: for those of the project's own, what they are handed decides. */
const CALLED: ReadonlySet<string> = new Set(['input', 'inputSchema', 'schema', ...libraries.flatMap(({ parsers, fields }) => [...Object.keys(parsers), ...Object.keys(fields ?? {})])]);
const NAMES_LIBRARY = new RegExp(`['"](?:${[...new Set([...libraries.flatMap(({ packages }) => packages), ...[...TOLD_FIRST].map((symbol) => symbol.slice(0, symbol.indexOf('#')))])].join('|')})['"/]`, 'u');

/** Whether schemas can meet requests in the linted file: that is seen before it is read a second time. */
export const mayUseSchema = perFile((context): boolean => {
  const host = hostViewOf(context).file;
  if (!host.passes(SAYS_PART)) return false;
  return saysHttp(context) || (host.passes(CALLS_TAKER) && TAKES_TEXT.test(host.text)) || (host.passes(SAYS_KEY) && PART_KEY.test(host.text) && namesParts(host));
});

/** Whether a file has an object whose keys name parts of a request, with what may be schemas. */
function namesParts(file: SourceFile): boolean {
  return file.nodes('ObjectExpression').some((object) => object.properties.some((property) => property.type === 'Property' && (PARTS.has(keyName(property) ?? '') || property.computed) && isOfFile(file, property.value, () => true)));
}

/** Where schemas meet parts of the request in the linted file: whole parts only, in source order. */
export const schemaUses = perFile((context): readonly SchemaUse[] => {
  if (!mayUseSchema(context)) return [];
  return schemaUsesIn(sourceFileOf(context), projectOf(context), () => httpModel(context));
});

/** The same of any file. */
export function schemaUsesIn(file: SourceFile, project: Project, http: () => HttpModel): readonly SchemaUse[] {
  const uses = [...ofCalls(file, project, http), ...ofProperties(file, project), ...ofParameters(file, project)];
  return [...new Map(uses.map((use) => [use.node, use])).values()].sort((a, b) => a.node.range[0] - b.node.range[0]);
}

/** `schema.parse(req.query)`, `zValidator('query', schema)` */
function ofCalls(file: SourceFile, project: Project, http: () => HttpModel): readonly SchemaUse[] {
  return file.nodes('CallExpression').flatMap((call): readonly SchemaUse[] => {
    if (!mayTakeSchema(file, call)) return [];
    const symbol = project.symbol(originOf(file, call.callee));
    if (symbol === null) return ofWrapper(file, project, http, call);
    const value = valueUse(file, project, call, symbol);
    if (value) return [value];
    const parsed = schemaParseOf(call, symbol);
    if (parsed) {
      const read = http().readOf(parsed.value);
      return read && read.path.length === 0 ? use(parsed.schema, schemaAt(project, file, parsed.schema), read.part) : [];
    }
    const [target, schema] = call.arguments;
    if (TAKES.test(symbol)) return target ? use(target, schemaAt(project, file, target), 'body') : [];
    const part = TOLD_FIRST.has(symbol) && target ? PARTS.get(stringValue(target) ?? '') : undefined;
    return part && schema ? use(schema, schemaAt(project, file, schema), part) : [];
  });
}

/**
 * Whether a call is one of a library or hands on what may be a schema, something imported, made on the spot or declared for the whole file.
 * All other calls of the project's own functions are not followed: there are thousands.
 */
function mayTakeSchema(file: SourceFile, call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  const name = callee.type === 'MemberExpression' ? keyName(callee) : callee.type === 'Identifier' ? callee.name : null;
  if ((name !== null && CALLED.has(name)) || isOfFile(file, callee, isImportedPackage)) return true;
  // A schema of arktype is called itself.
  const [value] = call.arguments.map(unwrapAwait);
  const read = value?.type === 'CallExpression' ? unwrap(value.callee) : value;
  if (read?.type === 'MemberExpression' && PARTS.has(keyName(read) ?? '')) return true;
  return call.arguments.some((argument) => isOfFile(file, argument, () => true));
}

/** Whether the variable an expression starts from is one of the whole file. */
function isOfFile(file: SourceFile, node: Node, is: (variable: Variable) => boolean): boolean {
  let root = unwrap(node);
  while (root.type === 'MemberExpression' || root.type === 'CallExpression' || root.type === 'NewExpression') root = unwrap(root.type === 'MemberExpression' ? root.object : root.callee);
  const variable = root.type === 'Identifier' ? file.variableOf(root) : null;
  return variable !== null && (variable.scope.type === 'module' || variable.scope.type === 'global') && is(variable);
}

function isImportedPackage({ defs }: Variable): boolean {
  return defs.some(({ parent }) => parent?.type === 'ImportDeclaration' && NAMES_LIBRARY.test(`'${parent.source.value}'`));
}

/** `validate(schema)`, `parseRequest(request, schema)`: a function of the project's own that parses. */
function ofWrapper(file: SourceFile, project: Project, http: () => HttpModel, call: TSESTree.CallExpression): readonly SchemaUse[] {
  if (!call.arguments.some(({ type }) => type === 'Identifier' || type === 'MemberExpression' || type === 'CallExpression')) return [];
  const target = project.follow(originOf(file, call.callee));
  const wrapper = target.kind === 'function' ? wrapperOf(project, target.file, target.node) : null;
  const schema = wrapper && call.arguments[wrapper.schema];
  const read = schema ? schemaAt(project, file, schema) : null;
  if (!wrapper || !schema || !read) return [];
  const part = typeof wrapper.part === 'object' ? (PARTS.get(stringValue(call.arguments[wrapper.part.at]) ?? '') ?? wrapper.part.otherwise) : wrapper.part === 'unknown' ? partByMethod(file, http(), call) : wrapper.part;
  // A schema of the whole request names the parts itself.
  const isWhole = read.fields.length > 0 && read.fields.every(({ name }) => PARTS.has(name));
  return part && !isWhole ? use(schema, read, part) : [];
}

/** The part that a handler's method is made for, where the request itself is handed on: a GET has no body. */
function partByMethod(file: SourceFile, http: HttpModel, call: TSESTree.CallExpression): RequestPart | null {
  const handler = http.handlerAround(call);
  const method = handler?.route?.method;
  const isGiven = call.arguments.some((argument) => {
    const variable = argument.type === 'Identifier' ? file.variableOf(argument) : null;
    return variable !== null && (variable === handler?.request || variable === handler?.context);
  });
  if (!isGiven || !method || method === 'ALL') return null;
  return method === 'GET' || method === 'HEAD' ? 'query' : method === 'DELETE' ? null : 'body';
}

/** `body('user.email').isEmail()`: a chain of validators of one value, as the object it is a field of. */
function valueUse(file: SourceFile, project: Project, call: TSESTree.CallExpression, symbol: string): SchemaUse | null {
  const library = libraryOf(symbol);
  const part = library?.fields?.[symbol.slice(symbol.indexOf('#') + 1)];
  const name = stringValue(call.arguments[0])?.split('.').findLast((key) => key !== '*');
  const node = callsOn(file, call).at(-1)?.node ?? call;
  const schema = library && part && name ? schemaAt(project, file, node) : null;
  if (!library || !part || !name || !schema) return null;
  return { node, part, schema: { library, node, file, type: 'object', coerces: false, steps: [], fields: [{ name, node, file, schema }], complete: false, unknownKeys: 'unknown', parts: [] } };
}

/**
 * `{ query: schema }`, handed to a validator, a route's options or the making of a schema of the whole request: keys that all
 * name parts of a request, with schemas of objects.
 */
function ofProperties(file: SourceFile, project: Project): readonly SchemaUse[] {
  if (CONVERTING.test(file.text)) return ofContracts(file, project);
  return file.nodes('ObjectExpression').flatMap((object): readonly SchemaUse[] => {
    const named = object.properties.flatMap((property) => {
      const part = property.type === 'Property' ? partOf(file, project, property) : undefined;
      return part && property.type === 'Property' ? [{ part, property }] : [];
    });
    // `{ body: { content: { 'application/json': { schema } } } }` of an OpenAPI route holds its schema deeper.
    const found = named.flatMap(({ part, property }) => use(property.value, part === 'body' ? mediaSchema(file, project, property.value) : schemaAt(project, file, property.value), part));
    const schemas = found.filter(({ schema }) => schema.type === 'object');
    return schemas.length > 0 && schemas.length === found.length && (named.length === object.properties.length || isOptions(object)) ? schemas : [];
  });
}

/** `{ method: 'POST', path: '/posts', body: schema, responses }` of a ts-rest contract. What becomes of its query its options say. */
function ofContracts(file: SourceFile, project: Project): readonly SchemaUse[] {
  return file.nodes('ObjectExpression').flatMap((object): readonly SchemaUse[] => {
    const body = ['method', 'path', 'responses'].every((name) => property(object, name)) ? property(object, 'body') : null;
    return body ? use(body, schemaAt(project, file, body), 'body') : [];
  });
}

/** The part a key names: `query`, and `[Segments.QUERY]` of celebrate. */
function partOf(file: SourceFile, project: Project, property: TSESTree.Property): RequestPart | undefined {
  const name = keyName(property);
  if (name !== null) return PARTS.get(name);
  const symbol = project.symbol(originOf(file, property.key));
  return symbol?.startsWith('celebrate#Segments.') ? PARTS.get(symbol.slice('celebrate#Segments.'.length).toLowerCase()) : undefined;
}

/** Whether an object with other keys than parts is the schema of a route's options: Fastify's has `response`, `tags`, `summary`. */
function isOptions(object: TSESTree.ObjectExpression): boolean {
  return object.properties.every((property) => property.type === 'Property' && (PARTS.has(keyName(property) ?? '') || ['response', 'tags', 'summary', 'description', 'operationId', 'security', 'hide', 'consumes', 'produces', 'deprecated'].includes(keyName(property) ?? '')));
}

function mediaSchema(file: SourceFile, project: Project, node: Node): Schema | null {
  const inner = unwrap(node);
  if (inner.type !== 'ObjectExpression') return schemaAt(project, file, node);
  const content = property(inner, 'content');
  const [media] = content?.type === 'ObjectExpression' ? content.properties : [];
  const schema = media?.type === 'Property' && media.value.type === 'ObjectExpression' ? property(media.value, 'schema') : null;
  return schemaAt(project, file, schema ?? node);
}

function property(object: TSESTree.ObjectExpression, name: string): Node | null {
  const found = object.properties.find((p): p is TSESTree.Property => p.type === 'Property' && keyName(p) === name);
  return found ? unwrap(found.value) : null;
}

/** `@Query() query: ListQuery` of a Nest controller; the class is the schema. */
function ofParameters(file: SourceFile, project: Project): readonly SchemaUse[] {
  if (!file.text.includes('@nestjs/common')) return [];
  return file.nodes('MethodDefinition').flatMap(({ value }) => (isFunction(value) ? value.params : [])).flatMap((parameter): readonly SchemaUse[] => {
    const part = decoratorsOf(parameter).flatMap(({ expression }) => {
      // With an argument it is one value, not the part.
      const symbol = expression.type === 'CallExpression' && expression.arguments.every((a) => stringValue(a) === null) ? project.symbol(originOf(file, expression.callee)) : null;
      return (symbol === null ? null : NEST_PARTS.get(symbol)) ?? [];
    })[0];
    const type = annotationOf(parameter);
    if (!part || type?.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return [];
    const origin = project.follow(originOf(file, type.typeName));
    return origin.kind === 'class' ? use(type, classSchema(project, origin.file, origin.node), part) : [];
  });
}

function use(node: Node, schema: Schema | null, part: RequestPart): readonly SchemaUse[] {
  return schema ? [{ node, schema, part }] : [];
}
