import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { summands, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import type { AddressStart } from './types.ts';

const MAX_DEPTH = 6;

/** What an address starts with, and the literal that says it: through constants, templates, sums and `new URL(…)`; null where nothing is known of it. */
export function startOf(file: SourceFile, node: Node, project: Project, depth = 0): AddressStart | null {
  const inner = unwrap(node);
  if (depth > MAX_DEPTH) return null;
  if (inner.type === 'Literal') return typeof inner.value === 'string' ? { text: inner.value, isOpen: false, node: inner, file } : null;
  if (inner.type === 'TemplateLiteral') {
    const [first] = inner.quasis;
    const text = first?.value.cooked ?? '';
    if (text !== '') return { text, isOpen: inner.expressions.length > 0, node: inner, file };
    const hole = inner.expressions[0];
    return hole ? opened(startOf(file, hole, project, depth + 1), inner.quasis[1]?.value.cooked ?? '', inner.expressions.length > 1) : null;
  }
  if (inner.type === 'BinaryExpression') {
    const [first, second] = summands(inner);
    if (!first || first === inner) return null;
    return opened(startOf(file, first, project, depth + 1), second?.type === 'Literal' && typeof second.value === 'string' ? second.value : '', true);
  }
  if (inner.type === 'NewExpression' && project.symbol(originOf(file, inner.callee)) === 'global#URL') {
    const base = inner.arguments[1] ?? inner.arguments[0];
    return base && base.type !== 'SpreadElement' ? startOf(file, base, project, depth + 1) : null;
  }
  if (inner.type !== 'Identifier' && inner.type !== 'MemberExpression') return null;
  const origin = project.follow(originOf(file, inner));
  if (origin.kind === 'value') return origin.node === inner ? null : startOf(origin.file, origin.node, project, depth + 1);
  return origin.kind === 'instance' && origin.node ? startOf(origin.file, origin.node, project, depth + 1) : null;
}

function opened(start: AddressStart | null, then: string, isOpen: boolean): AddressStart | null {
  return start && { ...start, text: start.isOpen ? start.text : `${start.text}${then}`, isOpen: start.isOpen || isOpen };
}
