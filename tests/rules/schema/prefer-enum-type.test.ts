import rule from '../../../src/rules/schema/prefer-enum-type.ts';
import { testRule } from '../test-rule.ts';
import { PG, prismaSchema, silentPrismaCases, silentStatements } from './silent-cases.ts';

testRule(import.meta, rule, {
  valid: [
    ...silentStatements("CREATE TABLE events (state text CHECK (state IN ('open', 'closed')));", "CREATE TYPE event_state AS ENUM ('open', 'closed'); CREATE TABLE events (state event_state NOT NULL DEFAULT 'open');"),
    ...silentPrismaCases('status String @default("open")', 'status EventStatus @default(OPEN)', 'title String @default("open")'),
    { name: 'Prisma: no default, a default that is no word, a list', filename: 'schema.prisma', code: prismaSchema('status String\n  state String @default(uuid())\n  kind Int @default(1)\n  type String[] @default(["a"])') },
    { name: 'look-alike: another condition, a list of numbers', filename: 'schema.sql', files: PG, code: "CREATE TABLE events (a text CHECK (a <> 'x'), b int CHECK (b IN (1, 2)), c text CHECK (length(c) IN (1, 2)));" },
    { name: 'a later migration gives the column an enum type', filename: 'migrations/1_a.sql', files: { ...PG, 'migrations/2_b.sql': "CREATE TYPE state AS ENUM ('open'); ALTER TABLE events ALTER COLUMN state TYPE state USING state::state; ALTER TABLE events ALTER COLUMN kind TYPE state USING kind::state;" }, code: "CREATE TABLE events (state text DEFAULT 'open', kind text CHECK (kind IN ('open', 'closed')));" },
    { name: 'look-alike: a default of a column of another name', filename: 'schema.sql', files: PG, code: "CREATE TABLE events (title text DEFAULT 'new', status int DEFAULT 1, state text DEFAULT now()::text);" },
    { name: 'a CHECK is accepted', filename: 'schema.sql', files: PG, options: [{ allowCheck: true }], code: "CREATE TABLE events (state text DEFAULT 'open' CHECK (state IN ('open', 'closed')));" },
    { name: 'Drizzle: an enum type', code: "import { pgEnum, pgTable } from 'drizzle-orm/pg-core';\nconst state = pgEnum('state', ['a', 'b']);\nexport const t = pgTable('items', { state: state('state').default('a') });" },
  ],
  invalid: [
    {
      name: 'a list in a CHECK of the column, and of the table',
      filename: 'schema.sql',
      files: PG,
      code: "CREATE TABLE a (state text CHECK (state IN ('open', 'closed')));\nCREATE TABLE b (mood text, CONSTRAINT moods CHECK (mood = ANY (ARRAY['good'::text, 'bad'::text])));",
      errors: [{ messageId: 'listed', data: { column: 'state' }, line: 1, column: 28 }, { messageId: 'listed', data: { column: 'mood' }, line: 2 }],
    },
    {
      name: 'a list that is added later',
      filename: 'migrations/2.sql',
      settings: { dialect: 'postgres' },
      code: "ALTER TABLE a ADD CONSTRAINT states CHECK (state IN ('open', 'closed')) NOT VALID;",
      errors: [{ messageId: 'listed', line: 1, data: { column: 'state' } }],
    },
    {
      name: 'a default word, also where a CHECK is accepted',
      filename: 'schema.sql',
      files: PG,
      options: [{ allowCheck: true }],
      code: "CREATE TABLE a (status varchar DEFAULT 'open'::varchar);",
      errors: [{ messageId: 'open', data: { column: 'status' }, line: 1, column: 24 }],
    },
    {
      name: 'Drizzle: words that only the code knows; the builder from another file',
      filename: 'src/schema.ts',
      files: { 'src/pg.ts': "export { pgTable as make } from 'drizzle-orm/pg-core';\n" },
      code: "import { text as words } from 'drizzle-orm/pg-core';\nimport { make } from './pg';\nexport const t = make('items', { a: words('a', { enum: ['x', 'y'] }) });",
      errors: [{ messageId: 'listed', data: { column: 'a' }, line: 3 }],
    },
    {
      name: 'Prisma: a default word, by the name in the database',
      filename: 'schema.prisma',
      code: prismaSchema('eventStatus String? @default("open") @map("status") @db.VarChar(20)\n  kind String @default("a")'),
      errors: [{ messageId: 'open', data: { column: 'status' }, line: 7, column: 55 }, { messageId: 'open', data: { column: 'kind' }, line: 8, column: 8, endColumn: 14 }],
    },
  ],
});
