import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const LEFT_OUT = new Set(['node_modules', 'dist', 'fixtures', 'coverage', '.git']);
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'eslint-plugin-backend-scaffold-')));
const CREATED = ['src/rules/http/no-sample-rule.ts', 'tests/rules/http/no-sample-rule.test.ts', 'docs/rules/no-sample-rule.md'];

beforeAll(() => {
  cpSync(ROOT, folder, { recursive: true, filter: (path) => !LEFT_OUT.has(relative(ROOT, path)) });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]): Promise<{ failed: boolean; output: string }> {
  return new Promise((done) => {
    execFile(process.execPath, args, { cwd: folder, env: { ...process.env, NO_COLOR: '1' } }, (error, stdout, stderr) => done({ failed: error !== null, output: stdout + stderr }));
  });
}

describe('npm run new-rule', { timeout: 120_000 }, () => {
  it('refuses a name that is no rule name', async () => {
    expect(await run('scripts/new-rule.mjs', 'no-topic')).toMatchObject({ failed: true, output: expect.stringContaining('Usage') });
  });

  it('writes rule, test and page, which type-check and pass, samples included', async () => {
    expect(await run('scripts/new-rule.mjs', 'http/no-sample-rule')).toMatchObject({ failed: false });
    expect(CREATED.filter((file) => !existsSync(join(folder, file)))).toEqual([]);
    expect(readFileSync(join(folder, 'src/rules/registry.ts'), 'utf8')).toContain("{ id: 'no-sample-rule', topic: 'http', rule: noSampleRule }");

    const types = await run('node_modules/typescript/bin/tsc', '--noEmit', '-p', '.');
    expect(types.output.split('\n').filter((line) => line.includes('no-sample-rule'))).toEqual([]);

    const tests = await run('node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', 'tests/rules/http/no-sample-rule.test.ts', 'tests/docs/docs.test.ts', '-t', 'no-sample-rule');
    expect(tests).toMatchObject({ failed: false, output: expect.stringMatching(/Tests\s+6 passed/u) });
  });

  it('refuses to write over a rule', async () => {
    expect(await run('scripts/new-rule.mjs', 'sql/no-sample-rule')).toMatchObject({ failed: true, output: expect.stringContaining('there already') });
  });
});
