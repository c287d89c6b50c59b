import rule from '../../../src/rules/schema/prefer-jsonb.ts';
import { testRule } from '../test-rule.ts';
import { builderCases, silentBuilderCases } from './builder-cases.ts';
import { PG, prismaSchema, silentCases, silentPrismaCases } from './silent-cases.ts';

testRule(import.meta, rule, {
  valid: [
    ...silentCases('payload', 'json', 'jsonb'),
    ...silentBuilderCases('payload', "json('payload')", 'json'),
    ...silentPrismaCases('payload Json @db.Json', 'payload Json @db.JsonB', 'payload Json'),
    { name: 'look-alike: a cast in a query', filename: 'query.sql', files: PG, code: 'CREATE VIEW v AS SELECT 1; SELECT \'{}\'::json;' },
    { name: 'MikroORM: json is jsonb', files: { 'package.json': '{ "dependencies": { "@mikro-orm/postgresql": "6" } }' }, code: "import { Entity, Property } from '@mikro-orm/core';\n@Entity()\nexport class Event {\n  @Property({ type: 'json' }) payload!: object;\n}" },
  ],
  invalid: [
    {
      name: 'in a Prisma schema',
      filename: 'prisma/schema.prisma',
      code: prismaSchema('payload Json? @default("{}") @db.Json'),
      errors: [{ messageId: 'json', data: { column: 'payload' }, line: 7, column: 32, endColumn: 40, suggestions: [{ messageId: 'replace', output: prismaSchema('payload Json? @default("{}") @db.JsonB') }] }],
    },
    {
      name: 'in CREATE TABLE',
      filename: 'schema.sql',
      files: PG,
      code: 'CREATE TABLE events (id uuid PRIMARY KEY, payload json);',
      errors: [{ messageId: 'json', data: { column: 'payload' }, line: 1, column: 51, endColumn: 55, suggestions: [{ messageId: 'replace', output: 'CREATE TABLE events (id uuid PRIMARY KEY, payload jsonb);' }] }],
    },
    {
      name: 'in ALTER TABLE, written in another way',
      filename: 'migrations/2_add.sql',
      settings: { dialect: 'postgres' },
      code: 'ALTER TABLE events ADD COLUMN payload JSON NOT NULL;',
      errors: [{ messageId: 'json', data: { column: 'payload' }, line: 1, column: 39, endColumn: 43, suggestions: [{ messageId: 'replace', output: 'ALTER TABLE events ADD COLUMN payload jsonb NOT NULL;' }] }],
    },
    {
      name: 'a list, after another statement',
      filename: 'schema.sql',
      files: PG,
      code: `
        CREATE TABLE other (id uuid);
        CREATE TABLE events (
          payload json[]
        );
      `,
      errors: [{ messageId: 'json', line: 3, column: 11, suggestions: [{ messageId: 'replace', output: `
        CREATE TABLE other (id uuid);
        CREATE TABLE events (
          payload jsonb[]
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
          await x.query(\`CREATE TABLE \${table} (payload json)\`);
        }
      `,
      errors: [{ messageId: 'json', line: 3, column: 49, suggestions: [{ messageId: 'replace', output: `
        import { anything as x } from './db';
        export async function y(table: string) {
          await x.query(\`CREATE TABLE \${table} (payload jsonb)\`);
        }
      ` }] }],
    },
    ...builderCases({ messageId: 'json', column: 'payload', knex: ["json('payload')", "jsonb('payload')"], kysely: ['json', 'jsonb'], pgMigrate: ['json', 'jsonb'] }),
    {
      name: 'a column of a TypeORM entity',
      files: PG,
      code: `
        import { Column, Entity } from 'typeorm';
        @Entity()
        export class Event {
          @Column("json") payload: object;
        }
      `,
      errors: [{ messageId: 'json', data: { column: 'payload' }, line: 4, column: 11, suggestions: [{ messageId: 'replace', output: `
        import { Column, Entity } from 'typeorm';
        @Entity()
        export class Event {
          @Column("jsonb") payload: object;
        }
      ` }] }],
    },
    {
      name: 'a Sequelize model',
      files: PG,
      code: `
        import { DataTypes, Model } from 'sequelize';
        export class Event extends Model {}
        Event.init({ payload: DataTypes.JSON }, {});
      `,
      errors: [{ messageId: 'json', data: { column: 'payload' }, line: 3, column: 23, suggestions: [{ messageId: 'replace', output: `
        import { DataTypes, Model } from 'sequelize';
        export class Event extends Model {}
        Event.init({ payload: DataTypes.JSONB }, {});
      ` }] }],
    },
  ],
});
