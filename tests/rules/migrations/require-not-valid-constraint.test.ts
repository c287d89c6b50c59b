import rule from '../../../src/rules/migrations/require-not-valid-constraint.ts';
import { testRule } from '../test-rule.ts';
import { PG, silentCases } from './silent-cases.ts';

testRule(import.meta, rule, {
  valid: [
    ...silentCases('ALTER TABLE events ADD CONSTRAINT events_user FOREIGN KEY (user_id) REFERENCES users (id)'),
    { name: 'remedy: NOT VALID', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ADD CONSTRAINT events_user FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;\nALTER TABLE events ADD CONSTRAINT events_size CHECK (size > 0) NOT VALID;' },
    { name: 'remedy: validated in a later migration', filename: 'migrations/3_add.sql', files: PG, code: 'ALTER TABLE events VALIDATE CONSTRAINT events_user;' },
    { name: 'a reference of a new column, which no row has yet', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ADD COLUMN user_id uuid REFERENCES users (id);' },
    { name: 'a foreign key of a new table', filename: 'migrations/2_add.sql', files: PG, code: 'CREATE TABLE visits (id uuid, event_id uuid);\nALTER TABLE visits ADD FOREIGN KEY (event_id) REFERENCES events (id);' },
    { name: 'another constraint', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ADD CONSTRAINT events_at_key UNIQUE (at);' },
  ],
  invalid: [
    {
      name: 'a foreign key',
      filename: 'migrations/2_add.sql',
      files: PG,
      code: 'ALTER TABLE events ADD CONSTRAINT events_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE;',
      errors: [{ messageId: 'validatedConstraint', data: { table: 'events', by: '' }, line: 1, column: 24, endColumn: 108, suggestions: [{ messageId: 'addNotValid', output: 'ALTER TABLE events ADD CONSTRAINT events_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE NOT VALID;' }] }],
    },
    {
      name: 'a CHECK, beside another action',
      filename: 'migrations/2_add.sql',
      files: PG,
      code: 'ALTER TABLE events ADD CHECK (size > 0), ADD COLUMN note text;',
      errors: [{ messageId: 'validatedConstraint', line: 1, suggestions: [{ messageId: 'addNotValid', output: 'ALTER TABLE events ADD CHECK (size > 0) NOT VALID, ADD COLUMN note text;' }] }],
    },
    {
      name: 'in a migration that Prisma wrote',
      filename: 'prisma/migrations/20240101000000_add/migration.sql',
      files: PG,
      code: '-- AddForeignKey\nALTER TABLE "events" ADD CONSTRAINT "events_user_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;',
      errors: [{ messageId: 'validatedConstraint', line: 2, suggestions: [{ messageId: 'addNotValid', output: '-- AddForeignKey\nALTER TABLE "events" ADD CONSTRAINT "events_user_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE NOT VALID;' }] }],
    },
    { name: 'a reference of a new column whose rows all have a value', filename: 'migrations/2_add.sql', files: PG, code: 'ALTER TABLE events ADD COLUMN kind int NOT NULL DEFAULT 1 REFERENCES kinds (id);', errors: [{ messageId: 'validatedConstraint', data: { table: 'events', by: ' in a statement of its own' }, line: 1, column: 59 }] },
    {
      name: 'in code',
      filename: 'src/migrations/2_add.ts',
      files: PG,
      code: "import { Pool as X } from 'pg';\nexport async function up(y: X) {\n  await y.query(`ALTER TABLE events ADD CHECK (size > 0)`);\n}",
      errors: [{ messageId: 'validatedConstraint', line: 3, column: 41, suggestions: [{ messageId: 'addNotValid', output: "import { Pool as X } from 'pg';\nexport async function up(y: X) {\n  await y.query(`ALTER TABLE events ADD CHECK (size > 0) NOT VALID`);\n}" }] }],
    },
  ],
});
