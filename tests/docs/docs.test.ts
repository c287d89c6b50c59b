import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { afterAll, describe, expect, it } from 'vitest';
import plugin from '../../src/index.ts';
import { registry } from '../../src/rules/registry.ts';
import type { Sample } from './samples.ts';
import { samplesOf } from './samples.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'eslint-plugin-backend-docs-')));
const CODE = ['js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'tsx'];
const languages = Object.keys(plugin.languages);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(registry.map(({ id }) => id))('the page of %s', (id) => {
  const file = join(ROOT, 'docs/rules', `${id}.md`);
  const page = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const samples = samplesOf(page);

  it('has incorrect and correct samples, limits, and when not to use the rule', () => {
    expect(new Set(samples.map(({ kind }) => kind))).toEqual(new Set(['incorrect', 'correct']));
    expect(page).toMatch(/^## When not to use it$/mu);
    expect(page).toMatch(/^## Known limits$/mu);
  });

  it.each(samples.map((sample) => [`${sample.kind} sample of line ${sample.line}`, sample] as const))('%s', async (_, sample) => {
    const findings = await lint(id, sample);
    if (sample.kind === 'incorrect') expect(findings).not.toEqual([]);
    else expect(findings).toEqual([]);
  });
});

describe('links', () => {
  const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs/practices.md', 'docs/settings.md', ...registry.map(({ id }) => `docs/rules/${id}.md`)];

  it.each(pages)('in %s lead to a file', (page) => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)/gu)].map(([, target = '']) => target);
    expect(targets.filter((target) => !existsSync(resolve(ROOT, dirname(page), target)))).toEqual([]);
  });
});

/** Lints a sample as a project of its own and gives the rule's messages. A sample that does not parse fails. */
async function lint(id: string, { files, settings }: Sample): Promise<string[]> {
  const cwd = mkdtempSync(join(folder, 'sample-'));
  for (const { path, text } of [{ path: 'package.json', text: '{ "type": "module" }' }, ...files]) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  const eslint = new ESLint({
    cwd,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ['**/*.{ts,tsx}'], languageOptions: { parser } },
      ...languages.map((language) => ({ files: [`**/*.${language}`], plugins: { backend: plugin }, language: `backend/${language}` })),
      { files: [`**/*.{${[...languages.filter((language) => plugin.rules[id]?.meta?.languages?.includes(`backend/${language}`)), ...CODE].join(',')}}`], plugins: { backend: plugin }, rules: { [`backend/${id}`]: 'error' }, settings: { backend: settings } },
    ],
  });
  const results = await eslint.lintFiles(files.map(({ path }) => path).filter((path) => /\.(?:[cm]?[jt]sx?|sql|prisma)$/u.test(path)));
  const messages = results.flatMap((result) => result.messages);
  expect(messages.filter(({ fatal, ruleId }) => fatal || ruleId === null).map(({ message, line }) => `${line}: ${message}`)).toEqual([]);
  return messages.filter(({ ruleId }) => ruleId === `backend/${id}`).map(({ message, line }) => `${line}: ${message}`);
}
