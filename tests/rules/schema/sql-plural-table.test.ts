import rule from '../../../src/rules/schema/sql-plural-table.ts';
import { testRule } from '../test-rule.ts';
import { PG, prismaSchema, silentPrismaCases, silentStatements } from './silent-cases.ts';

testRule(import.meta, rule, {
  valid: [
    ...silentStatements('CREATE TABLE event (id uuid PRIMARY KEY);', 'CREATE TABLE events (id uuid PRIMARY KEY);'),
    ...silentPrismaCases('@@map("event")', '@@map("events")', 'a Int'),
    { name: 'Prisma: a table that joins two, also where Prisma keeps relations by itself', filename: 'schema.prisma', code: prismaSchema('userId Int\n  teamId Int\n  user User @relation(fields: [userId], references: [id])\n  team Team @relation(fields: [teamId], references: [id])\n  @@map("team_user")\n}\nmodel User {\n  id Int @id\n  @@map("users")\n}\nmodel Team {\n  id Int @id\n  @@map("teams")').replace('"postgresql"', '"postgresql"\n  relationMode = "prisma"') },
    { name: 'Prisma: allowed by name', filename: 'schema.prisma', options: [{ allow: ['event'] }], code: prismaSchema('@@map("event")') },
    { name: 'a later migration gives the table another name, or drops it', filename: 'migrations/1_a.sql', files: { ...PG, 'migrations/2_b.sql': 'ALTER TABLE event RENAME TO events; DROP TABLE note;' }, code: 'CREATE TABLE event (id uuid PRIMARY KEY); CREATE TABLE note (id uuid PRIMARY KEY);' },
    { name: 'what has no plural', filename: 'schema.sql', files: PG, code: 'CREATE TABLE audit_log (a int); CREATE TABLE user_metadata (a int); CREATE TABLE order_history (a int); CREATE TABLE news (a int);' },
    { name: 'a plural that is no last word', filename: 'schema.sql', files: PG, code: 'CREATE TABLE emails_sent (a int); CREATE TABLE metrics_daily (a int);' },
    { name: 'a table that joins two, by its primary key', filename: 'schema.sql', files: PG, code: 'CREATE TABLE membership (a uuid REFERENCES users, b uuid REFERENCES teams, PRIMARY KEY (a, b)); CREATE TABLE user_team (id uuid PRIMARY KEY, user_id uuid REFERENCES users, team_id uuid REFERENCES teams);' },
    { name: 'look-alike: a view', filename: 'schema.sql', files: PG, code: 'CREATE VIEW event AS SELECT 1;' },
    { name: 'irregular plurals', filename: 'schema.sql', files: PG, code: 'CREATE TABLE people (a int); CREATE TABLE children (a int); CREATE TABLE analyses (a int); CREATE TABLE "userAddresses" (a int);' },
    { name: 'allowed by name', filename: 'schema.sql', files: PG, options: [{ allow: ['event'] }], code: 'CREATE TABLE event (a int);' },
    { name: 'unknown: the name is spliced in', code: "import { Pool } from 'pg';\nexport const up = (pool: Pool, name: string) => pool.query(`CREATE TABLE ${name} (id uuid PRIMARY KEY)`);" },
  ],
  invalid: [
    {
      name: 'a singular noun',
      filename: 'schema.sql',
      files: PG,
      code: 'CREATE TABLE app.user_account (id uuid PRIMARY KEY, owner uuid REFERENCES users);',
      errors: [{ messageId: 'singular', data: { name: 'user_account', plural: 'user_accounts' }, line: 1, column: 18, endColumn: 30 }],
    },
    {
      name: 'an irregular noun in camel case; a table that is not the allowed one',
      filename: 'schema.sql',
      files: PG,
      options: [{ allow: ['event'] }],
      code: 'CREATE TABLE "officePerson" (id uuid PRIMARY KEY);',
      errors: [{ messageId: 'singular', line: 1, data: { name: 'officePerson', plural: 'officePeople' } }],
    },
    {
      name: 'Drizzle, the builder from another file',
      filename: 'src/schema.ts',
      files: { 'src/pg.ts': "export { pgTable as make } from 'drizzle-orm/pg-core';\n" },
      code: "import { text as words } from 'drizzle-orm/pg-core';\nimport { make } from './pg';\nexport const t = make('category', { a: words('a') });",
      errors: [{ messageId: 'singular', data: { name: 'category', plural: 'categories' }, line: 3, column: 24, endColumn: 32 }],
    },
    {
      name: 'Prisma: a name for the database',
      filename: 'schema.prisma',
      code: prismaSchema('@@map("event_item")'),
      errors: [{ messageId: 'singular', data: { name: 'event_item', plural: 'event_items' }, line: 7, column: 10, endColumn: 20 }],
    },
  ],
});
