import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import type { Node } from '../../src/ast/source-file.ts';
import type { RuleContext } from '../../src/core/rule-context.ts';

/** How a fact is written down: the line its node stands on, and what is said of it. */
export interface Told {
  readonly node: Node;
  readonly text: string;
}

/** The facts of every file of a fixture, as a rule is told them, with the text of what they stand on. */
export async function factsOf(concern: string, tell: (context: RuleContext) => readonly Told[]): Promise<string> {
  const root = join(import.meta.dirname, '../../fixtures/models', concern);
  const found = new Map<string, string[]>();
  const rule = {
    create: (context: RuleContext) => ({
      'Program:exit'() {
        const { text } = context.sourceCode;
        const facts = tell(context).map((told) => ({ ...told, line: text.slice(0, told.node.range[0]).split('\n').length }));
        found.set(context.filename, facts.map(({ node, text: said, line }) => `${String(line).padStart(3)} ${said}: ${text.slice(...node.range).replaceAll(/\s+/gu, ' ').slice(0, 100)}`));
      },
    }),
  };
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parser }, plugins: { own: { rules: { rule: rule as never } } }, rules: { 'own/rule': 'error' }, settings: { backend: { root } } }],
  });
  const names = readdirSync(join(root, 'src')).sort();
  for (const name of names) await eslint.lintText(readFileSync(join(root, 'src', name), 'utf8'), { filePath: join(root, 'src', name) });
  return names.flatMap((name) => [`# ${name}`, ...(found.get(join(root, 'src', name)) ?? ['not linted']), '']).join('\n');
}
