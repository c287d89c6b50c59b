import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from './source-file.ts';
import type { Origin } from './origin.ts';
import { memberOf, ofAnnotation, originOf, originOfTypeName, propertyType, symbolOf } from './origin.ts';
import { annotationOf, keyName, propertyOf, unwrap } from './syntax.ts';

export type Primitive = string | number | boolean | null;

const MAX_VALUES = 64;
const MAX_DEPTH = 12;
const ARITHMETIC: Readonly<Record<string, (left: number, right: number) => number>> = { '*': (l, r) => l * r, '-': (l, r) => l - r, '/': (l, r) => l / r };

/**
 * The values an expression can have, when every one of them is written in the code: literals, `const` chains, enums,
 * `as const` objects indexed by anything, conditionals, templates and arithmetic of constants, literal-union annotations.
 * Null when any of them is not. `follow` turns an origin that is an import into its origin elsewhere, or returns it.
 */
export function constantValues(file: SourceFile, node: Node, follow: (origin: Origin) => Origin = (o) => o): readonly Primitive[] | null {
  return values(file, node, follow, 0);
}

function values(file: SourceFile, wrappedNode: Node, follow: (origin: Origin) => Origin, depth: number): readonly Primitive[] | null {
  if (depth > MAX_DEPTH) return null;
  const node = unwrap(wrappedNode);
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' || typeof node.value === 'number' || typeof node.value === 'boolean' || (node.value === null && node.raw === 'null') ? [node.value] : null;
    case 'TemplateLiteral': {
      let texts: readonly string[] = [node.quasis[0]?.value.cooked ?? ''];
      for (const [i, hole] of node.expressions.entries()) {
        const inner = values(file, hole, follow, depth + 1);
        if (!inner) return null;
        const after = node.quasis[i + 1]?.value.cooked ?? '';
        texts = texts.flatMap((t) => inner.map((v) => `${t}${v}${after}`));
        if (texts.length > MAX_VALUES) return null;
      }
      return texts;
    }
    case 'BinaryExpression': {
      const arithmetic = ARITHMETIC[node.operator];
      if (node.operator !== '+' && !arithmetic) return null;
      const left = values(file, node.left, follow, depth + 1);
      const right = left && values(file, node.right, follow, depth + 1);
      if (!right || left.length * right.length > MAX_VALUES) return null;
      if (!arithmetic) return left.flatMap((l) => right.map((r) => (typeof l === 'number' && typeof r === 'number' ? l + r : `${l}${r}`)));
      return [...left, ...right].every((v) => typeof v === 'number') ? left.flatMap((l) => right.map((r) => arithmetic(Number(l), Number(r)))) : null;
    }
    case 'UnaryExpression': {
      const inner = node.operator === '-' ? values(file, node.argument, follow, depth + 1) : null;
      return inner?.every((v) => typeof v === 'number') ? inner.map((v) => -Number(v)) : null;
    }
    case 'ConditionalExpression':
      return union(values(file, node.consequent, follow, depth + 1), () => values(file, node.alternate, follow, depth + 1));
    case 'LogicalExpression':
      return union(values(file, node.left, follow, depth + 1), () => values(file, node.right, follow, depth + 1));
    case 'MemberExpression':
      return ofMember(file, node.object, keyName(node), follow, depth + 1);
    case 'Identifier':
      return node.name === 'undefined' && !file.variableOf(node) ? [null] : ofOrigin(follow(originOf(file, node)), follow, depth + 1);
    default:
      return null;
  }
}

function union(left: readonly Primitive[] | null, right: () => readonly Primitive[] | null): readonly Primitive[] | null {
  const more = left && right();
  return more && left.length + more.length <= MAX_VALUES ? [...left, ...more] : null;
}

function ofOrigin(origin: Origin, follow: (origin: Origin) => Origin, depth: number): readonly Primitive[] | null {
  if (depth > MAX_DEPTH) return null;
  switch (origin.kind) {
    case 'value':
      return values(origin.file, origin.node, follow, depth + 1);
    case 'either':
      // One part alone: the others are not known.
      return origin.of.length < 2 ? null : origin.of.reduce<readonly Primitive[] | null>((all, o) => union(all, () => ofOrigin(follow(o), follow, depth + 1)), []);
    case 'member':
      return ofKey(follow(origin.object), origin.property, follow, depth + 1);
    case 'element':
      return ofKey(follow(origin.of), null, follow, depth + 1);
    case 'parameter': {
      const parameter = origin.function.params[origin.index];
      return parameter ? ofPath(origin.file, annotationOf(parameter), origin.path, follow, depth + 1) : null;
    }
    case 'instance':
      if (origin.of.kind === 'enum') return ofKey(origin.of, null, follow, depth + 1);
      return origin.of.kind === 'type' && origin.of.node.type === 'TSTypeAliasDeclaration' ? ofLiteralType(origin.of.file, origin.of.node.typeAnnotation, follow, depth + 1) : null;
    default:
      return null;
  }
}

