import rule from '../../../src/rules/schema/require-on-delete.ts';
import { testRule } from '../test-rule.ts';
import { PG, prismaSchema, silentPrismaCases, silentStatements } from './silent-cases.ts';

testRule(import.meta, rule, {
  valid: [
    ...silentStatements('CREATE TABLE events (owner_id uuid REFERENCES users (id));', 'CREATE TABLE events (owner_id uuid NOT NULL REFERENCES users (id) ON UPDATE CASCADE ON DELETE NO ACTION);'),
    ...silentPrismaCases('ownerId Int\n  owner User @relation(fields: [ownerId], references: [id], onDelete: SetNull)', 'ownerId Int?\n  owner User? @relation(fields: [ownerId], references: [id], onDelete: SetNull)', 'ownerId Int\n  owner User @relation(fields: [ownerId], references: [id])'),
    { name: 'Prisma: an action of its own where none is written', filename: 'schema.prisma', code: prismaSchema('a Int?\n  b Int\n  user User? @relation(fields: [a], references: [id])\n  team Team @relation(fields: [b], references: [id], onDelete: Restrict)') },
    { name: 'a later migration makes the key anew, with an action', filename: 'migrations/1_a.sql', files: { ...PG, 'migrations/2_b.sql': 'ALTER TABLE events DROP CONSTRAINT events_owner_id_fkey, ADD FOREIGN KEY (owner_id) REFERENCES users ON DELETE CASCADE;' }, code: 'CREATE TABLE events (owner_id uuid REFERENCES users (id));' },
    { name: 'a later migration drops the key, its column, or its table', filename: 'migrations/1_a.sql', files: { ...PG, 'migrations/2_b.sql': 'ALTER TABLE a DROP CONSTRAINT owned; ALTER TABLE b DROP COLUMN o; DROP TABLE c;' }, code: 'CREATE TABLE a (o uuid, CONSTRAINT owned FOREIGN KEY (o) REFERENCES users); CREATE TABLE b (id uuid, o uuid REFERENCES users); CREATE TABLE c (o uuid); ALTER TABLE c ADD FOREIGN KEY (o) REFERENCES users;' },
    { name: 'SET NULL on a column that takes NULL', filename: 'schema.sql', files: PG, code: 'CREATE TABLE events (owner_id uuid REFERENCES users ON DELETE SET NULL);' },
    { name: 'look-alike: a column called references_', filename: 'schema.sql', files: PG, code: 'CREATE TABLE events (id uuid PRIMARY KEY, "references" text);' },
    { name: 'Drizzle: an action', code: "import { pgTable, uuid } from 'drizzle-orm/pg-core';\nimport { users } from './users.ts';\nexport const t = pgTable('items', { owner: uuid('owner').references(() => users.id, { onDelete: 'restrict' }) });" },
    { name: 'unknown: options of Drizzle from elsewhere', code: "import { pgTable, uuid } from 'drizzle-orm/pg-core';\nimport { users, actions } from './users.ts';\nexport const t = pgTable('items', { owner: uuid('owner').references(() => users.id, actions) });" },
  ],
  invalid: [
    {
      name: 'on a column',
      filename: 'schema.sql',
      files: PG,
      code: 'CREATE TABLE events (owner_id uuid REFERENCES users (id) DEFERRABLE);',
      errors: [{
        messageId: 'unsaid', data: { table: '`users`' }, line: 1, column: 36,
        suggestions: [
          { messageId: 'add', data: { action: 'CASCADE' }, output: 'CREATE TABLE events (owner_id uuid REFERENCES users (id) ON DELETE CASCADE DEFERRABLE);' },
          { messageId: 'add', data: { action: 'RESTRICT' }, output: 'CREATE TABLE events (owner_id uuid REFERENCES users (id) ON DELETE RESTRICT DEFERRABLE);' },
        ],
      }],
    },
    {
      name: 'as a constraint that is added',
      filename: 'migrations/2.sql',
      settings: { dialect: 'postgres' },
      code: 'ALTER TABLE events ADD CONSTRAINT owner FOREIGN KEY (owner_id) REFERENCES users NOT VALID;',
      errors: [{
        messageId: 'unsaid', line: 1,
        suggestions: [
          { messageId: 'add', output: 'ALTER TABLE events ADD CONSTRAINT owner FOREIGN KEY (owner_id) REFERENCES users ON DELETE CASCADE NOT VALID;' },
          { messageId: 'add', output: 'ALTER TABLE events ADD CONSTRAINT owner FOREIGN KEY (owner_id) REFERENCES users ON DELETE RESTRICT NOT VALID;' },
        ],
      }],
    },
    {
      name: 'SET NULL on a NOT NULL column, on the column and as a constraint of the table',
      filename: 'schema.sql',
      files: PG,
      code: 'CREATE TABLE a (b uuid NOT NULL REFERENCES c ON DELETE SET NULL); CREATE TABLE d (e uuid NOT NULL, FOREIGN KEY (e) REFERENCES c ON DELETE SET NULL);',
      errors: [{ messageId: 'impossible', line: 1, data: { column: 'b' } }, { messageId: 'impossible', line: 1, data: { column: 'e' } }],
    },
    {
      name: 'Drizzle, the table from another file',
      filename: 'src/items.ts',
      files: { 'src/users.ts': "import { pgTable, uuid } from 'drizzle-orm/pg-core';\nexport const anything = pgTable('users', { id: uuid('id').primaryKey() });\n" },
      code: "import { pgTable, uuid } from 'drizzle-orm/pg-core';\nimport { anything as u } from './users';\nexport const t = pgTable('items', { owner: uuid('owner').references(() => u.id) });",
      errors: [{
        messageId: 'unsaid', data: { table: '`users`' }, line: 3,
        suggestions: [
          { messageId: 'add', output: "import { pgTable, uuid } from 'drizzle-orm/pg-core';\nimport { anything as u } from './users';\nexport const t = pgTable('items', { owner: uuid('owner').references(() => u.id, { onDelete: 'cascade' }) });" },
          { messageId: 'add', output: "import { pgTable, uuid } from 'drizzle-orm/pg-core';\nimport { anything as u } from './users';\nexport const t = pgTable('items', { owner: uuid('owner').references(() => u.id, { onDelete: 'restrict' }) });" },
        ],
      }],
    },
    {
      name: 'Prisma: SetNull on a field that takes no null',
      filename: 'schema.prisma',
      code: prismaSchema('ownerId Int @map("owner")\n  owner User @relation(fields: [ownerId], references: [id], onDelete: SetNull)'),
      errors: [{ messageId: 'impossible', data: { column: 'owner' }, line: 8, column: 14 }],
    },
  ],
});
