import { symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseFile, projectFor } from '../../src/project/project.ts';
import { parseGitignore } from '../../src/project/ignores.ts';
import { parseJsonc } from '../../src/project/tsconfig.ts';
import { parsePnpmWorkspace } from '../../src/project/workspace.ts';
import type { Files } from './folder.ts';
import { folderOf, put } from './folder.ts';

/** The file a specifier leads to, relative to the project. */
function resolved(files: Files, from: string, specifier: string, link?: (root: string) => void): string | null {
  const root = folderOf(files);
  link?.(root);
  return at(root, from, specifier);
}

function at(root: string, from: string, specifier: string, cwd = root): string | null {
  const file = parseFile(join(root, from), '');
  const found = file && projectFor(cwd).resolve(file, specifier);
  return found && relative(root, found);
}

const json = (value: unknown): string => JSON.stringify(value);

describe('relative specifiers', () => {
  const files = {
    'src/a.ts': '',
    'src/db.ts': '',
    'src/plain.js': '',
    'src/both.ts': '',
    'src/both.js': '',
    'src/view.tsx': '',
    'src/esm.mts': '',
    'src/old.cts': '',
    'src/types.d.ts': '',
    'src/user.service.ts': '',
    'src/routes/index.ts': '',
    'src/routes.ts': '',
    'src/models/index.js': '',
    'src/data.json': '{}',
    'index.ts': '',
  };
  it.each([
    ['./db', 'src/db.ts'],
    ['./db.js', 'src/db.ts'],
    ['./db.ts', 'src/db.ts'],
    ['./both.js', 'src/both.ts'],
    ['./plain.js', 'src/plain.js'],
    ['./plain', 'src/plain.js'],
    ['./view.js', 'src/view.tsx'],
    ['./view.jsx', 'src/view.tsx'],
    ['./esm.mjs', 'src/esm.mts'],
    ['./old.cjs', 'src/old.cts'],
    ['./types', 'src/types.d.ts'],
    ['./user.service', 'src/user.service.ts'],
    ['./routes', 'src/routes.ts'],
    ['./routes/', 'src/routes/index.ts'],
    ['./models', 'src/models/index.js'],
    ['./data.json', 'src/data.json'],
    ['..', 'index.ts'],
    ['../src/db', 'src/db.ts'],
    ['./missing', null],
    ['./db?raw', null],
  ])('%s is %s', (specifier, expected) => {
    expect(resolved(files, 'src/a.ts', specifier)).toBe(expected);
  });
});

