import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

/** ESLint's rule context, on the typed tree. Models take it: it is the key to everything known about a file. */
export type RuleContext = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** Lines and columns of a range of the linted file, in any language. */
export function locOf({ sourceCode }: RuleContext, [start, end]: readonly [number, number]): TSESTree.SourceLocation {
  return { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(end) };
}

/** A change of the linted file's text: what a range of it becomes. */
export interface Edit {
  readonly range: readonly [number, number];
  readonly text: string;
}

/** Edits of the linted file as ESLint makes them: the fix of a suggestion. */
export function fixOf(edits: readonly Edit[]): (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix[] {
  return (fixer) => edits.map(({ range, text }) => fixer.replaceTextRange([...range], text));
}

/** Listener of a rule that looks at a whole file at once, in every language it is written for. */
export function atEnd(check: () => void): Readonly<Record<'Program:exit' | 'SqlFile:exit' | 'PrismaFile:exit', () => void>> {
  return { 'Program:exit': check, 'SqlFile:exit': check, 'PrismaFile:exit': check };
}
