import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = mkdtempSync(join(tmpdir(), 'eslint-plugin-backend-generate-'));
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
/** The files that were written. */
const generate = (): string[] => {
  const output = execFileSync(process.execPath, [resolve(import.meta.dirname, '../../scripts/generate.mjs'), root], { encoding: 'utf8' });
  return [...output.matchAll(/^generated (.*)$/gmu)].map(([, file = '']) => file);
};
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

beforeAll(() => {
  write('src/rules/sql/no-sql-concat.ts', 'export default {};');
  write('src/rules/auth/no-userid-from-body.ts', 'export default {};');
  write('src/models/http/types.ts', 'export interface Route {}');
  write('src/models/http/collect.ts', 'export default {};');
  write('src/models/http/model.ts', 'export default 1;');
  write('src/models/http/node-http.ts', 'const framework = {};\nexport default framework;');
  write('src/models/http/express.ts', 'export default {};');
  write('src/models/http/paths.ts', 'export function join() {}');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('generate', () => {
  it('lists rules by path, and default exports as adapters', () => {
    expect(generate()).toEqual(['src/rules/registry.ts', 'src/rules/topics.ts', 'src/models/http/adapters.ts']);
    expect(read('src/rules/registry.ts')).toContain(`  { id: 'no-userid-from-body', topic: 'auth', rule: noUseridFromBody },
  { id: 'no-sql-concat', topic: 'sql', rule: noSqlConcat },`);
    expect(read('src/rules/topics.ts')).toContain("'auth' | 'sql'");
    expect(read('src/models/http/adapters.ts')).toContain("import expressAdapter from './express.ts';\nimport nodeHttpAdapter from './node-http.ts';");
    expect(read('src/models/http/adapters.ts')).not.toMatch(/\.\/(?:paths|model|types|collect)\.ts/u);
  });

  it('writes nothing when nothing changed', () => {
    const before = statSync(join(root, 'src/rules/registry.ts')).mtimeMs;
    expect(generate()).toEqual([]);
    expect(statSync(join(root, 'src/rules/registry.ts')).mtimeMs).toBe(before);
  });

  it('follows a new file, and writes only what that changes', () => {
    write('src/models/http/koa.ts', 'export default {};');
    expect(generate()).toEqual(['src/models/http/adapters.ts']);
    expect(read('src/models/http/adapters.ts')).toContain('koaAdapter');
  });
});
