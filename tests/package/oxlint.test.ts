import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import type { Linter } from 'eslint';
import { expect, it } from 'vitest';
import plugin from '../../src/index.ts';
import { backend, consumer, pinned, sorted, violated } from './consumer.ts';
import type { Finding } from './consumer.ts';

interface OxlintReport {
  readonly diagnostics: readonly { readonly filename: string; readonly code: string; readonly labels: readonly { readonly span: { readonly line: number } }[] }[];
}

it('oxlint beside TypeScript 7, without ESLint, reports what ESLint reports', async () => {
  const user = await consumer(pinned('oxlint'), 'typescript@7.0.2');
  expect(existsSync(join(user.folder, 'node_modules/eslint'))).toBe(false);
  const rules: Linter.RulesRecord = Object.fromEntries(violated.map((id) => [`backend/${id}`, 'error']));
  user.write({ ...backend, '.oxlintrc.json': JSON.stringify({ jsPlugins: ['eslint-plugin-backend'], categories: { correctness: 'off' }, rules }) });

  const { stdout, stderr } = await user.run('oxlint', '--format', 'json', 'src');
  expect(stderr).toBe('');
  const there = (JSON.parse(stdout) as OxlintReport).diagnostics.map(
    ({ filename, code, labels }): Finding => ({ file: filename, line: labels[0]?.span.line ?? 0, rule: code.replace(/^.*\((.*)\)$/u, 'backend/$1') }),
  );

  const eslint = new ESLint({
    cwd: user.folder,
    overrideConfigFile: true,
    overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parser }, plugins: { backend: plugin }, rules }],
  });
  const here = (await eslint.lintFiles(['src'])).flatMap(({ filePath, messages }) =>
    messages.map(({ line, ruleId }): Finding => ({ file: filePath.slice(user.folder.length + 1), line, rule: ruleId ?? '' })),
  );
  expect(new Set(here.map(({ rule }) => rule))).toEqual(new Set(violated.map((id) => `backend/${id}`)));
  expect(sorted(there)).toEqual(sorted(here));
});
