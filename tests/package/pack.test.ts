import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { ESLint } from 'eslint';
import { describe, expect, inject, it } from 'vitest';
import { backend, consumer, pinned, sorted, violated } from './consumer.ts';
import type { Consumer, Finding } from './consumer.ts';

const readme = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8');

/** The code block of the README that names this file. */
function fromReadme(file: string): string {
  const block = new RegExp(`^\`\`\`\\w+ ${file.replaceAll('.', '\\.')}\\n([\\s\\S]*?)^\`\`\`$`, 'mu').exec(readme);
  if (block?.[1] === undefined) throw new Error(`The README shows no ${file}.`);
  return block[1];
}

async function lint(user: Consumer, config: string, ...flags: readonly string[]): Promise<Finding[]> {
  const { stdout, stderr } = await user.run('eslint', '--config', config, ...flags, '--format', 'json', 'src');
  // ESLint 10 says so when threads do not pay, which they do not for so few files.
  expect(stderr.replace(/^.*ESLintPoorConcurrencyWarning.*\n(?:\(Use .*\n)?/gmu, '')).toBe('');
  const results = JSON.parse(stdout) as ESLint.LintResult[];
  return results.flatMap(({ filePath, messages }) => messages.map(({ line, ruleId, message }) => ({ file: relative(user.folder, filePath), line, rule: ruleId ?? message })));
}

it('the package holds the bundle, the documentation and nothing else', () => {
  const odd = inject('packedFiles').filter((file) => !/^(?:dist\/(?:index\.js|index\.d\.ts|cli\.js|cli\.d\.ts|model-[\w-]+\.js|rule-options\.d\.c?ts)|docs\/.*\.md|README\.md|LICENSE|package\.json)$/u.test(file));
  expect(odd).toEqual([]);
});

it('the command lists routes where ESLint is not installed', async () => {
  const user = await consumer();
  user.write({
    'package.json': '{ "name": "shop", "type": "module" }',
    'src/app.js': "import express from 'express';\nexport const app = express();\napp.get('/orders/:id', (req, res) => res.json({}));\n",
  });
  expect(await user.run('eslint-plugin-backend', 'routes', '--json')).toMatchObject({ code: 0, stderr: '' });
  expect((await user.run('eslint-plugin-backend', 'routes')).stdout).toMatch(/^GET +\/orders\/:id +- +- +src\/app\.js:3 +src\/app\.js:3$/mu);
  expect(await user.run('eslint-plugin-backend', 'roots')).toMatchObject({ code: 2, stdout: '' });
});

describe.each([pinned('eslint'), pinned('eslint9')])('with %s', (eslint) => {
  it('the configurations of the README work as a module and as CommonJS', async () => {
    const user = await consumer(eslint, pinned('typescript-eslint'), pinned('typescript'));
    user.write({ ...backend, 'eslint.config.js': fromReadme('eslint.config.js'), 'eslint.config.cjs': fromReadme('eslint.config.cjs') });

    const findings = await lint(user, 'eslint.config.js');
    expect([...new Set(findings.map(({ rule }) => rule))].sort()).toEqual(violated.map((id) => `backend/${id}`));
    expect(sorted(await lint(user, 'eslint.config.cjs'))).toEqual(sorted(findings));
    expect(sorted(await lint(user, 'eslint.config.js', '--concurrency=2'))).toEqual(sorted(findings));

    const printed = await user.run('eslint', '--print-config', 'src/db.ts');
    expect(printed).toMatchObject({ code: 0, stderr: '' });
    expect((JSON.parse(printed.stdout) as { plugins: string[] }).plugins).toContainEqual(expect.stringMatching(/^backend:eslint-plugin-backend@/u));
  });
});

it('defineConfig knows the names and options of the rules', async () => {
  const user = await consumer(pinned('eslint'), pinned('typescript'), pinned('@types/node'));
  const config = (rules: string): string => `import backend from 'eslint-plugin-backend';
import { defineConfig } from 'eslint/config';
export default defineConfig([backend.configs.recommended, { plugins: { backend }, rules: ${rules} }]);
`;
  user.write({
    'right.ts': config("{ 'backend/no-sql-concat': ['error', { report: 'tainted' }], 'no-eval': 'error' }"),
    'wrong.ts': config("{ 'backend/no-sql-concat': ['error', { report: 'everything' }] }"),
  });
  for (const resolution of [['--module', 'nodenext'], ['--module', 'esnext', '--moduleResolution', 'bundler']]) {
    const check = (file: string): ReturnType<Consumer['run']> => user.run('tsc', '--noEmit', '--strict', '--skipLibCheck', '--types', 'node', ...resolution, file);
    expect(await check('right.ts')).toMatchObject({ code: 0, stdout: '' });
    expect((await check('wrong.ts')).stdout).toMatch(/wrong\.ts.*"everything"/u);
  }
});
