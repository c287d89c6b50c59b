import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

/** ESLint's rule context, on the typed tree. Models take it: it is the key to everything known about a file. */
export type RuleContext = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** Lines and columns of a range of the linted file, in any language. */
export function locOf({ sourceCode }: RuleContext, [start, end]: readonly [number, number]): TSESTree.SourceLocation {
  return { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(end) };
}

/** Listener of a rule that looks at a whole file at once, in every language it is written for. */
export function atEnd(check: () => void): TSESLint.RuleListener {
  return { 'Program:exit': check, 'SqlFile:exit': check, 'PrismaFile:exit': check };
}
