import type { TSESLint } from '@typescript-eslint/utils';

/** ESLint's rule context, on the typed tree. Models take it: it is the key to everything known about a file. */
export type RuleContext = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;
