import rule from '../../../src/rules/schema/require-timestamptz.ts';
import { testRule } from '../test-rule.ts';
import { builderCases, silentBuilderCases } from './builder-cases.ts';
import { PG, prismaSchema, silentCases, silentPrismaCases } from './silent-cases.ts';

testRule(import.meta, rule, {
  valid: [
    ...silentCases('created_at', 'timestamp', 'timestamptz'),
    ...silentBuilderCases('created_at', "timestamp('created_at', { useTz: false })", 'timestamp without time zone'),
    { name: 'remedy: times of Knex have a zone by default', filename: 'migrations/1.js', files: { 'package.json': '{ "dependencies": { "knex": "1", "pg": "1" } }' }, code: "exports.up = (a) => a.schema.createTable('events', (b) => { b.timestamp('created_at'); b.dateTime('seen_at'); b.timestamps(true, true); });" },
    ...silentPrismaCases('at DateTime @db.Timestamp(3)', 'at DateTime @db.Timestamptz(3)', 'at DateTime @default(now())'),
    { name: 'a later migration gives the column another type', filename: 'migrations/1_a.sql', files: { ...PG, 'migrations/2_b.sql': 'ALTER TABLE events ALTER COLUMN created_at TYPE timestamptz;' }, code: 'CREATE TABLE events (id uuid PRIMARY KEY, created_at timestamp);' },
    { name: 'a later migration of another module, by the stamps, gives the column of Knex another type', filename: 'modules/b/migrations/1627557702-events.js', files: { 'package.json': '{ "dependencies": { "knex": "1", "pg": "1" } }', 'modules/a/migrations/1722494210-times.js': "exports.up = (k) => k.schema.alterTable('events', (t) => { t.timestamp('at').alter(); });" }, code: "exports.up = (k) => k.schema.createTable('events', (t) => { t.timestamp('at', { useTz: false }); });" },
    { name: 'look-alike: a cast in a query', filename: 'query.sql', files: PG, code: 'CREATE VIEW v AS SELECT 1; SELECT \'2024-01-01\'::timestamp;' },
    { name: 'a migration that is no newer than the setting says', filename: 'migrations/9_add.sql', settings: { dialect: 'postgres', migrations: { since: '10_more.sql' } }, code: 'ALTER TABLE events ADD COLUMN created_at timestamp;' },
    { name: 'TypeORM: a type that nobody wrote', files: PG, code: "import { CreateDateColumn, Entity } from 'typeorm';\n@Entity()\nexport class Event {\n  @CreateDateColumn() createdAt: Date;\n}" },
    { name: 'MikroORM: a timestamp of its own is one with a time zone', files: { 'package.json': '{ "dependencies": { "@mikro-orm/postgresql": "6" } }' }, code: "import { Entity, Property } from '@mikro-orm/core';\n@Entity()\nexport class Event {\n  @Property({ type: 'timestamp' }) createdAt!: Date;\n}" },
    { name: 'Sequelize: DATE has a time zone', files: PG, code: "import { DataTypes, Model } from 'sequelize';\nexport class Event extends Model {}\nEvent.init({ at: { type: DataTypes.DATE } }, {});" },
    { name: 'look-alike: a decorator called Column from elsewhere', files: PG, code: "import { Column } from 'typeorm-like';\nexport class Event {\n  @Column({ type: 'timestamp' }) createdAt: Date;\n}" },
    { name: 'TypeORM for another database', files: { 'package.json': '{ "dependencies": { "typeorm": "1", "mysql2": "3" } }' }, code: "import { Column, Entity } from 'typeorm';\n@Entity()\nexport class Event {\n  @Column('timestamp') createdAt: Date;\n}" },
  ],
  invalid: [
    { name: 'a later migration gives the column a type that is no better: that one is reported', filename: 'migrations/2_b.sql', files: { ...PG, 'migrations/1_a.sql': 'CREATE TABLE events (at timestamp);' }, code: 'ALTER TABLE events ALTER COLUMN at TYPE timestamp(3);', errors: [{ messageId: 'zone', line: 1, suggestions: [{ messageId: 'replace', output: 'ALTER TABLE events ALTER COLUMN at TYPE timestamptz(3);' }] }] },
    { name: 'a later migration gives another column another type', filename: 'migrations/1_a.sql', files: { ...PG, 'migrations/2_b.sql': 'ALTER TABLE events ALTER COLUMN a TYPE timestamptz;' }, code: 'CREATE TABLE events (a timestamp, b timestamp);', errors: [{ messageId: 'zone', line: 1, column: 37, suggestions: [{ messageId: 'replace', output: 'CREATE TABLE events (a timestamp, b timestamptz);' }] }] },
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
    ...builderCases({ messageId: 'zone', column: 'created_at', knex: ["timestamp('created_at', { useTz: false })", "timestamp('created_at', { useTz: true })"], kysely: ['timestamp(3)', 'timestamptz(3)'], pgMigrate: ['timestamp without time zone', 'timestamptz'] }),
    {
      name: 'a column of a TypeORM entity, the decorators renamed',
      files: PG,
      code: `
        import { Column as C, Entity as E } from 'typeorm';
        @E()
        export class Event {
          @C({ precision: 3, type: 'timestamp' }) createdAt: Date;
        }
      `,
      errors: [{ messageId: 'zone', data: { column: 'createdAt' }, line: 4, column: 28, endColumn: 39, suggestions: [{ messageId: 'replace', output: `
        import { Column as C, Entity as E } from 'typeorm';
        @E()
        export class Event {
          @C({ precision: 3, type: 'timestamptz' }) createdAt: Date;
        }
      ` }] }],
    },
    {
      name: 'a column of a MikroORM entity, by its type in the database',
      files: { 'package.json': '{ "dependencies": { "@mikro-orm/postgresql": "6" } }' },
      code: `
        import { Entity, Property } from '@mikro-orm/core';
        @Entity()
        export class Event {
          @Property({ columnType: 'timestamp(3)' }) createdAt!: Date;
        }
      `,
      errors: [{ messageId: 'zone', data: { column: 'created_at' }, line: 4, column: 27, suggestions: [{ messageId: 'replace', output: `
        import { Entity, Property } from '@mikro-orm/core';
        @Entity()
        export class Event {
          @Property({ columnType: 'timestamptz(3)' }) createdAt!: Date;
        }
      ` }] }],
    },
  ],
});