/** The values that a type made of literals allows: `'asc' | 'desc'`, a name for it, `keyof typeof columns`. */
function ofLiteralType(file: SourceFile, type: TSESTree.TypeNode, follow: (origin: Origin) => Origin, depth: number): readonly Primitive[] | null {
  if (depth > MAX_DEPTH) return null;
  switch (type.type) {
    case 'TSLiteralType':
      return values(file, type.literal, follow, depth + 1);
    case 'TSNullKeyword':
    case 'TSUndefinedKeyword':
      return [null];
    case 'TSUnionType':
      return type.types.reduce<readonly Primitive[] | null>((all, t) => union(all, () => ofLiteralType(file, t, follow, depth + 1)), []);
    case 'TSTypeReference': {
      const named = follow(originOfTypeName(file, type));
      if (named.kind === 'enum') return ofKey(named, null, follow, depth + 1);
      return named.kind === 'type' && named.node.type === 'TSTypeAliasDeclaration' ? ofLiteralType(named.file, named.node.typeAnnotation, follow, depth + 1) : null;
    }
    case 'TSTypeOperator':
      return type.operator === 'keyof' && type.typeAnnotation?.type === 'TSTypeQuery' ? keysOf(follow(ofAnnotation(file, type.typeAnnotation) ?? { kind: 'unknown' })) : null;
    default:
      return null;
  }
}

/** The values of what a typed parameter is taken apart into: `({ order }: { order: 'asc' | 'desc' })`. */
function ofPath(file: SourceFile, type: TSESTree.TypeNode | null, path: readonly string[], follow: (origin: Origin) => Origin, depth: number): readonly Primitive[] | null {
  const [property, ...rest] = path;
  if (!type || depth > MAX_DEPTH) return null;
  if (property === undefined) return ofLiteralType(file, type, follow, depth + 1);
  const shape = follow(ofAnnotation(file, type) ?? { kind: 'unknown' });
  return shape.kind === 'instance' && shape.of.kind === 'type' ? ofPath(shape.of.file, propertyType(shape.of.node, property), rest, follow, depth + 1) : null;
}

/** The keys of an object literal that says all it holds, or of an enum. */
function keysOf(origin: Origin): readonly Primitive[] | null {
  if (origin.kind === 'enum') return origin.node.body.members.map((member) => (member.id.type === 'Identifier' ? member.id.name : String(member.id.value)));
  if (origin.kind !== 'value') return null;
  const node = unwrap(origin.node);
  if (node.type !== 'ObjectExpression') return null;
  const keys = node.properties.map((p) => (p.type === 'Property' ? keyName(p) : null));
  return keys.every((key) => key !== null) ? keys : null;
}

function ofMember(file: SourceFile, object: Node, key: string | null, follow: (origin: Origin) => Origin, depth: number): readonly Primitive[] | null {
  const origin = follow(originOf(file, object));
  if (isWrittenTo(file, object)) return null;
  if (key === null) return ofKey(origin, null, follow, depth);
  const member = follow(memberOf(origin, key));
  return member.kind === 'member' ? ofKey(origin, key, follow, depth) : ofOrigin(member, follow, depth);
}

/** Whether a property of a named object is assigned somewhere: `sorts.custom = x`. */
function isWrittenTo(file: SourceFile, object: Node): boolean {
  const inner = unwrap(object);
  const variable = inner.type === 'Identifier' ? file.variableOf(inner) : null;
  return variable?.references.some(({ identifier }) => {
    const member = file.parent(identifier);
    const write = member?.type === 'MemberExpression' && member.object === identifier ? file.parent(member) : null;
    return write?.type === 'AssignmentExpression' && write.left === member;
  }) ?? false;
}

/** The value of one key, or with a null key of every key, of an object, array or enum that is written out. */
function ofKey(origin: Origin, key: string | null, follow: (origin: Origin) => Origin, depth: number): readonly Primitive[] | null {
  if (origin.kind === 'enum') {
    const found: Primitive[] = [];
    let last: Primitive | undefined = -1;
    for (const member of origin.node.body.members) {
      const name = member.id.type === 'Identifier' ? member.id.name : String(member.id.value);
      const written = member.initializer ? values(origin.file, member.initializer, follow, depth + 1) : null;
      // Without a value of its own, a member counts on from the one before.
      last = member.initializer ? written?.[0] : typeof last === 'number' ? last + 1 : undefined;
      if (key !== null && name !== key) continue;
      if (last === undefined) return null;
      found.push(last);
    }
    return found.length > 0 ? found : null;
  }
  if (origin.kind === 'call' && origin.node.type === 'CallExpression' && symbolOf(origin.callee) === 'global#Object.freeze') {
    const [frozen] = origin.node.arguments;
    return frozen && frozen.type !== 'SpreadElement' ? ofKey(follow(originOf(origin.file, frozen)), key, follow, depth + 1) : null;
  }
  if (origin.kind === 'instance' && origin.of.kind === 'type' && key !== null) return ofPath(origin.of.file, propertyType(origin.of.node, key), [], follow, depth + 1);
  if (origin.kind !== 'value') return null;
  const node = unwrap(origin.node);
  if (node.type === 'ObjectExpression') {
    if (key !== null) {
      const found = propertyOf(node, key);
      return found ? values(origin.file, found.value, follow, depth + 1) : null;
    }
    return node.properties.reduce<readonly Primitive[] | null>((all, p) => union(all, () => (p.type === 'Property' ? values(origin.file, p.value, follow, depth + 1) : null)), []);
  }
  if (node.type === 'ArrayExpression') {
    return node.elements.reduce<readonly Primitive[] | null>((all, e) => union(all, () => (e && e.type !== 'SpreadElement' ? values(origin.file, e, follow, depth + 1) : null)), []);
  }
  return null;
}
