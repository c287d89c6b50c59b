import rule from '../../../src/rules/schema/require-timestamptz.ts';
import { testRule } from '../test-rule.ts';
import { PG, prismaSchema, silentCases, silentPrismaCases } from './silent-cases.ts';

testRule(import.meta, rule, {
  valid: [
    ...silentCases('created_at', 'timestamp', 'timestamptz'),
    ...silentPrismaCases('at DateTime @db.Timestamp(3)', 'at DateTime @db.Timestamptz(3)', 'at DateTime @default(now())'),
    { name: 'look-alike: a cast in a query', filename: 'query.sql', files: PG, code: 'CREATE VIEW v AS SELECT 1; SELECT \'2024-01-01\'::timestamp;' },
    { name: 'a migration that is no newer than the setting says', filename: 'migrations/9_add.sql', settings: { dialect: 'postgres', migrations: { since: '10_more.sql' } }, code: 'ALTER TABLE events ADD COLUMN created_at timestamp;' },
  ],
  invalid: [
    {
      name: 'in a Prisma schema',
      filename: 'prisma/schema.prisma',
      code: prismaSchema('createdAt DateTime @default(now()) @map("created_at") @db.Timestamp(3)'),
      errors: [{ messageId: 'zone', data: { column: 'created_at' }, line: 7, column: 57, endColumn: 73, suggestions: [{ messageId: 'replace', output: prismaSchema('createdAt DateTime @default(now()) @map("created_at") @db.Timestamptz(3)') }] }],
    },
    {
      name: 'in a Prisma schema that has its datasource, of another name, in a file of a folder around',
      filename: 'prisma/models/event.prisma',
      files: { 'prisma/main.prisma': 'datasource pg {\n  provider = "postgresql"\n}', 'other/main.prisma': prismaSchema('a Int', 'mysql') },
      code: 'model Event {\n  at DateTime[] @pg.Timestamp\n}\n',
      errors: [{ messageId: 'zone', data: { column: 'at' }, line: 2, column: 17, endColumn: 30, suggestions: [{ messageId: 'replace', output: 'model Event {\n  at DateTime[] @pg.Timestamptz\n}\n' }] }],
    },
    {
      name: 'in a Prisma schema without a datasource, by the settings',
      filename: 'event.prisma',
      settings: { dialect: 'postgres' },
      code: 'model Event {\n  at DateTime @db.Timestamp\n}\n',
      errors: [{ messageId: 'zone', line: 2, suggestions: [{ messageId: 'replace', output: 'model Event {\n  at DateTime @db.Timestamptz\n}\n' }] }],
    },
    {
      name: 'in a migration that is newer than the setting says',
      filename: 'migrations/11_add.sql',
      settings: { dialect: 'postgres', migrations: { since: '10_more.sql' } },
      code: 'ALTER TABLE events ADD COLUMN created_at timestamp;',
      errors: [{ messageId: 'zone', line: 1, suggestions: [{ messageId: 'replace', output: 'ALTER TABLE events ADD COLUMN created_at timestamptz;' }] }],
    },
    {
      name: 'in CREATE TABLE',
      filename: 'schema.sql',
      files: PG,
      code: 'CREATE TABLE events (id uuid PRIMARY KEY, created_at timestamp);',
      errors: [{ messageId: 'zone', data: { column: 'created_at' }, line: 1, column: 54, endColumn: 63, suggestions: [{ messageId: 'replace', output: 'CREATE TABLE events (id uuid PRIMARY KEY, created_at timestamptz);' }] }],
    },
    {
      name: 'in ALTER TABLE, written in another way',
      filename: 'migrations/2_add.sql',
      settings: { dialect: 'postgres' },
      code: 'ALTER TABLE events ADD COLUMN created_at timestamp(3) without time zone;',
      errors: [{ messageId: 'zone', data: { column: 'created_at' }, line: 1, column: 42, endColumn: 72, suggestions: [{ messageId: 'replace', output: 'ALTER TABLE events ADD COLUMN created_at timestamptz(3);' }] }],
    },
    {
      name: 'a list, after another statement',
      filename: 'schema.sql',
      files: PG,
      code: `
        CREATE TABLE other (id uuid);
        CREATE TABLE events (
          created_at timestamp[]
        );
      `,
      errors: [{ messageId: 'zone', line: 3, column: 14, suggestions: [{ messageId: 'replace', output: `
        CREATE TABLE other (id uuid);
        CREATE TABLE events (
          created_at timestamptz[]
        );
      ` }] }],
    },
    {
      name: 'embedded, the receiver from another file',
      filename: 'src/setup.ts',
      files: { 'src/db.ts': "import { Pool } from 'pg';\nexport const anything = new Pool();\n" },
      code: `
        import { anything as x } from './db';
        export async function y(table: string) {
          await x.query(\`CREATE TABLE \${table} (created_at timestamp)\`);
        }
      `,
      errors: [{ messageId: 'zone', line: 3, column: 52, suggestions: [{ messageId: 'replace', output: `
        import { anything as x } from './db';
        export async function y(table: string) {
          await x.query(\`CREATE TABLE \${table} (created_at timestamptz)\`);
        }
      ` }] }],
    },
  ],
});
