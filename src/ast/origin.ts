import type { TSESTree } from '@typescript-eslint/utils';
import type { ClassNode, FunctionNode, Node, SourceFile, Variable } from './source-file.ts';
import { memo } from '../core/memo.ts';
import { fieldAssignments, fieldParameter, membersNamed } from './members.ts';
import { annotationOf, contains, enclosingClass, isFunction, keyName, patternPath, propertyOf, returnedExpressions, stringValue, unwrap } from './syntax.ts';

/**
 * Where a value comes from, told by the syntax of one file. What an import gives stays a reference (`import`) that the
 * project index can follow; everything that carries a node carries its file too.
 */
export type Origin =
  /** `name` is `default`, `*` for the namespace, or the exported name. `require('x')` is `*`, like the compilers treat it. */
  | { readonly kind: 'import'; readonly from: string; readonly name: string; readonly typeOnly: boolean; readonly file: SourceFile }
  | { readonly kind: 'global'; readonly name: string }
  /** `property` is null where the key is computed. */
  | { readonly kind: 'member'; readonly object: Origin; readonly property: string | null }
  | { readonly kind: 'call'; readonly callee: Origin; readonly node: TSESTree.CallExpression | TSESTree.TaggedTemplateExpression; readonly file: SourceFile }
  /** An instance: `new X()` (with the node) or something whose type says `X` (without). */
  | { readonly kind: 'instance'; readonly of: Origin; readonly node: TSESTree.NewExpression | null; readonly typeArguments: readonly TSESTree.TypeNode[]; readonly file: SourceFile }
  | { readonly kind: 'function'; readonly node: FunctionNode; readonly file: SourceFile }
  | { readonly kind: 'class'; readonly node: ClassNode; readonly file: SourceFile }
  | { readonly kind: 'enum'; readonly node: TSESTree.TSEnumDeclaration; readonly file: SourceFile }
  /** A type that is written out, where a type is asked for: an instance `of` it has the members it lists. */
  | { readonly kind: 'type'; readonly node: TypeShape; readonly file: SourceFile }
  /** A parameter without a type that says more: its function, place, and the property path a pattern takes. */
  | { readonly kind: 'parameter'; readonly function: FunctionNode; readonly index: number; readonly path: readonly string[]; readonly file: SourceFile }
  /** The variable of a `catch`. */
  | { readonly kind: 'caught' }
  /** One element of what is iterated: `for (const x of xs)`. */
  | { readonly kind: 'element'; readonly of: Origin }
  /** `a ?? b`, `c ? a : b`, a variable with several values. */
  | { readonly kind: 'either'; readonly of: readonly Origin[] }
  /** Any other expression: literals, objects, arrays, templates, operators. */
  | { readonly kind: 'value'; readonly node: Node; readonly file: SourceFile }
  | { readonly kind: 'unknown' };

export type TypeShape = TSESTree.TSInterfaceDeclaration | TSESTree.TSTypeAliasDeclaration | TSESTree.TSTypeLiteral;

export const UNKNOWN: Origin = { kind: 'unknown' };
const MAX_DEPTH = 40;
const MAX_STEPS = 2000;

/** What is being answered, with its depth: `this.a = this.a ?? b` and `q = q.where()` ask for themselves. */
const active = new Map<Node | Variable, number>();
/** The least depth that a circle has come back to since the innermost answer began. */
let reach = Infinity;
let steps = 0;
/** The greatest depth that the innermost answer has come to. */
let deepest = 0;

/** An answer with what it took, so that it is the same and costs the same when it is used again. */
interface Known {
  readonly origin: Origin;
  readonly steps: number;
  readonly depth: number;
}

const knownIn: (file: SourceFile) => Map<Node, Known> = memo(() => new Map());

/** Where the value of an expression (or of a declared name) comes from. Worked out once, where no circle and no bound had a say. */
export function originOf(file: SourceFile, node: Node): Origin {
  if (active.size === 0) {
    steps = 0;
    reach = Infinity;
  }
  return worked(file, node, 0, true);
}

/**
 * The origin of a part of what is asked for. It is the same object however often the part is come by, so that what is found out about it
 * once, in this file and through others, is known for all of them.
 */
function partAt(file: SourceFile, node: Node, depth: number): Origin {
  return worked(file, node, depth, false);
}

