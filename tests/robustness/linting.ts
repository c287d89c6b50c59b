import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import plugin from '../../src/index.ts';

const FIXTURES = resolve(import.meta.dirname, '../../fixtures');

export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** Sources of the sample applications and of the models' fixtures: real code with everything the rules look at. */
export function fixtureSources(): SourceText[] {
  return readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:ts|tsx|js|mjs|cjs)$/u.test(path) && !/(?:^|\/)node_modules\//u.test(path))
    .sort()
    .map((path) => ({ path: join(FIXTURES, path), text: readFileSync(join(FIXTURES, path), 'utf8') }));
}

const rules = Object.fromEntries(Object.keys(plugin.rules).map((id) => [`backend/${id}`, 'error' as const]));

/** Lints with every rule at its widest options. A rule that throws makes this throw: see ESLINT_PLUGIN_BACKEND_THROW. */
export function lint(text: string, path: string, options: { readonly parser?: Linter.Parser; readonly rules?: Linter.RulesRecord } = {}): Linter.LintMessage[] {
  return new Linter({ cwd: FIXTURES }).verify(
    text,
    [
      {
        files: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'],
        languageOptions: { parser: options.parser ?? (parser as Linter.Parser), parserOptions: { ecmaFeatures: { jsx: /[jt]sx$/u.test(path) } } },
        plugins: { backend: plugin },
        rules: options.rules ?? { ...rules, 'backend/no-sql-concat': ['error', { report: 'any' }], 'backend/require-returning': ['error', { always: true }] },
        linterOptions: { reportUnusedDisableDirectives: 'off' },
      },
    ],
    path,
  );
}