describe('tsconfig paths', () => {
  it('follow the nearest configuration, with comments and trailing commas', () => {
    const files = { 'tsconfig.json': '{ // aliases\n "compilerOptions": { "paths": { "@/*": ["./src/*"], /* one */ "db": ["./src/db.ts"], } },\n}', 'src/db.ts': '', 'src/x/y.ts': '' };
    expect(resolved(files, 'src/a.ts', '@/x/y')).toBe('src/x/y.ts');
    expect(resolved(files, 'src/a.ts', 'db')).toBe('src/db.ts');
    expect(resolved(files, 'src/a.ts', '@/x/none')).toBeNull();
  });

  it('start at baseUrl, which also holds plain names', () => {
    const files = { 'tsconfig.json': json({ compilerOptions: { baseUrl: 'src', paths: { '~lib/*': ['lib/*', 'other/*'] } } }), 'src/other/b.ts': '', 'src/config/env.ts': '' };
    expect(resolved(files, 'src/a.ts', '~lib/b')).toBe('src/other/b.ts');
    expect(resolved(files, 'src/a.ts', 'config/env')).toBe('src/config/env.ts');
  });

  it('are inherited, and stand beside the configuration that says them', () => {
    const files = {
      'config/base.json': json({ compilerOptions: { paths: { '@/*': ['../app/*'] } } }),
      'tsconfig.json': json({ extends: './config/base' }),
      'app/db.ts': '',
    };
    expect(resolved(files, 'app/a.ts', '@/db')).toBe('app/db.ts');
  });

  it('survive an `extends` that is not installed', () => {
    const files = { 'tsconfig.json': json({ extends: '@tsconfig/node20/tsconfig.json', compilerOptions: { paths: { '@/*': ['./lib/*'] } } }), 'lib/db.ts': '' };
    expect(resolved(files, 'lib/a.ts', '@/db')).toBe('lib/db.ts');
  });

  it('come from a workspace package and from referenced projects', () => {
    const files = {
      'package.json': json({ name: 'root', workspaces: ['packages/*'] }),
      'packages/config/package.json': json({ name: '@acme/config' }),
      'packages/config/base.json': json({ compilerOptions: { paths: { '@/*': ['${configDir}/src/*'] } } }),
      'packages/api/package.json': json({ name: 'api' }),
      'packages/api/tsconfig.json': json({ extends: '@acme/config/base.json' }),
      'packages/api/src/db.ts': '',
      'packages/web/package.json': json({ name: 'web' }),
      'packages/web/tsconfig.json': json({ files: [], references: [{ path: './tsconfig.app.json' }] }),
      'packages/web/tsconfig.app.json': json({ compilerOptions: { paths: { '#web/*': ['./src/*'] } } }),
      'packages/web/src/x.ts': '',
    };
    expect(resolved(files, 'packages/api/src/a.ts', '@/db')).toBe('packages/api/src/db.ts');
    expect(resolved(files, 'packages/web/src/a.ts', '#web/x')).toBe('packages/web/src/x.ts');
  });

  it('are read from jsconfig.json, and `@/` works without any', () => {
    expect(resolved({ 'jsconfig.json': json({ compilerOptions: { paths: { '@/*': ['./lib/*'] } } }), 'lib/db.js': '', 'src/db.js': '' }, 'lib/a.js', '@/db')).toBe('lib/db.js');
    expect(resolved({ 'package.json': json({ name: 'x' }), 'src/db.ts': '' }, 'src/routes/a.ts', '@/db')).toBe('src/db.ts');
  });

  it('a mapping of everything leaves packages alone', () => {
    const files = { 'tsconfig.json': json({ compilerOptions: { baseUrl: '.', paths: { '*': ['./types/*'], exact: ['./types/pg.d.ts'] } } }), 'types/own.ts': '', 'types/pg.d.ts': '', 'mysql.d.ts': '' };
    expect(resolved(files, 'a.ts', 'express')).toBeNull();
    expect(resolved(files, 'a.ts', 'own')).toBe('types/own.ts');
    for (const declared of ['pg', 'exact', 'mysql']) expect(resolved(files, 'a.ts', declared)).toBeNull();
  });
});

