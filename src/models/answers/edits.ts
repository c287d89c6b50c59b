import type { Node, SourceFile } from '../../ast/source-file.ts';
import { unwrap } from '../../ast/syntax.ts';
import type { Edit } from '../../core/rule-context.ts';
import type { ResponseWrite } from '../http/types.ts';

/** What has to be written so that an answer has a status: `.status(201)` before it, `201` or `{ status: 201 }` among its arguments. Null where the form does not tell. */
export function statusEdit(file: SourceFile, { node, statusNode, form, setter, said }: ResponseWrite, status: number): Edit | null {
  if (statusNode) return unwrap(statusNode).type === 'Literal' ? { range: statusNode.range, text: String(status) } : null;
  if (said !== 'default' || !form || (node.type !== 'CallExpression' && node.type !== 'NewExpression')) return null;
  if (setter !== null) return beforeCall(node, `${setter}(${status}).`);
  const place = form.status ?? form.options;
  if (place === undefined || node.arguments.length !== place) return null;
  const last: Node | undefined = node.arguments.at(-1);
  const close = node.range[1] - 1;
  const text = form.status === undefined ? `{ status: ${status} }` : String(status);
  return last && file.text[close] === ')' ? { range: [last.range[1], last.range[1]], text: `, ${text}` } : null;
}

/** Before the method of a call: `res.json(x)` → `res.status(201).json(x)`. */
function beforeCall(node: Node, text: string): Edit | null {
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : null;
  return callee?.type === 'MemberExpression' && !callee.computed ? { range: [callee.property.range[0], callee.property.range[0]], text } : null;
}
