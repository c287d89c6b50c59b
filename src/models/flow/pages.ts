import type { Node, SourceFile } from '../../ast/source-file.ts';
import { propertyOf, unwrap } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import type { ResponseWrite } from '../http/types.ts';
import type { FlowHost } from './engine.ts';
import { assignedTo } from './reaching.ts';
import type { SinkPlace } from './types.ts';

const MARKUP = /<[a-z!/]/iu;
/** A content type that a handler says, and the one of pages. */
const SAYS_TYPE = /content-?type|\.type\(/iu;
const SAYS_HTML = /html/i;
/** Bodies that frameworks send as JSON. */
const IS_JSON: ReadonlySet<string> = new Set(['ObjectExpression', 'ArrayExpression']);
const MAX_DEPTH = 8;

/** Where texts become pages: bodies of answers that are HTML, and `dangerouslySetInnerHTML`. */
export function pagePlaces(host: FlowHost, file: SourceFile): readonly SinkPlace[] {
  const answered = host.http(file).writes.flatMap((write) => (write.body && isPage(file, write) ? [place(file, write.node, write.body, 'the page')] : []));
  return [...answered, ...innerHtml(file)];
}

function place(file: SourceFile, node: Node, expression: Node, name: string): SinkPlace {
  return { expression, file, node, nodeFile: file, name, position: 'whole' };
}

/** Whether the body is sent as HTML: by the writer itself, or because it is a text with markup and the handler says no other type. */
function isPage(file: SourceFile, { body, form, handler }: ResponseWrite): boolean {
  if (form?.page || !body || IS_JSON.has(unwrap(body).type)) return false;
  if (form?.html === 'always') return true;
  const text = file.textOf(handler.fn);
  const saysType = SAYS_TYPE.test(text);
  if (form?.html === 'texts') return !saysType || SAYS_HTML.test(text);
  return saysType && SAYS_HTML.test(text) && hasMarkup(file, body, 0);
}

function hasMarkup(file: SourceFile, wrappedNode: Node, depth: number): boolean {
  const node = unwrap(wrappedNode);
  if (depth > MAX_DEPTH) return false;
  const again = (inner: Node): boolean => hasMarkup(file, inner, depth + 1);
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' && MARKUP.test(node.value);
    case 'TemplateLiteral':
      return node.quasis.some(({ value }) => MARKUP.test(value.raw)) || node.expressions.some(again);
    case 'BinaryExpression':
      return node.operator === '+' && (again(node.left) || again(node.right));
    case 'ConditionalExpression':
      return again(node.consequent) || again(node.alternate);
    case 'CallExpression':
      return node.callee.type === 'MemberExpression' && again(node.callee.object);
    case 'Identifier': {
      const variable = file.variableOf(node);
      return variable !== null && assignedTo(variable).some(again);
    }
    default:
      return false;
  }
}

const SETS_HTML = words('dangerouslySetInnerHTML');

/** Whether a file may hold a page that is no answer. */
export function mayHoldPage(file: SourceFile): boolean {
  return file.passes(SETS_HTML);
}

function innerHtml(file: SourceFile): SinkPlace[] {
  if (!mayHoldPage(file)) return [];
  return file.nodes('JSXAttribute').flatMap((attribute) => {
    if (attribute.name.name !== 'dangerouslySetInnerHTML' || attribute.value?.type !== 'JSXExpressionContainer') return [];
    const value = unwrap(attribute.value.expression);
    const html = value.type === 'ObjectExpression' ? propertyOf(value, '__html')?.value : undefined;
    return html ? [place(file, attribute, html, 'dangerouslySetInnerHTML')] : [];
  });
}
