import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prismaSchemaOf } from '../../../src/models/schema/model.ts';
import type { ChangeOf, SchemaFacts } from '../../../src/models/schema/types.ts';
import { projectFor } from '../../../src/project/project.ts';
import { folderOf } from '../../project/folder.ts';

const SOURCE = 'datasource db {\n  provider = "postgresql"\n}\n';

/** Facts of the first of some files, which make a project. */
function factsOf(files: Readonly<Record<string, string>>): SchemaFacts {
  const root = folderOf({ 'package.json': '{ "name": "app" }', ...files });
  const [path = ''] = Object.keys(files);
  return prismaSchemaOf(files[path] ?? '', join(root, path), projectFor(root), {});
}

function tableOf(files: Readonly<Record<string, string>>): ChangeOf<'createTable'> {
  const table = factsOf(files).changes.find((change) => change.kind === 'createTable');
  if (!table) throw new Error('no table');
  return table;
}

const columns = (files: Readonly<Record<string, string>>): string[] => tableOf(files).columns.map(({ name }) => name.name);

describe('fields', () => {
  const MODEL = 'model A {\n  id Int @id\n  x Other\n  y Other?\n  z Other[]\n  w Other? @default(X)\n}\n';

  it('are columns or relations by what their type is in any file of the schema', () => {
    expect(columns({ 'a.prisma': `${MODEL}enum Other {\n  X\n}\n` })).toEqual(['id', 'x', 'y', 'z', 'w']);
    expect(columns({ 'models/a.prisma': MODEL, 'b.prisma': `${SOURCE}enum Other {\n  X\n}\n` })).toEqual(['id', 'x', 'y', 'z', 'w']);
    expect(columns({ 'a.prisma': `${SOURCE}${MODEL}`, 'models/b.prisma': 'view Other {\n  id Int\n}\n' })).toEqual(['id']);
    expect(tableOf({ 'a.prisma': `${MODEL}model Other {\n  id Int\n}\n` }).open).toBe(false);
  });

  it('are unknown where nothing declares their type and they could be a relation', () => {
    expect(columns({ 'a.prisma': MODEL })).toEqual(['id', 'x', 'w']);
    expect(tableOf({ 'a.prisma': MODEL }).open).toBe(true);
    expect(columns({ 'a.prisma': `${SOURCE}${MODEL}`, 'other/b.prisma': `${SOURCE}enum Other {\n  X\n}\n` })).toEqual(['id', 'x', 'w']);
    expect(columns({ 'a.prisma': `${SOURCE}${MODEL}`, 'b.prisma': 'enum Other {\n  X\n}\n', 'c.prisma': 'model Other {\n  id Int\n}\n' })).toEqual(['id', 'x', 'w']);
  });

  it('have names like members of objects', () => {
    expect(columns({ 'a.prisma': 'model constructor {\n  toString Int @db.constructor\n  hasOwnProperty __proto__\n  valueOf toString @default(constructor)\n}\n' })).toEqual(['toString', 'valueOf']);
  });
});

describe('foreign keys', () => {
  const MODEL = 'model A {\n  id Int @id\n  otherId Int @map("other_id")\n  other B @relation(fields: otherId, references: [key], onDelete: Odd)\n  @@index(otherId)\n}\n';

  it('name the table and columns of another file', () => {
    const { constraints, indexes } = tableOf({ 'a.prisma': MODEL, 'b.prisma': 'model B {\n  key Int @map("the_key")\n  @@map("bs")\n}\n' });
    expect(constraints).toMatchObject([{ kind: 'foreignKey', foreignKey: { columns: ['other_id'], table: 'bs', refColumns: ['the_key'], onDelete: 'unknown' } }]);
    expect(indexes).toMatchObject([{ columns: ['other_id'] }]);
  });

  it('to an unknown table are keys all the same', () => {
    expect(tableOf({ 'a.prisma': MODEL }).constraints).toMatchObject([{ kind: 'foreignKey', foreignKey: { table: null, refColumns: ['key'] } }]);
  });

  it('are keys too where Prisma keeps relations by itself: rows are found by them', () => {
    expect(tableOf({ 'a.prisma': `${SOURCE.replace('}', '  relationMode = "prisma"\n}')}${MODEL}` }).constraints).toMatchObject([{ kind: 'foreignKey', foreignKey: { columns: ['other_id'] } }]);
  });
});

