import type { Node, SourceFile } from '../../ast/source-file.ts';
import { propertyOf, summands, unwrap } from '../../ast/syntax.ts';
import { isAlways } from '../../project/constants.ts';
import type { Project } from '../../project/types.ts';
import type { LogMessage, Reading } from './types.ts';

/** What the arguments of a log call are. */
export interface Printed {
  readonly message: LogMessage | null;
  readonly fields: readonly Node[];
  readonly values: readonly Node[];
}

/** The message, the fields and the other values of a log call, as the library reads its arguments. */
export function printedBy(file: SourceFile, args: readonly Node[], reading: Reading, project: Project): Printed {
  const [first, second, ...more] = args.map((argument) => (argument.type === 'SpreadElement' ? argument.argument : argument));
  if (!first) return { message: null, fields: [], values: [] };
  const rest = second ? [second, ...more] : [];
  const said = textOf(file, first, project);
  if (said) return { message: said, fields: rest.filter(isObject), values: reading === 'context-last' ? withoutContext(file, rest, project) : rest.filter((node) => !isObject(node)) };
  if (reading === 'fields-first') return { message: second ? (textOf(file, second, project) ?? valueOf(second)) : null, fields: [first], values: more };
  if (isObject(first)) {
    const inside = propertyOf(first, 'message')?.value;
    return { message: inside ? (textOf(file, inside, project) ?? valueOf(inside)) : null, fields: [first, ...rest.filter(isObject)], values: rest.filter((node) => !isObject(node)) };
  }
  return { message: valueOf(first), fields: rest.filter(isObject), values: rest.filter((node) => !isObject(node)) };
}

function isObject(node: Node): node is Node & { type: 'ObjectExpression' } {
  return node.type === 'ObjectExpression';
}

function valueOf(node: Node): LogMessage {
  return { node, kind: 'value', holes: [] };
}

/** The last argument of Nest's methods names who logs. */
function withoutContext(file: SourceFile, rest: readonly Node[], project: Project): readonly Node[] {
  const last = rest.at(-1);
  const isContext = last !== undefined && textOf(file, last, project)?.kind === 'literal';
  return (isContext ? rest.slice(0, -1) : rest).filter((node) => !isObject(node));
}

/** A text as it is written: constant, or with values in it; null for what need not be a text. */
function textOf(file: SourceFile, node: Node, project: Project): LogMessage | null {
  const inner = unwrap(node);
  const isConstant = (part: Node): boolean => isAlways(project, file, part, () => true);
  if (inner.type === 'TemplateLiteral') {
    const holes = inner.expressions.filter((hole) => !isConstant(hole));
    return { node, kind: holes.length > 0 ? 'built' : 'literal', holes };
  }
  if (inner.type === 'BinaryExpression' && inner.operator === '+') {
    const parts = summands(inner);
    const holes = parts.flatMap((part): readonly Node[] => (part.type === 'TemplateLiteral' ? part.expressions : [part])).filter((part) => part.type !== 'Literal' && !isConstant(part));
    const isText = parts.some((part) => part.type === 'TemplateLiteral' || (part.type === 'Literal' && typeof part.value === 'string'));
    return isText ? { node, kind: holes.length > 0 ? 'built' : 'literal', holes } : null;
  }
  return isAlways(project, file, inner, (value) => typeof value === 'string') ? { node, kind: 'literal', holes: [] } : null;
}