function worked(file: SourceFile, node: Node, depth: number, isQuestion: boolean): Origin {
  const known = knownIn(file);
  const before = known.get(node);
  if (before && steps + before.steps <= MAX_STEPS && (depth === 0 || depth + before.depth <= MAX_DEPTH)) {
    steps += before.steps;
    deepest = Math.max(deepest, depth + before.depth);
    return before.origin;
  }
  const [start, outer, around, below] = [steps, active.size, reach, deepest];
  reach = Infinity;
  deepest = depth;
  const origin = isQuestion ? once(node, UNKNOWN, () => at(file, node, depth)) : at(file, node, depth);
  if (reach >= outer && steps <= MAX_STEPS && (depth === 0 || deepest <= MAX_DEPTH)) known.set(node, { origin, steps: steps - start, depth: deepest - depth });
  reach = Math.min(around, reach < outer ? reach : Infinity);
  deepest = Math.max(deepest, below);
  return origin;
}

function once(asked: Node | Variable, again: Origin, answer: () => Origin): Origin {
  const from = active.get(asked);
  if (from !== undefined) {
    reach = Math.min(reach, from);
    return again;
  }
  active.set(asked, active.size);
  try {
    return answer();
  } finally {
    active.delete(asked);
  }
}

/** Where the type a type node names comes from; unknown for anything but a name. Type arguments are left out. */
export function originOfTypeName(file: SourceFile, type: TSESTree.TypeNode): Origin {
  const named = namedType(type);
  return named ? entity(file, named.typeName) : UNKNOWN;
}

function at(file: SourceFile, wrappedNode: Node, depth: number): Origin {
  deepest = Math.max(deepest, depth);
  if (depth > MAX_DEPTH || ++steps > MAX_STEPS) return UNKNOWN;
  const node = unwrap(wrappedNode);
  switch (node.type) {
    case 'Identifier':
    case 'JSXIdentifier': {
      const variable = file.variableOf(node);
      return variable ? ofVariable(file, variable, depth + 1) : { kind: 'global', name: node.name };
    }
    case 'MemberExpression':
      return memberOf(partAt(file, node.object, depth + 1), keyName(node));
    case 'ThisExpression': {
      const owner = enclosingClass(file, node);
      return owner ? { kind: 'instance', of: { kind: 'class', node: owner, file }, node: null, typeArguments: [], file } : UNKNOWN;
    }
    case 'AwaitExpression':
      return at(file, node.argument, depth + 1);
    case 'ImportExpression': {
      const from = stringValue(node.source);
      return from === null ? UNKNOWN : { kind: 'import', from, name: '*', typeOnly: false, file };
    }
    case 'CallExpression': {
      const required = requiredModule(file, node);
      if (required !== null) return { kind: 'import', from: required, name: '*', typeOnly: false, file };
      const callee = partAt(file, node.callee, depth + 1);
      if (isInteropHelper(node.callee) && node.arguments[0]) return at(file, node.arguments[0], depth + 1);
      return { kind: 'call', callee, node, file };
    }
    case 'TaggedTemplateExpression':
      return { kind: 'call', callee: partAt(file, node.tag, depth + 1), node, file };
    case 'NewExpression':
      return { kind: 'instance', of: partAt(file, node.callee, depth + 1), node, typeArguments: node.typeArguments?.params ?? [], file };
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'FunctionDeclaration':
      return { kind: 'function', node, file };
    case 'ClassExpression':
    case 'ClassDeclaration':
      return { kind: 'class', node, file };
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
      return { kind: 'type', node, file };
    case 'ConditionalExpression':
      return either([at(file, node.consequent, depth + 1), at(file, node.alternate, depth + 1)]);
    case 'LogicalExpression':
      return node.operator === '&&' ? at(file, node.right, depth + 1) : either([at(file, node.left, depth + 1), at(file, node.right, depth + 1)]);
    case 'AssignmentExpression':
      return node.operator === '=' || node.operator === '??=' || node.operator === '||=' ? at(file, node.right, depth + 1) : UNKNOWN;
    default:
      return { kind: 'value', node, file };
  }
}

/** One of several origins; those that are known where only some are. */
export function either(of: readonly Origin[]): Origin {
  const known = of.filter((o) => o.kind !== 'unknown' && !(o.kind === 'value' && isEmptyValue(o.node)));
  const [only, ...more] = known;
  if (!only) return of[0] ?? UNKNOWN;
  return more.length === 0 && known.length === of.length ? only : { kind: 'either', of: known };
}

function isEmptyValue(node: Node): boolean {
  return (node.type === 'Literal' && node.value === null) || (node.type === 'Identifier' && node.name === 'undefined');
}

