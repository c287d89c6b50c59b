import rule from '../../../src/rules/schema/require-updated-at-trigger.ts';
import { testRule } from '../test-rule.ts';
import { PG, prismaSchema, silentPrismaCases, silentStatements } from './silent-cases.ts';

const BAD = 'CREATE TABLE orders (id uuid PRIMARY KEY, updated_at date NOT NULL);';
const TRIGGER = 'CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();';

testRule(import.meta, rule, {
  valid: [
    ...silentStatements(BAD, `${BAD} ${TRIGGER}`),
    ...silentPrismaCases('updatedAt DateTime @default(now())', 'updatedAt DateTime @default(now()) @updatedAt', 'updatedAt Int'),
    { name: 'Prisma: a trigger in a migration, and in SQL for a table that no migration makes', filename: 'prisma/schema.prisma', files: { 'prisma/migrations/1_a/migration.sql': 'CREATE TABLE "Event" ("id" uuid, "updatedAt" timestamp);\nCREATE TRIGGER a BEFORE UPDATE ON "Event" FOR EACH ROW EXECUTE FUNCTION touch();', 'prisma/more.sql': 'CREATE TRIGGER b BEFORE UPDATE ON "Other" FOR EACH ROW EXECUTE FUNCTION touch();' }, code: prismaSchema('updatedAt DateTime @default(now())\n}\nmodel Other {\n  id Int @id\n  updatedAt DateTime @default(now())') },
    { name: 'a migration that Prisma wrote from a schema: the schema is reported', filename: 'prisma/migrations/1_a/migration.sql', files: { 'prisma/schema.prisma': prismaSchema('updatedAt DateTime @default(now())') }, code: 'CREATE TABLE "Event" ("updatedAt" timestamp);' },
    { name: 'a number, or a text, whose form the code alone knows', filename: 'schema.sql', files: PG, code: 'CREATE TABLE events (id uuid PRIMARY KEY, updated_at bigint NOT NULL); CREATE TABLE notes (id uuid PRIMARY KEY, "updatedAt" varchar NOT NULL);' },
    { name: 'the trigger is made in a later migration', filename: 'migrations/1_a.sql', files: { ...PG, 'migrations/2_b.sql': TRIGGER }, code: BAD },
    { name: 'the trigger is made in a block, its function sets the column', filename: 'schema.sql', files: PG, code: `${BAD}\nCREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated_at := now(); RETURN NEW; END $$;\nDO $$ BEGIN ${TRIGGER} EXCEPTION WHEN duplicate_object THEN null; END $$;` },
    { name: 'an ORM has a model of the table', filename: 'migrations/1_a.sql', files: { ...PG, 'src/schema.ts': "import { date, pgTable } from 'drizzle-orm/pg-core';\nexport const t = pgTable('orders', { updatedAt: date('updated_at').$onUpdate(() => '') });" }, code: BAD },
    { name: 'look-alike: another column', filename: 'schema.sql', files: PG, code: 'CREATE TABLE orders (created_at date, updated_by uuid);' },
    { name: 'the table or the column goes later', filename: 'migrations/1_a.sql', files: { ...PG, 'migrations/2_b.sql': 'ALTER TABLE orders DROP COLUMN updated_at; DROP TABLE lines;' }, code: `${BAD} CREATE TABLE lines (updated_at date);` },
    { name: 'unknown: the table is altered here and made elsewhere', filename: 'schema.sql', files: PG, code: 'ALTER TABLE elsewhere ADD COLUMN updated_at date;' },
  ],
  invalid: [
    { name: 'no trigger', filename: 'schema.sql', files: PG, code: BAD, errors: [{ messageId: 'untouched', data: { table: 'orders', column: 'updated_at' }, line: 1, column: 43, endColumn: 53 }] },
    { name: 'a trigger for other events, a column that is added', filename: 'schema.sql', files: PG, code: 'CREATE TABLE orders (id uuid);\nALTER TABLE orders ADD COLUMN "updatedAt" date;\nCREATE TRIGGER t AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION t();', errors: [{ messageId: 'untouched', data: { table: 'orders', column: 'updatedAt' }, line: 2 }] },
    {
      name: 'embedded, the receiver from another file',
      filename: 'src/db/setup.ts',
      files: { 'src/db/pool.ts': "import { Pool } from 'pg';\nexport const anything = new Pool();\n", 'package.json': '{ "dependencies": { "pg": "8" } }' },
      code: `import { anything as x } from './pool';\nexport const y = () => x.query('${BAD}');`,
      errors: [{ messageId: 'untouched', line: 2 }],
    },
    {
      name: 'Prisma: a default alone, a native type, by the name in the database',
      filename: 'schema.prisma',
      code: prismaSchema('touched DateTime @default(now()) @map("updated_at") @db.Timestamptz\n}\nmodel Other {\n  id Int @id\n  updatedAt DateTime?'),
      errors: [
        { messageId: 'unset', data: { table: 'Event', column: 'updated_at' }, line: 7, column: 42, endColumn: 52, suggestions: [{ messageId: 'add', output: prismaSchema('touched DateTime @default(now()) @updatedAt @map("updated_at") @db.Timestamptz\n}\nmodel Other {\n  id Int @id\n  updatedAt DateTime?') }] },
        { messageId: 'unset', data: { table: 'Other', column: 'updatedAt' }, line: 11, suggestions: [{ messageId: 'add', output: prismaSchema('touched DateTime @default(now()) @map("updated_at") @db.Timestamptz\n}\nmodel Other {\n  id Int @id\n  updatedAt DateTime? @updatedAt') }] },
      ],
    },
  ],
});
