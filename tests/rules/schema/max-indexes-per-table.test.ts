import rule from '../../../src/rules/schema/max-indexes-per-table.ts';
import { testRule } from '../test-rule.ts';
import { PG, prismaSchema, silentPrismaCases, silentStatements } from './silent-cases.ts';

const columns = 'abcdefghi'.split('');
const TABLE = `CREATE TABLE t (id uuid PRIMARY KEY, ${columns.map((c) => `${c} text UNIQUE`).join(', ')});`;
const indexes = columns.map((c) => `CREATE INDEX t_${c} ON t (lower(${c}));`);
const FIELDS = [...columns.map((c) => `${c} Int`), ...columns.map((c) => `@@index([${c}])`)].join('\n  ');

testRule(import.meta, rule, {
  valid: [
    ...silentStatements([TABLE, ...indexes].join(' '), [TABLE, ...indexes.slice(0, 8)].join(' ')),
    ...silentPrismaCases(FIELDS, FIELDS.slice(0, FIELDS.lastIndexOf('\n')), FIELDS.replace('@@index', '@@unique')),
    { name: 'more are allowed', filename: 'schema.sql', files: PG, options: [{ max: 9 }], code: [TABLE, ...indexes].join('\n') },
    { name: 'one is dropped later', filename: 'migrations/1_a.sql', files: { ...PG, 'migrations/2_b.sql': 'DROP INDEX t_a;' }, code: [TABLE, ...indexes].join('\n') },
    { name: 'unknown: a table that no file makes', filename: 'schema.sql', files: PG, code: indexes.join('\n') },
  ],
  invalid: [
    { name: 'the ninth', filename: 'schema.sql', files: PG, code: [TABLE, ...indexes].join('\n'), errors: [{ messageId: 'many', data: { table: 't', count: 9, max: 8 }, line: 10 }] },
    { name: 'fewer are allowed, over two files', filename: 'migrations/2_b.sql', files: { ...PG, 'migrations/1_a.sql': [TABLE, indexes[0]].join('\n') }, options: [{ max: 1 }], code: `${indexes[1]}`, errors: [{ messageId: 'many', line: 1 }] },
    {
      name: 'Drizzle',
      filename: 'src/schema.ts',
      options: [{ max: 0 }],
      code: "import { index as i, pgTable, text } from 'drizzle-orm/pg-core';\nexport const t = pgTable('items', { a: text('a') }, (t) => [i('x').on(t.a)]);",
      errors: [{ messageId: 'many', line: 2 }],
    },
    {
      name: 'embedded, the receiver from another file',
      filename: 'src/db/setup.ts',
      options: [{ max: 0 }],
      files: { 'src/db/pool.ts': "import { Pool } from 'pg';\nexport const anything = new Pool();\n", 'package.json': '{ "dependencies": { "pg": "8" } }' },
      code: "import { anything as x } from './pool';\nexport const y = () => x.query('CREATE TABLE a (b text); CREATE INDEX c ON a (b)');",
      errors: [{ messageId: 'many', line: 2 }],
    },
    {
      name: 'Prisma: the ninth; what a migration makes is the same',
      filename: 'prisma/schema.prisma',
      files: { 'prisma/migrations/1_a/migration.sql': 'CREATE TABLE "Event" ("id" uuid, "a" int4);\nCREATE INDEX "Event_a_idx" ON "Event"("a");' },
      code: prismaSchema(FIELDS),
      errors: [{ messageId: 'many', data: { table: 'Event', count: 9, max: 8 }, line: 24, column: 3, endColumn: 15 }],
    },
  ],
});
