import rule from '../../../src/rules/schema/prefer-text.ts';
import { testRule } from '../test-rule.ts';
import { PG, prismaSchema, silentCases, silentPrismaCases } from './silent-cases.ts';

testRule(import.meta, rule, {
  valid: [
    ...silentCases('title', 'varchar(255)', 'text'),
    ...silentPrismaCases('title String @db.VarChar(255)', 'title String @db.Text', 'title String'),
    { name: 'varchar without a length in a Prisma schema', filename: 'prisma/schema.prisma', code: prismaSchema('title String @db.VarChar') },
    { name: 'look-alike: a cast in a query', filename: 'query.sql', files: PG, code: 'CREATE VIEW v AS SELECT 1; SELECT \'a\'::varchar(3);' },
  ],
  invalid: [
    {
      name: 'in a Prisma schema',
      filename: 'prisma/schema.prisma',
      code: prismaSchema('title String? @db.VarChar(255) @map("event_title") // shown'),
      errors: [{ messageId: 'length', data: { column: 'event_title', written: '@db.VarChar(255)' }, line: 7, column: 17, endColumn: 33, suggestions: [{ messageId: 'replace', output: prismaSchema('title String? @map("event_title") // shown') }] }],
    },
    {
      name: 'a list of a fixed length in a Prisma schema, the last attribute',
      filename: 'prisma/schema.prisma',
      code: prismaSchema('codes String[] @default([]) @db.Char(2)'),
      errors: [{ messageId: 'length', data: { column: 'codes', written: '@db.Char(2)' }, line: 7, column: 31, suggestions: [{ messageId: 'replace', output: prismaSchema('codes String[] @default([])') }] }],
    },
    {
      name: 'in CREATE TABLE',
      filename: 'schema.sql',
      files: PG,
      code: 'CREATE TABLE events (id uuid PRIMARY KEY, title varchar(255));',
      errors: [{ messageId: 'length', data: { column: 'title', written: 'varchar(255)' }, line: 1, column: 49, endColumn: 61, suggestions: [{ messageId: 'replace', output: 'CREATE TABLE events (id uuid PRIMARY KEY, title text);' }] }],
    },
    {
      name: 'in ALTER TABLE, written in another way',
      filename: 'migrations/2_add.sql',
      settings: { dialect: 'postgres' },
      code: 'ALTER TABLE events ADD COLUMN title character varying(20);',
      errors: [{ messageId: 'length', data: { column: 'title', written: 'character varying(20)' }, line: 1, column: 37, endColumn: 58, suggestions: [{ messageId: 'replace', output: 'ALTER TABLE events ADD COLUMN title text;' }] }],
    },
    {
      name: 'a list, after another statement',
      filename: 'schema.sql',
      files: PG,
      code: `
        CREATE TABLE other (id uuid);
        CREATE TABLE events (
          title varchar(20)[]
        );
      `,
      errors: [{ messageId: 'length', line: 3, column: 9, suggestions: [{ messageId: 'replace', output: `
        CREATE TABLE other (id uuid);
        CREATE TABLE events (
          title text[]
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
          await x.query(\`CREATE TABLE \${table} (title varchar(255))\`);
        }
      `,
      errors: [{ messageId: 'length', line: 3, column: 47, suggestions: [{ messageId: 'replace', output: `
        import { anything as x } from './db';
        export async function y(table: string) {
          await x.query(\`CREATE TABLE \${table} (title text)\`);
        }
      ` }] }],
    },
  ],
});