/** Member of a value, where the syntax of the same file tells it: properties of object literals, members of classes. */
export function memberOf(object: Origin, property: string | null): Origin {
  const own = property === null ? null : ownMember(object, property);
  return own ?? { kind: 'member', object, property };
}

/** The member a literal or class of this file defines; null when it defines none (it may inherit or spread it). */
export function ownMember(object: Origin, property: string): Origin | null {
  if (object.kind === 'value' && object.node.type === 'ObjectExpression') {
    const found = propertyOf(object.node, property);
    if (!found) return null;
    return found.kind === 'init' ? originOf(object.file, found.value) : got(object.file, found.value);
  }
  if (object.kind === 'import' && object.name === '*') return { ...object, name: property };
  if (object.kind === 'class') return classMember(object.file, object.node, property, true);
  if (object.kind === 'instance' && object.of.kind === 'class') return classMember(object.of.file, object.of.node, property, false);
  if (object.kind === 'instance' && object.of.kind === 'type') return typeMember(object.of.file, object.of.node, property);
  return null;
}

/** What a getter gives; a setter alone gives nothing. */
function got(file: SourceFile, accessor: Node): Origin {
  return isFunction(accessor) ? either(returnedExpressions(file, accessor).map((returned) => originOf(file, returned))) : UNKNOWN;
}

/** The members a type lists itself, whatever it extends. */
function signatures(shape: TypeShape): readonly TSESTree.TypeElement[] {
  if (shape.type === 'TSInterfaceDeclaration') return shape.body.body;
  if (shape.type === 'TSTypeLiteral') return shape.members;
  return shape.typeAnnotation.type === 'TSTypeLiteral' ? shape.typeAnnotation.members : [];
}

function typeMember(file: SourceFile, shape: TypeShape, property: string): Origin | null {
  return ofAnnotation(file, propertyType(shape, property));
}

/** The annotation of a property that a type lists itself; null when it lists none of that name. */
export function propertyType(shape: TypeShape, property: string): TSESTree.TypeNode | null {
  const found = signatures(shape).find((member) => member.type === 'TSPropertySignature' && keyName(member) === property);
  return found?.type === 'TSPropertySignature' ? (found.typeAnnotation?.typeAnnotation ?? null) : null;
}

/**
 * What a method without a body says it returns: a signature of an interface or an abstract method. Null when the type has
 * no such method or names nothing.
 */
export function declaredResult(type: Origin, method: string): Origin | null {
  if (type.kind === 'type') {
    for (const member of signatures(type.node)) {
      if (member.type === 'TSMethodSignature' && keyName(member) === method) return ofAnnotation(type.file, member.returnType?.typeAnnotation ?? null);
      if (member.type === 'TSPropertySignature' && keyName(member) === method && member.typeAnnotation?.typeAnnotation.type === 'TSFunctionType') {
        return ofAnnotation(type.file, member.typeAnnotation.typeAnnotation.returnType?.typeAnnotation ?? null);
      }
    }
  }
  if (type.kind === 'class') {
    for (const member of type.node.body.body) {
      if (member.type === 'TSAbstractMethodDefinition' && keyName(member) === method) return ofAnnotation(type.file, member.value.returnType?.typeAnnotation ?? null);
    }
  }
  return null;
}

