import type { TSESTree } from '@typescript-eslint/utils';
import type { Node } from '../../ast/source-file.ts';
import { isOpen, propertyOf } from '../../ast/syntax.ts';
import type { Edit } from '../../core/rule-context.ts';
import type { CookieFlag } from './types.ts';

const TEXTS: Readonly<Record<CookieFlag, string>> = { httpOnly: 'true', secure: 'true', sameSite: "'lax'" };

/** What writes flags into the options of a call; null where they stand elsewhere. */
export function flagEdits(call: TSESTree.CallExpression, options: Node | null, at: number, flags: readonly CookieFlag[]): readonly Edit[] | null {
  const written = (names: readonly CookieFlag[]): string => names.map((flag) => `${flag}: ${TEXTS[flag]}`).join(', ');
  const lastArgument = call.arguments.at(-1);
  if (!options) {
    if (!lastArgument || call.arguments.length !== at) return null;
    return [{ range: [lastArgument.range[1], lastArgument.range[1]], text: `, { ${written(flags)} }` }];
  }
  if (options.type !== 'ObjectExpression' || isOpen(options)) return null;
  const edits = flags.flatMap((flag): Edit[] => {
    const said = propertyOf(options, flag);
    return said ? [{ range: said.range, text: written([flag]) }] : [];
  });
  const added = written(flags.filter((flag) => !propertyOf(options, flag)));
  if (added === '') return edits;
  const last = options.properties.at(-1);
  return [...edits, last ? { range: [last.range[1], last.range[1]], text: `, ${added}` } : { range: options.range, text: `{ ${added} }` }];
}