describe('packages', () => {
  const workspace = {
    'package.json': json({ name: 'root', workspaces: ['packages/*', '!packages/old'] }),
    'packages/api/package.json': json({ name: 'api', imports: { '#db': './src/db.ts', '#lib/*': { default: './dist/lib/*.js' }, '#pg': 'pg' } }),
    'packages/api/src/a.ts': '',
    'packages/api/src/db.ts': '',
    'packages/api/src/lib/log.ts': '',
    'packages/db/package.json': json({ name: '@acme/db', exports: { '.': { types: './dist/index.d.ts', import: './dist/index.js' }, './client': './dist/client.js', './tables/*': './dist/tables/*.js' } }),
    'packages/db/src/index.ts': '',
    'packages/db/src/client.ts': '',
    'packages/db/src/tables/users.ts': '',
    'packages/main/package.json': json({ name: '@acme/main', main: 'lib/main.js' }),
    'packages/main/main.ts': '',
    'packages/main/deep/file.ts': '',
    'packages/old/package.json': json({ name: '@acme/old' }),
    'packages/old/index.ts': '',
  };
  it.each([
    ['#db', 'packages/api/src/db.ts'],
    ['#lib/log', 'packages/api/src/lib/log.ts'],
    ['#pg', null],
    ['#none', null],
    ['@acme/db', 'packages/db/src/index.ts'],
    ['@acme/db/client', 'packages/db/src/client.ts'],
    ['@acme/db/tables/users', 'packages/db/src/tables/users.ts'],
    ['@acme/main', 'packages/main/main.ts'],
    ['@acme/main/deep/file', 'packages/main/deep/file.ts'],
    ['@acme/old', null],
    ['pg', null],
    ['fs', null],
    ['node:fs', null],
    ['https://example.com/x.js', null],
  ])('%s of a workspace before an install is %s', (specifier, expected) => {
    expect(resolved(workspace, 'packages/api/src/a.ts', specifier)).toBe(expected);
  });

  it('the source goes before the build output', () => {
    const files = { ...workspace, 'packages/db/dist/index.js': '' };
    expect(resolved(files, 'packages/api/src/a.ts', '@acme/db')).toBe('packages/db/src/index.ts');
  });

  it('a package imports itself by name', () => {
    const files = { 'package.json': json({ name: 'self', exports: { './db': './dist/db.js' } }), 'src/db.ts': '' };
    expect(resolved(files, 'src/a.ts', 'self/db')).toBe('src/db.ts');
  });

  it('pnpm lists members in a file of its own', () => {
    const files = { 'package.json': json({ name: 'root' }), 'pnpm-workspace.yaml': "packages:\n  - 'libs/**'\n", 'libs/a/b/package.json': json({ name: '@acme/b' }), 'libs/a/b/src/index.ts': '' };
    expect(resolved(files, 'src/a.ts', '@acme/b')).toBe('libs/a/b/src/index.ts');
  });

  it('the workspace is found from inside a member', () => {
    const root = folderOf(workspace);
    expect(at(root, 'packages/api/src/a.ts', '@acme/db', join(root, 'packages/api'))).toBe('packages/db/src/index.ts');
    expect(at(root, 'packages/api/src/a.ts', '../../db/src/client', join(root, 'packages/api'))).toBe('packages/db/src/client.ts');
  });

  it('a link in node_modules is the project’s file it leads to, a copy is a package', () => {
    const files = { 'package.json': json({ name: 'app' }), 'shared/package.json': json({ name: 'shared' }), 'shared/index.ts': '', 'node_modules/copied/package.json': json({ name: 'copied' }), 'node_modules/copied/index.js': '' };
    const link = (root: string): void => symlinkSync(join(root, 'shared'), join(root, 'node_modules/shared'));
    expect(resolved(files, 'src/a.ts', 'shared', link)).toBe('shared/index.ts');
    expect(resolved(files, 'src/a.ts', 'copied')).toBeNull();
  });
});

describe('what is left alone', () => {
  it('build output beside a package.json, but no folder of that name in the sources', () => {
    const files = { 'package.json': json({ name: 'x' }), 'dist/a.ts': '', 'src/build/a.ts': '', 'src/node_modules/x/a.ts': '' };
    expect(resolved(files, 'src/a.ts', '../dist/a')).toBeNull();
    expect(resolved(files, 'src/a.ts', './build/a')).toBe('src/build/a.ts');
    expect(resolved(files, 'src/a.ts', './node_modules/x/a')).toBeNull();
  });

  it('what .gitignore files name', () => {
    const files = { '.gitignore': 'generated/\n*.gen.ts\n!keep.gen.ts\n', 'src/.gitignore': '/local.ts\n', 'src/generated/a.ts': '', 'src/x.gen.ts': '', 'src/keep.gen.ts': '', 'src/local.ts': '', 'src/deep/local.ts': '' };
    expect(resolved(files, 'src/a.ts', './generated/a')).toBeNull();
    expect(resolved(files, 'src/a.ts', './x.gen')).toBeNull();
    expect(resolved(files, 'src/a.ts', './keep.gen')).toBe('src/keep.gen.ts');
    expect(resolved(files, 'src/a.ts', './local')).toBeNull();
    expect(resolved(files, 'src/a.ts', './deep/local')).toBe('src/deep/local.ts');
  });

  it('everything outside the project', () => {
    const root = folderOf({ 'app/package.json': json({ name: 'app' }), 'app/src/a.ts': '', 'secret.ts': '' });
    expect(at(root, 'app/src/a.ts', '../../secret', join(root, 'app'))).toBeNull();
  });

  it.each([
    ['*.log', 'a/b.log', true],
    ['/a', 'b/a', false],
    ['a/b', 'x/a/b', false],
    ['**/gen', 'x/y/gen', true],
    ['gen/**', 'gen/x/y', true],
    ['a?c', 'abc', true],
    ['[ab].ts', 'b.ts', true],
    ['[!ab].ts', 'b.ts', false],
    ['app.js', 'appxjs', false],
    ['# app', '# app', false],
  ])('%s on %s is %s', (pattern, path, expected) => {
    expect(parseGitignore(pattern).some((rule) => rule.pattern.test(path))).toBe(expected);
  });
});