describe('the dialect', () => {
  const MODEL = 'model A {\n  id Int @id\n}\n';
  const dialect = (files: Readonly<Record<string, string>>): string => factsOf(files).dialect;
  const of = (provider: string): string => `datasource db {\n  provider = ${provider}\n}\n`;

  it.each([['"postgresql"', 'postgres'], ['"postgres"', 'postgres'], ['"mysql"', 'mysql'], ['"sqlite"', 'sqlite'], ['"sqlserver"', 'mssql'], ['"cockroachdb"', 'unknown'], ['"mongodb"', 'unknown'], ['env("P")', 'unknown'], ['["postgresql", "sqlite"]', 'unknown']])('of provider %s is %s', (provider, expected) => {
    expect(dialect({ 'a.prisma': `${of(provider)}${MODEL}`, 'package.json': '{ "name": "app", "dependencies": { "pg": "8" } }' })).toBe(expected);
  });

  it('is that of the nearest folder around with a datasource, else of the only one', () => {
    expect(dialect({ 'prisma/models/a.prisma': MODEL, 'prisma/main.prisma': of('"mysql"'), 'main.prisma': of('"sqlite"') })).toBe('mysql');
    expect(dialect({ 'prisma/models/a.prisma': MODEL, 'prisma/base/main.prisma': of('"mysql"') })).toBe('mysql');
    expect(dialect({ 'prisma/models/a.prisma': MODEL, 'prisma/base/main.prisma': of('"mysql"'), 'other/main.prisma': of('"sqlite"') })).toBe('unknown');
  });

  it('is that of the only driver where there is no datasource', () => {
    expect(dialect({ 'a.prisma': MODEL, 'package.json': '{ "name": "app", "dependencies": { "pg": "8" } }' })).toBe('postgres');
    expect(dialect({ 'a.prisma': MODEL })).toBe('unknown');
  });
});

describe('robustness', () => {
  const FIXTURE = join(import.meta.dirname, '../../../fixtures/models/schema/prisma');
  const texts = readdirSync(FIXTURE, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.prisma')).map((path) => readFileSync(join(FIXTURE, path), 'utf8'));

  it('no change of a schema makes it throw, and every edit stays inside the text', () => {
    const project = projectFor(FIXTURE);
    const change = fc.record({ text: fc.constantFrom(...texts), at: fc.nat(), other: fc.nat(), kind: fc.constantFrom('delete', 'swap', 'double') });
    fc.assert(
      fc.property(change, ({ text, at, other, kind }) => {
        const pieces = text.match(/\w+|\s+|[^\w\s]/gu) ?? [];
        const [i, j] = [at % pieces.length, other % pieces.length];
        if (kind === 'delete') pieces.splice(i, 1 + (other % 3));
        else if (kind === 'double') pieces.splice(i, 0, pieces[j] ?? '');
        else [pieces[i], pieces[j]] = [pieces[j] ?? '', pieces[i] ?? ''];
        const changed = pieces.join('');
        for (const fact of prismaSchemaOf(changed, join(FIXTURE, 'schema.prisma'), project, {}).changes) {
          for (const { type, range } of fact.kind === 'createTable' ? fact.columns : []) {
            const places = [range, ...['text', 'timestamptz', 'jsonb', 'numeric'].flatMap((to) => type?.retyped(to)?.map((edit) => edit.range) ?? [])];
            for (const [start, end] of places) expect(0 <= start && start <= end && end <= changed.length).toBe(true);
          }
        }
      }),
      { numRuns: 500, seed: 20261128 },
    );
  });
});
