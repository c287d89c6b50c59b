import type { TSESTree } from '@typescript-eslint/utils';
import { argumentAdded, propertyAdded } from '../../ast/edits.ts';
import type { Node } from '../../ast/source-file.ts';
import { isOpen, propertyOf } from '../../ast/syntax.ts';
import type { Edit } from '../../core/rule-context.ts';
import type { CookieFlag } from './types.ts';

const TEXTS: Readonly<Record<CookieFlag, string>> = { httpOnly: 'true', secure: 'true', sameSite: "'lax'" };

/** What writes flags into the options of a call; null where they stand elsewhere. */
export function flagEdits(call: TSESTree.CallExpression, options: Node | null, at: number, flags: readonly CookieFlag[]): readonly Edit[] | null {
  const written = (names: readonly CookieFlag[]): string => names.map((flag) => `${flag}: ${TEXTS[flag]}`).join(', ');
  if (!options) {
    const edit = call.arguments.length === at ? argumentAdded(call, `{ ${written(flags)} }`) : null;
    return edit && [edit];
  }
  if (options.type !== 'ObjectExpression' || isOpen(options)) return null;
  const edits = flags.flatMap((flag): Edit[] => {
    const said = propertyOf(options, flag);
    return said ? [{ range: said.range, text: written([flag]) }] : [];
  });
  const added = written(flags.filter((flag) => !propertyOf(options, flag)));
  if (added === '') return edits;
  return [...edits, propertyAdded(options, added)];
}