function classMember(file: SourceFile, node: ClassNode, name: string, isStatic: boolean): Origin | null {
  const given = isStatic ? null : fieldParameter(node, name);
  if (given) return ofType(file, annotationOf(given.parameter)) ?? UNKNOWN;
  for (const member of membersNamed(node, name)) {
    if (member.type === 'TSAbstractPropertyDefinition') return ofAnnotation(file, member.typeAnnotation?.typeAnnotation ?? null) ?? UNKNOWN;
    if ((member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition' && member.type !== 'AccessorProperty') || member.static !== isStatic) continue;
    if (member.type === 'MethodDefinition') {
      if (member.kind === 'set' || (member.kind === 'constructor' && !isStatic) || !isFunction(member.value)) continue;
      return member.kind === 'get' ? got(file, member.value) : { kind: 'function', node: member.value, file };
    }
    if (member.value) return originOf(file, member.value);
    return ofType(file, member.typeAnnotation?.typeAnnotation ?? null) ?? assignedField(file, node, name) ?? UNKNOWN;
  }
  return isStatic ? null : assignedField(file, node, name);
}

/** `this.x = …` in the class: the value of its only assignment. */
function assignedField(file: SourceFile, node: ClassNode, name: string): Origin | null {
  const assigned = fieldAssignments(file, node, name);
  const [only] = assigned;
  return only && assigned.length === 1 ? originOf(file, only.right) : null;
}

function ofVariable(file: SourceFile, variable: Variable, depth: number): Origin {
  deepest = Math.max(deepest, depth);
  // A name may be a type and a value; eslint-scope knows values only and does not say so.
  const definition = variable.defs.find((d) => (d as { isVariableDefinition?: boolean }).isVariableDefinition) ?? variable.defs[0];
  if (!definition || depth > MAX_DEPTH) return UNKNOWN;
  const name = definition.name as Node;
  const node = definition.node as Node;
  switch (node.type) {
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
      return ofImport(file, node);
    case 'TSImportEqualsDeclaration': {
      const from = node.moduleReference.type === 'TSExternalModuleReference' ? stringValue(node.moduleReference.expression) : null;
      return from === null ? UNKNOWN : { kind: 'import', from, name: '*', typeOnly: node.importKind === 'type', file };
    }
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression': {
      if (name === node.id) return { kind: 'function', node, file };
      return ofParameter(file, node, name);
    }
    case 'ClassDeclaration':
    case 'ClassExpression':
      return { kind: 'class', node, file };
    case 'TSEnumDeclaration':
      return { kind: 'enum', node, file };
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
      return { kind: 'type', node, file };
    case 'CatchClause':
      return { kind: 'caught' };
    case 'VariableDeclarator':
      return ofDeclarator(file, variable, node, name, depth);
    default:
      return UNKNOWN;
  }
}

const importsIn: (file: SourceFile) => Map<TSESTree.ImportClause, Origin> = memo(() => new Map());

/** One origin for all uses of an import: it is followed once. */
function ofImport(file: SourceFile, node: TSESTree.ImportClause): Origin {
  const known = importsIn(file);
  let origin = known.get(node);
  if (!origin) known.set(node, (origin = importedBy(file, node)));
  return origin;
}

function importedBy(file: SourceFile, node: TSESTree.ImportClause): Origin {
  const declaration = file.parent(node);
  if (declaration?.type !== 'ImportDeclaration') return UNKNOWN;
  const typeOnly = declaration.importKind === 'type' || (node.type === 'ImportSpecifier' && node.importKind === 'type');
  const name = node.type === 'ImportNamespaceSpecifier' ? '*' : node.type === 'ImportDefaultSpecifier' ? 'default' : importedName(node);
  return { kind: 'import', from: String(declaration.source.value), name, typeOnly, file };
}

function importedName(node: TSESTree.ImportSpecifier): string {
  return node.imported.type === 'Identifier' ? node.imported.name : String(node.imported.value);
}

function ofParameter(file: SourceFile, fn: FunctionNode, name: Node): Origin {
  for (const [index, parameter] of fn.params.entries()) {
    const found = patternPath(parameter.type === 'RestElement' ? parameter.argument : parameter, name);
    if (!found) continue;
    const plain: Origin = { kind: 'parameter', function: fn, index, path: found.path, file };
    // Broken code may name a parameter as its own type.
    const type = found.path.length === 0 ? annotationOf(parameter) : null;
    return type ? once(type, plain, () => ofType(file, type) ?? plain) : plain;
  }
  return UNKNOWN;
}

function ofDeclarator(file: SourceFile, variable: Variable, node: TSESTree.VariableDeclarator, name: Node, depth: number): Origin {
  const path = patternPath(node.id, name);
  const loop = file.parent(node)?.parent;
  if ((loop?.type === 'ForOfStatement' || loop?.type === 'ForInStatement') && contains(loop.left, node)) {
    if (loop.type === 'ForInStatement') return UNKNOWN;
    return path ? along({ kind: 'element', of: at(file, loop.right, depth + 1) }, path.path) : UNKNOWN;
  }
  const written = laterWrites(variable);
  const declared = node.init ? (path ? along(partAt(file, node.init, depth + 1), path.path) : UNKNOWN) : null;
  const typed = path?.path.length === 0 ? ofType(file, annotationOf(node.id)) : null;
  if (declared && written.length === 0) return declared.kind === 'unknown' || declared.kind === 'call' ? preferTyped(declared, typed) : declared;
  if (typed && isNamed(typed)) return typed;
  return once(variable, declared ?? UNKNOWN, () => {
    const values = written.map((r) => (r.writeExpr && file.parent(r.identifier)?.type === 'AssignmentExpression' ? at(file, r.writeExpr as Node, depth + 1) : UNKNOWN));
    return either(declared ? [declared, ...values] : values);
  });
}

/** Writes of a variable but its initialiser; a client may be used a thousand times in one file, and each use asks. */
const laterWrites = memo((variable: Variable) => variable.references.filter((r) => r.isWrite() && !r.init));

/** Whether a variable is written to after it was declared, so that what it was given there need not be its value. */
export function isReassigned(variable: Variable): boolean {
  return laterWrites(variable).length > 0;
}

/** `const pool: Pool = makePool()`: the annotation says what a call of no package does not, unless it is an everyday type. */
function preferTyped(declared: Origin, typed: Origin | null): Origin {
  if (!typed || !isNamed(typed)) return declared;
  if (declared.kind === 'unknown') return typed;
  return symbolOf(declared) === null ? { kind: 'either', of: [declared, typed] } : declared;
}

function isNamed(origin: Origin): boolean {
  return origin.kind === 'instance' && origin.of.kind !== 'global' && origin.of.kind !== 'unknown' && origin.of.kind !== 'type';
}

/** A member of a member: what a pattern takes out of a value. */
export function along(origin: Origin, path: readonly string[]): Origin {
  return path.reduce<Origin>((object, property) => (object.kind === 'value' && object.node.type === 'ArrayExpression' ? element(object, property) : memberOf(object, property)), origin);
}

function element(array: Origin & { kind: 'value' }, index: string): Origin {
  const found = array.node.type === 'ArrayExpression' ? array.node.elements[Number(index)] : null;
  return found ? originOf(array.file, found) : UNKNOWN;
}

/** A value whose annotation names a type. Null without an annotation or where it is no name. */
export function ofType(file: SourceFile, type: TSESTree.TypeNode | null, depth = 0): Origin | null {
  if (!type || depth > MAX_DEPTH) return null;
  switch (type.type) {
    case 'TSUnionType': {
      const rest = type.types.filter((t) => t.type !== 'TSNullKeyword' && t.type !== 'TSUndefinedKeyword').map((t) => ofType(file, t, depth + 1));
      return rest.length > 0 && rest.every((o) => o !== null) ? either(rest) : null;
    }
    case 'TSIntersectionType':
      return type.types.reduce<Origin | null>((found, t) => found ?? ofType(file, t, depth + 1), null);
    case 'TSTypeQuery':
      return type.exprName.type === 'TSImportType' ? null : entity(file, type.exprName);
    case 'TSTypeReference':
      return ofReference(file, type, depth);
    default:
      return null;
  }
}

/** The same, and an instance of the written-out type where the annotation is a type literal. */
export function ofAnnotation(file: SourceFile, type: TSESTree.TypeNode | null): Origin | null {
  if (type?.type === 'TSTypeLiteral') return { kind: 'instance', of: { kind: 'type', node: type, file }, node: null, typeArguments: [], file };
  return ofType(file, type);
}

function ofReference(file: SourceFile, type: TSESTree.TSTypeReference, depth: number): Origin | null {
  const name = type.typeName.type === 'Identifier' ? type.typeName : null;
  const variable = name && file.variableOf(name);
  const inner = type.typeArguments?.params[0];
  if (inner && name && !variable) {
    if (TRANSPARENT.has(name.name)) return ofType(file, inner, depth + 1);
    if (name.name === 'InstanceType' && inner.type === 'TSTypeQuery' && inner.exprName.type !== 'TSImportType') {
      return { kind: 'instance', of: entity(file, inner.exprName), node: null, typeArguments: [], file };
    }
  }
  const alias = variable?.defs[0]?.node as Node | undefined;
  const meant = alias?.type === 'TSTypeAliasDeclaration' ? ofType(file, alias.typeAnnotation, depth + 1) : null;
  return meant ?? { kind: 'instance', of: entity(file, type.typeName), node: null, typeArguments: type.typeArguments?.params ?? [], file };
}

const TRANSPARENT = new Set(['Promise', 'PromiseLike', 'Readonly', 'Required', 'NonNullable', 'Awaited']);

/** The name a type is known by: through `| null`, `Promise<…>` and `Readonly<…>`. */
function namedType(type: TSESTree.TypeNode): TSESTree.TSTypeReference | null {
  if (type.type === 'TSUnionType') {
    const rest = type.types.filter((t) => t.type !== 'TSNullKeyword' && t.type !== 'TSUndefinedKeyword');
    return rest.length === 1 && rest[0] ? namedType(rest[0]) : null;
  }
  if (type.type !== 'TSTypeReference') return null;
  const inner = type.typeArguments?.params[0];
  if (inner && type.typeName.type === 'Identifier' && TRANSPARENT.has(type.typeName.name)) return namedType(inner);
  return type;
}

function entity(file: SourceFile, name: TSESTree.EntityName): Origin {
  if (name.type === 'Identifier') {
    const variable = file.variableOf(name);
    if (!variable) return { kind: 'global', name: name.name };
    const node = variable.defs[0]?.node as Node | undefined;
    if (node?.type === 'TSTypeAliasDeclaration') return ofAlias(file, node);
    return ofVariable(file, variable, 0);
  }
  if (name.type === 'TSQualifiedName') return memberOf(entity(file, name.left), name.right.name);
  return UNKNOWN;
}

/** `type Db = NodePgDatabase<typeof schema>` is the type it names. */
function ofAlias(file: SourceFile, alias: TSESTree.TSTypeAliasDeclaration): Origin {
  const type = alias.typeAnnotation;
  const builtIn = type.type === 'TSTypeReference' && type.typeArguments && type.typeName.type === 'Identifier' && !file.variableOf(type.typeName);
  if (type.type === 'TSTypeReference' && !builtIn) return once(alias, UNKNOWN, () => entity(file, type.typeName));
  return { kind: 'type', node: alias, file };
}

/** `require('x')` with the real `require`; the module's name, or null. */
export function requiredModule(file: SourceFile, node: TSESTree.CallExpression): string | null {
  if (node.callee.type !== 'Identifier' || node.callee.name !== 'require' || node.arguments.length !== 1) return null;
  return file.variableOf(node.callee) ? null : stringValue(node.arguments[0]);
}

/** Compilers' `__importDefault(require('x'))` and `__importStar(…)`: names no one else uses. */
function isInteropHelper(callee: Node): boolean {
  const inner = unwrap(callee);
  const name = inner.type === 'Identifier' ? inner.name : inner.type === 'MemberExpression' ? keyName(inner) : null;
  return name === '__importDefault' || name === '__importStar' || name === '_interop_require_default' || name === '_interop_require_wildcard' || name === '_interopRequireDefault';
}


/**
 * The name a value has in the package it comes from, as adapters write it; null when it comes from none.
 *
 * `import { Pool } from 'pg'` → `pg#Pool`; `new Pool()`, `x: Pool` → `new pg#Pool`; `express.Router()` → `express#Router()`;
 * `(await pool.connect()).query` → `new pg#Pool.connect().query`. The default export is `express#default`, and a member of
 * it is a member of the module (`pg.Pool` and `{ Pool }` are one), so interop never matters. Globals are `global#fetch`.
 * `node:` is left out. A local or relative import has no symbol: ask the project index first.
 */
export function symbolOf(origin: Origin): string | null {
  switch (origin.kind) {
    case 'import':
      return isLocal(origin.from) ? null : `${origin.from.replace(/^node:/, '')}#${origin.name === '*' ? 'default' : origin.name}`;
    case 'global':
      return `global#${origin.name}`;
    case 'member': {
      const object = symbolOf(origin.object);
      if (object === null || origin.property === null) return null;
      if (!object.startsWith('new ') && object.endsWith('#default')) return origin.property === 'default' ? object : `${object.slice(0, -'default'.length)}${origin.property}`;
      return `${object}.${origin.property}`;
    }
    case 'call': {
      const callee = symbolOf(origin.callee);
      return callee && `${callee}()`;
    }
    case 'instance': {
      const of = symbolOf(origin.of);
      return of && `new ${of}`;
    }
    case 'either':
      return origin.of.map(symbolOf).find((s) => s !== null && !s.startsWith('global#')) ?? null;
    default:
      return null;
  }
}

/** What the members of a value hang on: the import in `fs.promises.readFile`. */
export function rootOf(origin: Origin): Origin {
  return origin.kind === 'member' ? rootOf(origin.object) : origin;
}

/** Package a symbol belongs to: `@nestjs/common` of `new @nestjs/common#Logger.log()`; `global` for globals. */
export function packageOf(symbol: string): string {
  const start = symbol.startsWith('new ') ? 4 : 0;
  return symbol.slice(start, symbol.indexOf('#'));
}

/** Whether a module specifier names a file of the project by its place rather than a package. */
function isLocal(specifier: string): boolean {
  const [first] = specifier;
  return first === '.' || first === '/' || first === '#';
}

