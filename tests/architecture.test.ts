import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { Node, Project } from 'ts-morph';
import type { SourceFile } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import { DIALECTS, ROLES } from '../src/core/settings.ts';

const ROOT = resolve(import.meta.dirname, '..');
const project = new Project({ skipAddingFilesFromTsConfig: true, skipFileDependencyResolution: true });
const sources = project.addSourceFilesAtPaths(join(ROOT, 'src/**/*.ts'));

interface Import {
  readonly specifier: string;
  /** Path in the repository; null for packages and built-ins. */
  readonly target: string | null;
  readonly typeOnly: boolean;
}

const at = (source: SourceFile): string => relative(ROOT, source.getFilePath());
const files = new Map(sources.map((source) => [at(source), source]));
const imports = new Map(sources.map((source) => [at(source), importsOf(source)]));
const rules = [...files.keys()].filter((file) => /^src\/rules\/[^/]+\/[^/]+\.ts$/u.test(file));

describe('floors', () => {
  const FLOORS: Readonly<Record<string, number>> = { core: 0, practices: 0, sql: 1, prisma: 1, ast: 1, project: 2, models: 3, rules: 4, languages: 4, configs: 5, cli: 6, 'index.ts': 6 };
  const floor = (file: string): string => file.split('/')[1] ?? '';

  it('every source belongs to a floor', () => {
    expect([...files.keys()].filter((file) => FLOORS[floor(file)] === undefined)).toEqual([]);
  });

  it('imports point down', () => {
    const upwards = edges().filter(([from, to]) => floor(from) !== floor(to) && (FLOORS[floor(to)] ?? 0) >= (FLOORS[floor(from)] ?? 0));
    expect(upwards.map(written)).toEqual([]);
  });

  it('a rule imports no rule', () => {
    expect(edges().filter(([from, to]) => rules.includes(from) && rules.includes(to)).map(written)).toEqual([]);
  });

  it('there are no cycles', () => {
    expect(cycles()).toEqual([]);
  });

  it('a collector knows no other file', () => {
    const asking = edges().filter(([from, to]) => basename(from) === 'collect.ts' && to.startsWith('src/project/'));
    expect(asking.map(written)).toEqual([]);
  });

  it('only model.ts runs a collector and asks the project', () => {
    const both = [...imports].filter(
      ([file, found]) =>
        basename(file) !== 'model.ts' &&
        found.some(({ target }) => target?.startsWith('src/project/')) &&
        found.some(({ target, typeOnly }) => !typeOnly && /^src\/models\/[^/]+\/collect\.ts$/u.test(target ?? '')),
    );
    expect(both.map(([file]) => file)).toEqual([]);
  });
});

describe('what floors know', () => {
  const from = (folder: string): (readonly [string, Import])[] =>
    [...imports].filter(([file]) => file.startsWith(`src/${folder}`)).flatMap(([file, found]) => found.map((entry) => [file, entry] as const));

  it('src/sql and src/prisma know neither ESLint nor JavaScript', () => {
    const odd = [...from('sql/'), ...from('prisma/')].filter(([, { specifier }]) => /eslint|typescript|espree|oxc/u.test(specifier));
    expect(odd.map(([file, { specifier }]) => `${file}: ${specifier}`)).toEqual([]);
  });

  it('nothing needs ESLint or the whole of @typescript-eslint/utils at run time', () => {
    const odd = from('').filter(([, { specifier, typeOnly }]) => !typeOnly && /^(?:eslint|eslint\/.*|@typescript-eslint\/utils)$/u.test(specifier));
    expect(odd.map(([file, { specifier }]) => `${file}: ${specifier}`)).toEqual([]);
  });

  it('heavy packages are loaded when they are needed', () => {
    const odd = from('').filter(([, { specifier, typeOnly }]) => !typeOnly && /^(?:pgsql-ast-parser|libpg-query|oxc-parser|oxc-resolver|typescript|ts-morph)(?:\/|$)/u.test(specifier));
    expect(odd.map(([file, { specifier }]) => `${file}: ${specifier}`)).toEqual([]);
  });

  it('nothing reaches for a network, a process or code of the project', () => {
    const odd = from('').filter(([, { specifier }]) => /^(?:node:)?(?:child_process|cluster|dgram|dns|http|http2|https|net|repl|tls|vm|worker_threads)(?:\/|$)/u.test(specifier));
    expect(odd.map(([file, { specifier }]) => `${file}: ${specifier}`)).toEqual([]);
  });

  it('nothing writes files', () => {
    const writers = /^(?:appendFile|chmod|chown|copyFile|cp|createWriteStream|link|mkdir|mkdtemp|rename|rm|rmdir|symlink|truncate|unlink|utimes|writeFile|write)(?:Sync)?$/u;
    const odd = sources.flatMap((source) =>
      source
        .getImportDeclarations()
        .filter((declaration) => /^(?:node:)?fs(?:\/promises)?$/u.test(declaration.getModuleSpecifierValue()))
        .flatMap((declaration) => declaration.getNamedImports().map((named) => named.getName()).filter((name) => writers.test(name)))
        .map((name) => `${at(source)}: ${name}`),
    );
    expect(odd).toEqual([]);
  });

  // Reads every string of every rule: seconds alone, more beside other work.
  it('rules name no package that a model knows', { timeout: 120_000 }, () => {
    const fixtures = JSON.parse(readFileSync(join(ROOT, 'fixtures/package.json'), 'utf8')) as { dependencies: Record<string, string> };
    const packages = new Set([...Object.keys(fixtures.dependencies), ...packagesOfAdapters()]);
    // Some packages are called like a word of the vocabulary: `config` is a role, `postgres` a dialect, `uuid` a type of column.
    for (const word of [...ROLES, ...DIALECTS, 'uuid']) packages.delete(word);
    const named = rules.flatMap((file) => strings(file).filter((text) => packages.has(text)).map((text) => `${file}: '${text}'`));
    expect(packages.size).toBeGreaterThan(50);
    expect(named).toEqual([]);
  });
});

