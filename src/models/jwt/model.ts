import { perFile } from '../../core/memo.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import { SAYS_JWT } from './libraries.ts';
import { purposeOf } from './purpose.ts';
import { signingsOf } from './signings.ts';
import type { Located, Purpose, TokenSigning } from './types.ts';

/** A token that is signed in the linted file, and what it is for. */
export interface SignedToken extends TokenSigning {
  readonly purpose: Purpose | null;
}

/** The tokens that the linted file signs. */
export const signedTokens = perFile((context): readonly SignedToken[] => {
  if (!says(context, SAYS_JWT)) return [];
  const project = projectOf(context);
  return signingsOf(sourceFileOf(context), project).map((signing) => ({ ...signing, purpose: purposeOf(signing, project) }));
});

/** Where a value is reported that is said at `at`: there, or at the call where that is another file. */
export function placeOf({ node, file }: TokenSigning, at: Located): Located['node'] {
  return at.file === file ? at.node : node;
}