describe('readers of configuration', () => {
  it('pnpm-workspace.yaml', () => {
    expect(parsePnpmWorkspace('packages:\n  # all\n  - apps/*   # web\n  - "libs/*"\n\n  - \'!libs/old\'\ncatalog:\n  - x\n')).toEqual(['apps/*', 'libs/*', '!libs/old']);
    expect(parsePnpmWorkspace("catalog:\n  a: 1\npackages: ['a/*', \"b\"]\n")).toEqual(['a/*', 'b']);
    expect(parsePnpmWorkspace('catalog:\n  a: 1\n')).toBeNull();
  });

  it('JSON with comments', () => {
    expect(parseJsonc('\uFEFF{ "a": "//no", /* x */ "b": [1, 2,], // y\n "c": "*/,]" , }')).toEqual({ a: '//no', b: [1, 2], c: '*/,]' });
    expect(parseJsonc('{ broken')).toBeUndefined();
  });
});

describe('packages and listings', () => {
  const files = {
    'package.json': json({ name: 'root', workspaces: ['packages/*'], dependencies: { pg: '^8' }, devDependencies: { eslint: '10' } }),
    'src/b.ts': '',
    'src/a.ts': '',
    'src/esm/package.json': json({ type: 'module' }),
    'src/esm/c.js': '',
    'db/001.sql': '',
    'db/schema.prisma': '',
    'README.md': '',
    'dist/x.js': '',
    'node_modules/pg/index.js': '',
    'packages/api/package.json': json({ name: 'api', type: 'module' }),
    'packages/api/main.ts': '',
  };

  it('the package of a file is the nearest that is one, its type is the nearest that is said', () => {
    const root = folderOf(files);
    const project = projectFor(root);
    const of = (path: string): unknown => {
      const file = parseFile(join(root, path), '');
      const found = file && project.packageOf(file);
      return found && [relative(root, found.folder), found.name, found.type, [...found.dependencies.keys()]];
    };
    expect(of('src/a.ts')).toEqual(['', 'root', 'commonjs', ['eslint', 'pg']]);
    expect(of('src/esm/c.js')).toEqual(['', 'root', 'module', ['eslint', 'pg']]);
    expect(of('packages/api/main.ts')).toEqual(['packages/api', 'api', 'module', []]);
  });

  it('a listing is sorted and leaves other packages out', () => {
    const root = folderOf(files);
    const listed = (folder: string): string[] => projectFor(root).filesOf(join(root, folder)).map((path) => relative(root, path));
    expect(listed('')).toEqual(['db/001.sql', 'db/schema.prisma', 'src/a.ts', 'src/b.ts', 'src/esm/c.js']);
    expect(listed('packages/api')).toEqual(['packages/api/main.ts']);
    expect(listed('node_modules/pg')).toEqual([]);
  });

  it('the text of a file is there for any kind, inside the project only', () => {
    const root = folderOf({ ...files, 'db/001.sql': 'select 1', 'bin.sql': 'a\0b' });
    const project = projectFor(join(root));
    expect(project.text(join(root, 'db/001.sql'))).toBe('select 1');
    expect(project.text(join(root, 'bin.sql'))).toBeNull();
    expect(project.text(join(root, 'none.sql'))).toBeNull();
    expect(project.text(join(root, 'node_modules/pg/index.js'))).toBeNull();
  });

  it('a new file and a new alias are seen by the next linted file', () => {
    const root = folderOf({ 'a.ts': '' });
    expect(at(root, 'a.ts', './b')).toBeNull();
    put(root, { 'b.ts': '', 'tsconfig.json': json({ compilerOptions: { paths: { 'b!': ['./b'] } } }) });
    expect(at(root, 'a.ts', './b')).toBe('b.ts');
    expect(at(root, 'a.ts', 'b!')).toBe('b.ts');
  });
});
