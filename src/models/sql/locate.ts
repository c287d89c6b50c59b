import { readingOf } from './queries.ts';
import { sourceRange } from './text.ts';
import type { Query } from './types.ts';

/** Place of a range of SQL text in the linted file; null where the text is not written there as one piece. */
export type Locate = (start: number, end: number) => readonly [start: number, end: number] | null;

/** Ranges of a query's file for ranges of its composed text. */
export function locatorOf(query: Query): Locate | null {
  const { parts, file } = query;
  const reading = readingOf(query);
  if (!reading || !parts || parts.some((part) => part.kind === 'hole' && part.alternatives.length > 0)) return null;
  const ranges = reading.template.parts;
  const before = ranges.length - parts.length;
  return (start, end) => {
    const at = ranges.findIndex((range) => range.start <= start && end <= range.end);
    const part = parts[at - before];
    const from = ranges[at]?.start ?? 0;
    return part?.kind === 'text' && part.file === file ? sourceRange(part, start - from, end - from) : null;
  };
}
