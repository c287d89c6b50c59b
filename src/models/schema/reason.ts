import type { RuleContext } from '../../core/rule-context.ts';
import type { SchemaRange } from './types.ts';

/** Whether a comment stands on the line of a definition or alone on the line before: a reason that somebody wrote down. */
export function hasReason({ sourceCode: { text } }: RuleContext, [start, end]: SchemaRange): boolean {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', end);
  const line = text.slice(from, to === -1 ? undefined : to);
  const before = text.slice(text.lastIndexOf('\n', from - 2) + 1, Math.max(0, from - 1));
  return /(?:--|\/\/|\/\*)/u.test(line) || /^\s*(?:--|\/\/|\/\*|\*)/u.test(before);
}
