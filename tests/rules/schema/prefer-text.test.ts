import rule from '../../../src/rules/schema/prefer-text.ts';
import { testRule } from '../test-rule.ts';
import { builderCases, silentBuilderCases } from './builder-cases.ts';
import { PG, prismaSchema, silentCases, silentPrismaCases } from './silent-cases.ts';

testRule(import.meta, rule, {
  valid: [
    ...silentCases('title', 'varchar(255)', 'text'),
    ...silentBuilderCases('title', "string('title', 100)", 'varchar(100)'),
    ...silentPrismaCases('title String @db.VarChar(255)', 'title String @db.Text', 'title String'),
    { name: 'varchar without a length in a Prisma schema', filename: 'prisma/schema.prisma', code: prismaSchema('title String @db.VarChar') },
    { name: 'look-alike: a cast in a query', filename: 'query.sql', files: PG, code: 'CREATE VIEW v AS SELECT 1; SELECT \'a\'::varchar(3);' },
    { name: 'Sequelize for another database', files: { 'package.json': '{ "dependencies": { "sequelize": "6", "sqlite3": "5" } }' }, code: "import { DataTypes, Model } from 'sequelize';\nexport class Event extends Model {}\nEvent.init({ title: DataTypes.STRING }, {});" },
    { name: 'Sequelize: unknown, a client of the same methods that something else hands over', files: { 'package.json': '{ "dependencies": { "pg": "8", "db-migrate": "0.11" } }' }, parser: 'espree', code: "export const up = (db, S) => db.addColumn('events', 'title', { type: S.STRING(20) });" },
    { name: 'TypeORM: no length', files: PG, code: "import { Column, Entity } from 'typeorm';\n@Entity()\nexport class Event {\n  @Column('varchar') title: string;\n}" },
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
    ...builderCases({ messageId: 'length', column: 'title', knex: ["string('title', 100)", "text('title')"], kysely: ['varchar(100)', 'text'], pgMigrate: ['varchar(100)', 'text'] }),
    {
      name: 'a column of a TypeORM entity, by a length alone',
      files: PG,
      code: `
        import { Column, Entity } from 'typeorm';
        @Entity()
        export class Event {
          @Column({ length: 20, nullable: true }) title: string;
        }
      `,
      errors: [{ messageId: 'length', data: { column: 'title', written: 'length: 20' }, line: 4, column: 13, endColumn: 23, suggestions: [{ messageId: 'replace', output: `
        import { Column, Entity } from 'typeorm';
        @Entity()
        export class Event {
          @Column({ type: 'text', nullable: true }) title: string;
        }
      ` }] }],
    },
    {
      name: 'a TypeORM migration',
      files: PG,
      code: `
        import { MigrationInterface, QueryRunner, TableColumn } from 'typeorm';
        export class AddTitle implements MigrationInterface {
          async up(q: QueryRunner) {
            await q.addColumn('events', new TableColumn({ name: 'title', type: 'varchar', length: '20' }));
          }
          async down(q: QueryRunner) {
            await q.addColumn('events', new TableColumn({ name: 'old', type: 'varchar', length: '20' }));
          }
        }
      `,
      errors: [{ messageId: 'length', data: { column: 'title', written: "'varchar'" }, line: 4, column: 72, suggestions: [{ messageId: 'replace', output: `
        import { MigrationInterface, QueryRunner, TableColumn } from 'typeorm';
        export class AddTitle implements MigrationInterface {
          async up(q: QueryRunner) {
            await q.addColumn('events', new TableColumn({ name: 'title', type: 'text' }));
          }
          async down(q: QueryRunner) {
            await q.addColumn('events', new TableColumn({ name: 'old', type: 'varchar', length: '20' }));
          }
        }
      ` }] }],
    },
    {
      name: 'a Sequelize model, its client from another file',
      files: { ...PG, 'db.ts': "import { Sequelize } from 'sequelize';\nexport const anything = new Sequelize('');\n" },
      code: `
        import { DataTypes as D } from 'sequelize';
        import { anything as x } from './db';
        export const Event = x.define('Event', { title: { type: D.STRING } });
      `,
      errors: [{ messageId: 'length', data: { column: 'title', written: 'D.STRING' }, line: 3, column: 57, endColumn: 65, suggestions: [{ messageId: 'replace', output: `
        import { DataTypes as D } from 'sequelize';
        import { anything as x } from './db';
        export const Event = x.define('Event', { title: { type: D.TEXT } });
      ` }] }],
    },
    {
      name: 'a Sequelize migration that is handed everything',
      filename: 'migrations/2_add.js',
      parser: 'espree',
      sourceType: 'commonjs',
      files: { 'package.json': '{ "dependencies": { "pg": "8", "sequelize": "6" } }' },
      code: "module.exports = { up: (q, S) => q.addColumn('events', 'title', { type: S.STRING(20), allowNull: false }) };",
      errors: [{ messageId: 'length', data: { column: 'title', written: 'S.STRING(20)' }, line: 1, column: 73, suggestions: [{ messageId: 'replace', output: "module.exports = { up: (q, S) => q.addColumn('events', 'title', { type: S.TEXT, allowNull: false }) };" }] }],
    },
    {
      name: 'a model of sequelize-typescript',
      files: { 'package.json': '{ "dependencies": { "pg": "8", "sequelize-typescript": "2" } }' },
      code: `
        import { Column, DataType, Model, Table } from 'sequelize-typescript';
        @Table
        export class Event extends Model {
          @Column(DataType.STRING(20)) title: string;
          @Column note: string;
        }
      `,
      errors: [{ messageId: 'length', data: { column: 'title', written: 'DataType.STRING(20)' }, line: 4, column: 11, suggestions: [{ messageId: 'replace', output: `
        import { Column, DataType, Model, Table } from 'sequelize-typescript';
        @Table
        export class Event extends Model {
          @Column(DataType.TEXT) title: string;
          @Column note: string;
        }
      ` }] }],
    },
    {
      name: 'a MikroORM entity without decorators',
      files: { 'package.json': '{ "dependencies": { "@mikro-orm/postgresql": "6" } }' },
      code: `
        import { defineEntity, p } from '@mikro-orm/core';
        export const Event = defineEntity({ name: 'Event', properties: { title: p.string().length(20).nullable() } });
      `,
      errors: [{ messageId: 'length', data: { column: 'title', written: 'p.string' }, line: 2, column: 73, suggestions: [{ messageId: 'replace', output: `
        import { defineEntity, p } from '@mikro-orm/core';
        export const Event = defineEntity({ name: 'Event', properties: { title: p.text().nullable() } });
      ` }] }],
    },
  ],
});
