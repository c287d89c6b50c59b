import type { Node, SourceFile } from './source-file.ts';
import type { Origin } from './origin.ts';
import { memberOf, originOf } from './origin.ts';
import { keyName, propertyOf, unwrap } from './syntax.ts';

export type Primitive = string | number | boolean | null;

const MAX_VALUES = 64;
const MAX_DEPTH = 12;

/**
 * The values an expression can have, when every one of them is written in the code: literals, `const` chains, enums,
 * `as const` objects indexed by anything, conditionals, templates and sums of constants, literal-union annotations.
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
      if (node.operator !== '+') return null;
      const left = values(file, node.left, follow, depth + 1);
      const right = left && values(file, node.right, follow, depth + 1);
      if (!right || left.length * right.length > MAX_VALUES) return null;
      return left.flatMap((l) => right.map((r) => (typeof l === 'number' && typeof r === 'number' ? l + r : `${l}${r}`)));
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
      return origin.of.reduce<readonly Primitive[] | null>((all, o) => union(all, () => ofOrigin(follow(o), follow, depth + 1)), []);
    case 'member':
      return ofKey(follow(origin.object), origin.property, follow, depth + 1);
    case 'element':
      return ofKey(follow(origin.of), null, follow, depth + 1);
    default:
      return null;
  }
}

function ofMember(file: SourceFile, object: Node, key: string | null, follow: (origin: Origin) => Origin, depth: number): readonly Primitive[] | null {
  const origin = follow(originOf(file, object));
  if (key === null) return ofKey(origin, null, follow, depth);
  const member = follow(memberOf(origin, key));
  return member.kind === 'member' ? ofKey(origin, key, follow, depth) : ofOrigin(member, follow, depth);
}

/** The value of one key, or with a null key of every key, of an object, array or enum that is written out. */
function ofKey(origin: Origin, key: string | null, follow: (origin: Origin) => Origin, depth: number): readonly Primitive[] | null {
  if (origin.kind === 'enum') {
    const found: Primitive[] = [];
    for (const [i, member] of origin.node.body.members.entries()) {
      const name = member.id.type === 'Identifier' ? member.id.name : String(member.id.value);
      if (key !== null && name !== key) continue;
      const value = member.initializer ? values(origin.file, member.initializer, follow, depth + 1) : [i];
      if (!value) return null;
      found.push(...value);
    }
    return found.length > 0 ? found : null;
  }
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
  // Object.freeze({ … })
  if (node.type === 'CallExpression' && node.arguments[0] && node.arguments.length === 1 && node.callee.type === 'MemberExpression' && keyName(node.callee) === 'freeze') {
    return ofKey(follow(originOf(origin.file, node.arguments[0])), key, follow, depth + 1);
  }
  return null;
}