describe('house style', () => {
  it('no folder or file is a drawer without a name', () => {
    const drawers = [...files.keys()].filter((file) => file.split('/').some((part) => /^(?:utils?|helpers?|misc|common)(?:\.|$)/u.test(part)));
    expect(drawers).toEqual([]);
  });

  it('no file but src/index.ts only hands on what others export', () => {
    const barrels = sources.filter((source) => {
      const statements = source.getStatements();
      return statements.length > 0 && statements.every((statement) => Node.isExportDeclaration(statement) || Node.isImportDeclaration(statement));
    });
    const indexes = [...files.keys()].filter((file) => basename(file) === 'index.ts' && file !== 'src/index.ts');
    expect([...barrels.map(at), ...indexes]).toEqual([]);
  });

  it('no switched-off check and no unfinished work', () => {
    const marked = sources.filter((source) => /\b(?:TODO|FIXME|XXX)\b|\/[/*]\s*eslint-disable|@ts-(?:ignore|expect-error|nocheck)/u.test(source.getFullText()));
    expect(marked.map(at)).toEqual([]);
  });

  it('a rule is three files: rule, test, page', () => {
    const missing = rules.flatMap((file) => {
      const id = basename(file, '.ts');
      const topic = basename(dirname(file));
      return [`tests/rules/${topic}/${id}.test.ts`, `docs/rules/${id}.md`].filter((path) => !existsSync(join(ROOT, path)));
    });
    expect(missing).toEqual([]);
  });

  it('every page and every test of a rule belongs to a rule', () => {
    const ids = new Set(rules.map((file) => basename(file, '.ts')));
    const pages = listed('docs/rules').filter((file) => file.endsWith('.md') && !ids.has(basename(file, '.md')));
    const tests = listed('tests/rules').filter((file) => file.endsWith('.test.ts') && !rules.includes(`src/rules/${file.replace(/\.test\.ts$/u, '.ts')}`));
    expect([...pages, ...tests]).toEqual([]);
  });

  it('rule ids are unique, so that the topic is no part of the name', () => {
    const ids = rules.map((file) => basename(file, '.ts'));
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });
});

function importsOf(source: SourceFile): Import[] {
  return source
    .getStatements()
    .filter((statement) => Node.isImportDeclaration(statement) || Node.isExportDeclaration(statement))
    .flatMap((statement) => {
      const specifier = statement.getModuleSpecifierValue();
      if (specifier === undefined) return [];
      const target = specifier.startsWith('.') ? relative(ROOT, resolve(source.getDirectoryPath(), specifier)) : null;
      return [{ specifier, target, typeOnly: statement.isTypeOnly() }];
    });
}

function edges(): (readonly [from: string, to: string])[] {
  return [...imports].flatMap(([from, found]) => found.flatMap(({ target }) => (target?.startsWith('src/') ? [[from, target] as const] : [])));
}

function written([from, to]: readonly [string, string]): string {
  return `${from} -> ${to}`;
}

/** Each cycle once, as the path that closes it. */
function cycles(): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start !== -1) {
      found.push([...path.slice(start), file].join(' -> '));
      return;
    }
    if (done.has(file)) return;
    for (const { target } of imports.get(file) ?? []) {
      if (target !== null && files.has(target)) visit(target, [...path, file]);
    }
    done.add(file);
  };
  for (const file of files.keys()) visit(file, []);
  return found;
}

/** The strings that adapters list as their packages. */
function packagesOfAdapters(): string[] {
  return [...files.values()]
    .filter((source) => at(source).startsWith('src/models/'))
    .flatMap((source) => source.getDescendants())
    .filter(Node.isPropertyAssignment)
    .filter((property) => /^(?:package|packages)$/u.test(property.getName()))
    .flatMap((property) => property.getDescendants().filter(Node.isStringLiteral).map((literal) => literal.getLiteralText()));
}

function strings(file: string): string[] {
  return (files.get(file)?.getDescendants() ?? [])
    .filter((node) => Node.isStringLiteral(node) || Node.isNoSubstitutionTemplateLiteral(node))
    .filter((node) => !Node.isImportDeclaration(node.getParent()))
    .map((node) => node.getLiteralText());
}

function listed(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
}
