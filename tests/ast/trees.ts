import { Linter } from 'eslint';
import { parser as typescript } from 'typescript-eslint';
import type { Node, SourceFile } from '../../src/ast/source-file.ts';
import type { RuleContext } from '../../src/core/rule-context.ts';
import { parseFile, sourceFileOf } from '../../src/project/project.ts';

export type Tree = 'typescript-eslint' | 'oxc' | 'espree';
/** Who may hand the plugin a tree; espree reads no types. */
export const TREES: readonly Tree[] = ['typescript-eslint', 'oxc', 'espree'];
export const TYPED_TREES: readonly Tree[] = ['typescript-eslint', 'oxc'];

/** A text as a file, with the tree and the scopes it really comes with. */
export function read(tree: Tree, text: string, sourceType: 'module' | 'commonjs' = 'module'): SourceFile {
  const path = `${process.cwd()}/${tree === 'espree' || sourceType === 'commonjs' ? 'file.js' : 'file.ts'}`;
  const file = tree === 'oxc' ? parseFile(path, text) : linted(path, text, tree, sourceType);
  if (!file) throw new Error(`not parsed by ${tree}: ${text}`);
  return file;
}

function linted(path: string, text: string, tree: Tree, sourceType: 'module' | 'commonjs'): SourceFile {
  const files: SourceFile[] = [];
  const rule = { create: (context: unknown) => ({ Program: () => void files.push(sourceFileOf(context as RuleContext)) }) };
  const config: Linter.Config = { files: ['**/*.ts', '**/*.js'], languageOptions: { sourceType, ...(tree === 'espree' ? {} : { parser: typescript as Linter.Parser }) }, plugins: { t: { rules: { rule } } }, rules: { 't/rule': 'error' } };
  const messages = new Linter().verify(text, [config], { filename: path });
  const [file] = files;
  if (!file) throw new Error(JSON.stringify(messages));
  return file;
}

/** The argument of the only call of `ask`. */
export function asked(file: SourceFile): Node {
  const [call, ...more] = file.nodes('CallExpression').filter((node) => node.callee.type === 'Identifier' && node.callee.name === 'ask');
  const argument = call?.arguments[0];
  if (!argument || more.length > 0) throw new Error('exactly one ask(…) is expected');
  return argument;
}
