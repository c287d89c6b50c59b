import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { unwrap } from '../../ast/syntax.ts';
import type { Edit } from '../../core/rule-context.ts';
import type { DataOperation, FieldValue } from '../sql/types.ts';

/** What clients call a column that becomes more or less in one statement. */
const STEPS: Readonly<Record<string, Readonly<Record<string, string>>>> = { prisma: { '+': 'increment', '-': 'decrement' } };

/**
 * What lets the database do the sum: `SET balance = balance - $2`, `{ increment: 1 }`. `isColumn` says whether an expression is the column as it was read. Null where the
 * sum is not written at the statement, may join texts, or the statement is not written out.
 */
export function atomicEdits(file: SourceFile, { column, value }: FieldValue, { query, client }: DataOperation, isColumn: (node: Node) => boolean): readonly Edit[] | null {
  const sum = unwrap(value);
  if (sum.type !== 'BinaryExpression' || (sum.operator !== '+' && sum.operator !== '-') || !isColumn(sum.left)) return null;
  const amount = unwrap(sum.right);
  if (sum.operator === '+' && !isNumber(file, amount)) return null;
  if (query) return inText(file, column, value, sum, query);
  const step = STEPS[client ?? '']?.[sum.operator];
  return step === undefined ? null : [{ range: value.range, text: `{ ${step}: ${file.textOf(amount)} }` }];
}

/** `SET column = $2` with the sum as the second value. */
function inText(file: SourceFile, column: string, value: Node, { operator, right }: TSESTree.BinaryExpression, { textNode, bound }: NonNullable<DataOperation['query']>): readonly Edit[] | null {
  const text = textNode && unwrap(textNode);
  const place = (bound?.findIndex((one) => one === value) ?? -1) + 1;
  if (!text || (text.type !== 'Literal' && (text.type !== 'TemplateLiteral' || text.expressions.length > 0)) || place === 0) return null;
  const written = file.textOf(text);
  const set = [...written.matchAll(/("?)(\w+)\1\s*=\s*\$(\d+)/gu)].filter(([, , name, number]) => name === column && Number(number) === place);
  const [match] = set;
  if (!match || set.length > 1 || [...written.matchAll(/\$(\d+)/gu)].filter(([, number]) => Number(number) === place).length > 1) return null;
  const [all, quote = '', name = ''] = match;
  const at = text.range[0] + match.index + all.lastIndexOf('$');
  return [
    { range: [at, at], text: `${quote}${name}${quote} ${operator} ` },
    { range: value.range, text: file.textOf(right) },
  ];
}

/** Whether an expression is a number for sure: `+` joins texts, too. */
function isNumber(file: SourceFile, node: Node): boolean {
  if (node.type === 'Literal') return typeof node.value === 'number';
  const declared = node.type === 'Identifier' ? (file.variableOf(node)?.defs[0]?.name as Node | undefined) : undefined;
  return declared?.type === 'Identifier' && declared.typeAnnotation?.typeAnnotation.type === 'TSNumberKeyword';
}
