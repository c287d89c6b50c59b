import type { Node, SourceFile } from './source-file.ts';
import { keyName, memberChain, summands, unwrap } from './syntax.ts';

const MAX_DEPTH = 6;

/**
 * What a name or path of names stands for, as a text that two expressions share where they are written the same and mean the same
 * variable: `user.id`. Literals too. Null for anything else: a call may give something else each time.
 */
export function pathIdentity(file: SourceFile, node: Node): string | null {
  const inner = unwrap(node);
  if (inner.type === 'Literal') return inner.raw;
  const { root, path } = memberChain(inner);
  if (path.includes(null)) return null;
  if (root.type === 'ThisExpression') return ['this', ...path].join('.');
  return root.type === 'Identifier' ? [`${root.name}@${file.variableOf(root)?.defs[0]?.name.range.join() ?? 'global'}`, ...path].join('.') : null;
}

/**
 * The same for the expression of a key: templates, sums, and calls with arguments of that kind are the same key where they are written
 * the same, as a function that makes keys gives one key for one argument. A constant of the function stands for what it was given.
 */
export function keyIdentity(file: SourceFile, node: Node): string | null {
  return key(file, node, 0);
}

function key(file: SourceFile, node: Node, depth: number): string | null {
  if (depth > MAX_DEPTH) return null;
  const inner = unwrap(node);
  switch (inner.type) {
    case 'TemplateLiteral': {
      const holes = inner.expressions.map((hole) => key(file, hole, depth + 1));
      return holes.includes(null) ? null : inner.quasis.map(({ value }, i) => `${i > 0 ? `\${${holes[i - 1]}}` : ''}${value.raw}`).join('');
    }
    case 'BinaryExpression': {
      if (inner.operator !== '+') return null;
      const parts = summands(inner).map((part) => (part.type === 'Literal' ? String(part.value) : wrap(key(file, part, depth + 1))));
      return parts.includes(null) ? null : parts.join('');
    }
    case 'CallExpression': {
      const callee = unwrap(inner.callee);
      const called = callee.type === 'MemberExpression' && keyName(callee) !== null ? methodIdentity(file, callee.object, keyName(callee), depth) : pathIdentity(file, callee);
      const given = inner.arguments.map((argument) => (argument.type === 'SpreadElement' ? null : key(file, argument, depth + 1)));
      return called === null || given.includes(null) ? null : `${called}(${given.join()})`;
    }
    case 'Literal':
      return typeof inner.value === 'string' ? inner.value : inner.raw;
    case 'Identifier': {
      const definition = file.variableOf(inner)?.defs[0];
      const declarator = definition?.node as Node | undefined;
      const declaration = declarator && file.parent(declarator);
      const isConstant = declarator?.type === 'VariableDeclarator' && declarator.id.type === 'Identifier' && declaration?.type === 'VariableDeclaration' && declaration.kind === 'const';
      return (isConstant && declarator.init ? key(file, declarator.init, depth + 1) : null) ?? pathIdentity(file, inner);
    }
    default:
      return pathIdentity(file, inner);
  }
}

function methodIdentity(file: SourceFile, object: Node, name: string | null, depth: number): string | null {
  const of = key(file, object, depth + 1);
  return of === null ? null : `${of}.${name}`;
}

function wrap(part: string | null): string | null {
  return part === null ? null : `\${${part}}`;
}
