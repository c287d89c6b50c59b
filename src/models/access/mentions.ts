import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';

/** Makes a question: whether a pattern is in the text of the linted file or, where that is an address, in its path. */
export function mentioning(pattern: RegExp): (context: RuleContext) => boolean {
  return perFile(({ sourceCode, filename }) => pattern.test(sourceCode.text) || pattern.test(filename));
}
