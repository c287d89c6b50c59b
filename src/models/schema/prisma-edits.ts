import type { Edit } from '../../core/rule-context.ts';
import type { PrismaBlockNode } from '../../prisma/types.ts';
import type { SchemaRange } from './types.ts';

/** Edits of whole lines of a Prisma schema, which leave it as `prisma format` writes it. */

/** A line at the end of a block; attributes of the block stand apart from its fields. */
export function lineAdded(text: string, { body, range }: PrismaBlockNode, line: string): Edit {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = body.at(-1)?.type === 'PrismaAttribute' ? '' : end;
  const at = range[1] - 1;
  return { range: [at, at], text: `${gap}  ${line}${end}` };
}

/** What takes a line away; null where it is not alone on it, or a comment would go with it. */
export function lineRemoved(text: string, [start, end]: SchemaRange): readonly Edit[] | null {
  const from = lineStart(text, start);
  const to = text.indexOf('\n', end) + 1;
  if (to === 0 || !isBlank(text, from, start) || !isBlank(text, end, to)) return null;
  // what was alone at the end of a block takes the blank line above along
  const above = lineStart(text, from - 1);
  return [{ range: [text[to] === '}' && isBlank(text, above, from) ? above : from, to], text: '' }];
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function isBlank(text: string, from: number, to: number): boolean {
  return text.slice(from, to).trim() === '';
}
