/**
 * Lints one folder with the built plugin, as a process of its own: `node scripts/lint-project.mjs <folder> [rule]`.
 * Prints `{ files, unparsed, findings }` as JSON.
 */
import { join, relative, resolve } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';

import { ROOT } from './sources.mjs';

const [folder = '.', rule] = process.argv.slice(2);
const cwd = resolve(folder);
const { default: plugin } = await import(join(ROOT, 'dist/index.js'));

const presets = rule
  ? plugin.configs.all.map((config) => ({ ...config, rules: Object.fromEntries(Object.entries(config.rules).filter(([id]) => id === `backend/${rule}`)) }))
  : plugin.configs.all;

const eslint = new ESLint({
  cwd,
  allowInlineConfig: false,
  errorOnUnmatchedPattern: false,
  overrideConfigFile: true,
  overrideConfig: [
    { linterOptions: { reportUnusedDisableDirectives: 'off' } },
    { ignores: ['**/*.min.js', '**/*.d.{ts,mts,cts}'] },
    { files: ['**/*.{js,mjs,cjs,jsx}'], languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } },
    { files: ['**/*.{ts,mts,cts,tsx}'], languageOptions: { parser } },
    ...presets,
  ],
});

const results = await eslint.lintFiles(['.']);
const messages = results.flatMap(({ filePath, messages: found }) =>
  found.map((message) => ({ ...message, file: relative(cwd, filePath).replaceAll('\\', '/') })),
);
const report = {
  files: results.length,
  unparsed: messages.filter(({ fatal }) => fatal).map(({ file, line, message }) => ({ file, line, message })),
  findings: messages
    .filter(({ fatal }) => !fatal)
    .map(({ file, line, column, ruleId, message }) => ({ file, line, column, rule: (ruleId ?? '').replace('backend/', ''), message })),
};
process.stdout.write(JSON.stringify(report));
