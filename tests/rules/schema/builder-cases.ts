import type { Case, InvalidCase } from '../test-rule.ts';

interface Written {
  readonly messageId: string;
  readonly column: string;
  /** The call of Knex, the type of Kysely and that of node-pg-migrate: the worse one and what the suggestion makes of it. */
  readonly knex: readonly [worse: string, better: string];
  readonly kysely: readonly [worse: string, better: string];
  readonly pgMigrate: readonly [worse: string, better: string];
}

const dependsOn = (...names: string[]): Readonly<Record<string, string>> => ({ 'package.json': JSON.stringify({ dependencies: Object.fromEntries(['pg', ...names].map((name) => [name, '1'])) }) });

/** What rules for types of columns report in migrations of builders. */
export function builderCases({ messageId, column, knex, kysely, pgMigrate }: Written): readonly InvalidCase[] {
  const reported = (name: string, rest: Pick<Case, 'filename' | 'files'>, code: (type: string) => string, [worse, better]: readonly [string, string], written: string): InvalidCase => {
    const lines = code(worse).slice(0, code(worse).indexOf(worse)).split('\n');
    const place = { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
    return { name, ...rest, code: code(worse), errors: [{ messageId, data: { column, written }, ...place, suggestions: [{ messageId: 'replace', output: code(better) }] }] };
  };
  const method = knex[0].split('(')[0] ?? '';
  return [
    reported('Knex, typed, names of their own', { filename: 'migrations/1.ts', files: dependsOn('knex') }, (call) => `import type { Knex } from 'knex';\nexport const up = (a: Knex) => a.schema.alterTable('events', (b) => {\n  b.${call}.notNullable();\n});\nexport const down = (a: Knex) => a.schema.alterTable('events', (b) => { b.dropColumn('${column}'); });`, knex, method),
    reported('Knex, told by the call and the package', { filename: 'migrations/1.js', files: dependsOn('knex') }, (call) => `exports.up = function (a) {\n  return a.schema.createTable('events', function (b) { b.${call}; });\n};`, knex, method),
    reported('Kysely', { filename: 'migrations/1.ts', files: dependsOn('kysely') }, (type) => `import type { Kysely } from 'kysely';\nexport async function up(a: Kysely<unknown>) {\n  await a.schema.createTable('events').addColumn('${column}', '${type}', (b) => b.notNull()).execute();\n}`, kysely, kysely[0]),
    reported('node-pg-migrate', { filename: 'migrations/1.js', files: dependsOn('node-pg-migrate') }, (type) => `exports.up = (a) => {\n  a.createTable('events', { id: 'id', ${column}: { type: '${type}', notNull: true } });\n};`, pgMigrate, pgMigrate[0]),
  ];
}

/** Calls of the same form that no builder has, and what a migration takes back. */
export function silentBuilderCases(column: string, call: string, type: string): readonly Case[] {
  return [
    { name: 'look-alike: the shape of Knex in a package without it', filename: 'migrations/1.js', files: dependsOn(), code: `exports.up = (a) => a.schema.createTable('events', (b) => { b.${call}; });` },
    { name: 'look-alike: the shape of node-pg-migrate in a package that has another runner, too', filename: 'migrations/1.js', files: dependsOn('node-pg-migrate', 'db-migrate'), code: `exports.up = (a) => a.createTable('events', { ${column}: '${type}' });` },
    { name: 'look-alike: no migration', filename: 'migrations/1.js', files: dependsOn('node-pg-migrate'), code: `exports.make = (a) => a.createTable('events', { ${column}: '${type}' });` },
    { name: 'look-alike: a builder of the project', filename: 'src/a.ts', files: dependsOn('knex', 'kysely'), code: `class Own { schema = { createTable: (name: string, make: (b: any) => void) => make(name) }; }\nnew Own().schema.createTable('events', (b) => { b.${call}; });` },
    { name: 'what a migration takes back', filename: 'migrations/1.js', files: dependsOn('knex'), code: `exports.down = (a) => a.schema.alterTable('events', (b) => { b.${call}; });` },
    { name: 'Knex for another database', filename: 'migrations/1.js', files: { 'package.json': '{ "dependencies": { "knex": "1", "mysql2": "1" } }' }, code: `exports.up = (a) => a.schema.createTable('events', (b) => { b.${call}; });` },
  ];
}
