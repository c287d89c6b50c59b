import { describe, expect, it } from 'vitest';
import { folderOf } from '../../project/folder.ts';
import { factsOf, modelOf, operation } from './facts.ts';

/** The operations of a snippet, a line each. */
function operations(code: string): string[] {
  return modelOf(code).operations.map(operation);
}

const PG = "import { Pool } from 'pg';\nconst pool = new Pool();\n";
const KNEX = "import knex from 'knex';\nconst db = knex({ client: 'pg' });\n";
const PRISMA = "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\n";
const DRIZZLE = "import { and, eq, gt } from 'drizzle-orm';\nimport { drizzle } from 'drizzle-orm/node-postgres';\nimport { pgTable, text } from 'drizzle-orm/pg-core';\nconst users = pgTable('users', { id: text('id') });\nconst db = drizzle('');\n";
const TYPEORM = "import { Repository, In } from 'typeorm';\nimport { InjectRepository } from '@nestjs/typeorm';\nclass User {}\n";
const SEQUELIZE = "import { Model, Sequelize, Op } from 'sequelize';\nclass User extends Model {}\n";

describe('operations that SQL text says', () => {
  it('columns of a row with their bound values', () => {
    expect(operations(`${PG}export const f = (a, b) => pool.query('INSERT INTO t (x, y) VALUES ($2, $1)', [a, b]);`)).toEqual(['create  pg postgres t set { x: b, y: a }, one, no row']);
  });

  it('the columns set and the row they are set in', () => {
    expect(operations(`${PG}export const f = (a, id) => pool.query('UPDATE t SET x = $1 WHERE id = $2 RETURNING x', [a, id]);`)).toEqual(['update  pg postgres t set { x: a } where { id: id }, returns row']);
  });

  it('holes of a tag are values', () => {
    expect(operations("import postgres from 'postgres';\nconst sql = postgres();\nexport const f = (a, id) => sql`UPDATE t SET x = ${a} WHERE id = ${id}`;")).toEqual(['update  postgres postgres t set { x: a } where { id: id }, no row']);
  });

  it('question marks count over the whole text, names are looked up', () => {
    expect(operations("import mysql from 'mysql2/promise';\nexport const f = (a, id) => mysql.createPool({}).execute('UPDATE t SET x = ? WHERE id = ?', [a, id]);")).toEqual(['update  mysql2 mysql t set { x: a } where { id: id }, no row']);
    expect(operations(`import { Sequelize } from 'sequelize';\nexport const f = (who) => new Sequelize('').query('DELETE FROM t WHERE id = :id', { replacements: { id: who } });`)).toEqual(['delete  sequelize unknown t where { id: who }, no row']);
  });

  it('a filter that is no equality leaves it open', () => {
    expect(operations(`${PG}export const f = (id, n) => pool.query('SELECT a FROM t WHERE id = $1 AND n > $2', [id, n]);`)).toEqual(['read    pg postgres t where { id: id, … }']);
    expect(operations(`${PG}export const f = (id, n) => pool.query('SELECT a FROM t WHERE id = $1 OR n = $2', [id, n]);`)).toEqual(['read    pg postgres t where { … }']);
  });

  it('a filter that may be missing leaves it open', () => {
    expect(operations(`${PG}export const f = (id, n) => pool.query(\`SELECT a FROM t WHERE id = $1 \${n ? 'AND n = $2' : ''}\`, [id, n]);`)).toEqual(['read    pg postgres t where { id: id, n: n, … }']);
  });

  it('a conflict that is skipped, one that is merged', () => {
    expect(operations(`${PG}export const f = (a) => pool.query('INSERT INTO t (x) VALUES ($1) ON CONFLICT DO NOTHING', [a]);`)).toEqual(['create  pg postgres t set { x: a }, one, skips conflicts, no row']);
    expect(operations(`${PG}export const f = (a) => pool.query('INSERT INTO t (x) VALUES ($1) ON CONFLICT (x) DO UPDATE SET x = $1', [a]);`)).toEqual(['upsert  pg postgres t set { x: a }, one, no row']);
  });

  it('a schema that is spliced leaves the table known', () => {
    expect(operations('export const f = (run, schema, id) => run(`DELETE FROM ${schema}.job WHERE id = $1`, [id]);')).toEqual(['delete  unknown client postgres job where { id: id }, no row']);
  });

  it('pieces and texts without a sink are none', () => {
    expect(operations(`${KNEX}export const f = () => db('t').select(db.raw('(SELECT count(*) FROM u) AS n'));\nexport const g = () => 'DELETE FROM t';`)).toEqual(['read    knex postgres t, many']);
  });
});

describe('Knex', () => {
  it.each([
    ['a chain in any order', "db('t').where({ id }).insert({ a: id }).returning('*')", 'create  knex postgres t set { a: id } where { id: id }, returns row'],
    ['a pair', "db('t').where('t.id', id).update('a', 1)", 'update  knex postgres t set { a: 1 } where { id: id }, no row'],
    ['an operator', "db('t').where('id', '=', id).where('n', '>', 1).first()", 'read    knex postgres t where { id: id, … }, one'],
    ['several rows', "db('t').insert([{ a: 1 }, { a: id }])", 'create  knex postgres t set { a: 1, a: id }, many, no row'],
    ['mapped rows', "db('t').insert(rows.map((r) => ({ a: r.a })))", 'create  knex postgres t set { a: r.a }, many, no row'],
    ['a whole row', "db('t').insert(row)", 'create  knex postgres t set { … } whole row, no row'],
    ['a spread', "db('t').insert({ ...row, a: id })", 'create  knex postgres t set { a: id, … }, no row'],
    ['into', "db.insert({ a: id }).into('t')", 'create  knex postgres t set { a: id }, no row'],
    ['an alias', "db('users as u').where('u.id', id)", 'read    knex postgres users where { id: id }'],
    ['ignore', "db('t').insert({ a: id }).onConflict('a').ignore()", 'create  knex postgres t set { a: id }, skips conflicts, no row'],
    ['merge', "db('t').insert({ a: id }).onConflict('a').merge()", 'upsert  knex postgres t set { a: id }, no row'],
    ['then and catch', "db('t').del().where({ id }).then(() => 1).catch(() => 2)", 'delete  knex postgres t where { id: id }, no row'],
  ])('%s', (_, call, expected) => {
    expect(operations(`${KNEX}export const f = (id, row, rows) => ${call};`)).toEqual([expected]);
  });

  it('a builder that is kept and refined is left open', () => {
    expect(operations(`${KNEX}export async function f(id) { const q = db('t').insert({ a: id }); if (id) q.returning('*'); return q; }`)).toEqual(['create  knex postgres t set { a: id, … } where { … }, row unknown']);
  });

  it('a subquery belongs to what it is part of', () => {
    expect(operations(`${KNEX}export const f = (id) => db('t').whereIn('id', db('u').select('t_id').where({ id }));`)).toEqual(['read    knex postgres t where { … }']);
  });

  it('a transaction, handed or kept', () => {
    expect(operations(`${KNEX}export const f = (id) => db.transaction(async (trx) => { await trx('t').where({ id }).del(); });\nexport async function g(id) { const t = await db.transaction(); await t('u').where({ id }).del(); }`)).toEqual([
      'delete  knex postgres t where { id: id }, no row',
      'delete  knex postgres u where { id: id }, no row',
    ]);
  });

  it('the type alias of a client in another file', () => {
    const root = folderOf({ 'db.ts': "import type { Knex } from 'knex';\nexport type Db = Knex | Knex.Transaction;", 'store.ts': "import type { Db } from './db';\nexport class Store { private db: Db; constructor(db: Db) { this.db = db; } get(id: string) { return this.db('t').where({ id }).first(); } }" });
    expect(factsOf(root)).toContain('read    knex unknown t where { id: id }, one');
  });
});

describe('Prisma', () => {
  it.each([
    ['create', 'prisma.user.create({ data: { id, name: 1 } })', 'create  prisma unknown user set { id: id, name: 1 }, one, returns row'],
    ['create with a relation', 'prisma.post.create({ data: { author: { connect: { id } } } })', 'create  prisma unknown post set { authorId: id }, one, returns row'],
    ['createMany', 'prisma.user.createMany({ data: rows, skipDuplicates: true })', 'create  prisma unknown user set { … } whole rows, many, skips conflicts, no row'],
    ['update', 'prisma.user.update({ where: { id }, data })', 'update  prisma unknown user set { … } whole data where { id: id }, one, returns row'],
    ['updateMany', 'prisma.user.updateMany({ where: { id, AND: [{ a: 1 }] }, data: { b: 2 } })', 'update  prisma unknown user set { b: 2 } where { id: id, a: 1 }, many, no row'],
    ['upsert', 'prisma.user.upsert({ where: { id }, create: { id }, update: { a: 1 } })', 'upsert  prisma unknown user set { id: id, a: 1 } where { id: id }, one, returns row'],
    ['delete', 'prisma.user.delete({ where: { id } })', 'delete  prisma unknown user where { id: id }, one, returns row'],
    ['a compound key', 'prisma.m.findUnique({ where: { userId_teamId: { userId: id, teamId: 1 } } })', 'read    prisma unknown m where { userId: id, teamId: 1 }, one'],
    ['an operator', 'prisma.user.findMany({ where: { id: { equals: id }, age: { gt: 1 } } })', 'read    prisma unknown user where { id: id, … }, many'],
    ['alternatives', 'prisma.user.findFirst({ where: { OR: [{ id }, { a: 1 }] } })', 'read    prisma unknown user where { … }, one'],
    ['options that are no literal', 'prisma.user.findMany(data)', 'read    prisma unknown user where { … }, many'],
  ])('%s', (_, call, expected) => {
    expect(operations(`${PRISMA}export const f = (id, data, rows) => ${call};`)).toEqual([expected]);
  });

  it('a service that extends the client, in another file', () => {
    const root = folderOf({
      'prisma.service.ts': "import { PrismaClient } from '@prisma/client';\nexport class PrismaService extends PrismaClient {}",
      'users.service.ts': "import { PrismaService } from './prisma.service';\nexport class Users { constructor(private readonly prisma: PrismaService) {} get(id: string) { return this.prisma.user.findUnique({ where: { id } }); } }",
    });
    expect(factsOf(root)).toContain('read    prisma unknown user where { id: id }, one');
  });

  it('a generated client that is not there', () => {
    const root = folderOf({
      'package.json': '{ "name": "a", "devDependencies": { "prisma": "7" } }',
      'db.ts': "import { PrismaClient } from './generated/client';\nexport const db = new PrismaClient();",
      'use.ts': "import { db } from './db';\nimport type { Prisma } from './generated/client';\nexport const f = (id) => db.user.delete({ where: { id } });\nexport const g = (tx: Prisma.TransactionClient, id) => tx.user.delete({ where: { id } });",
    });
    expect(factsOf(root).match(/delete {2}prisma/g)).toHaveLength(2);
  });

  it('an extended client held once', () => {
    const root = folderOf({
      'package.json': '{ "name": "a" }',
      'once.ts': 'const kept = new Map();\nexport function once<T>(name: string, make: () => T): T { if (!kept.has(name)) kept.set(name, make()); return kept.get(name); }',
      'db.ts': "import { PrismaClient } from '@prisma/client';\nimport { once } from './once';\nconst base = once('db', () => new PrismaClient());\nexport const db = once('extended', () => base.$extends({}));",
      'use.ts': "import { db } from './db';\nexport const f = (id) => db.user.delete({ where: { id } });",
    });
    expect(factsOf(root)).toContain('delete  prisma unknown user where { id: id }, one, returns row');
  });
});

describe('other builders and ORMs', () => {
  it.each([
    ['Drizzle: insert', DRIZZLE, 'db.insert(users).values({ id }).onConflictDoNothing().returning()', 'create  drizzle postgres users set { id: id }, skips conflicts, returns row'],
    ['Drizzle: update', DRIZZLE, 'db.update(users).set({ a: 1 }).where(and(eq(users.id, id), eq(users.b, 2)))', 'update  drizzle postgres users set { a: 1 } where { id: id, b: 2 }, no row'],
    ['Drizzle: a condition in a variable', DRIZZLE, '{ const own = and(eq(users.id, id), eq(users.b, 2)); return db.update(users).set({ a: 1 }).where(own); }', 'update  drizzle postgres users set { a: 1 } where { id: id, b: 2 }, no row'],
    ['Drizzle: a condition in a variable that is no equality', DRIZZLE, '{ const some = gt(users.b, 2); return db.update(users).set({ a: 1 }).where(some); }', 'update  drizzle postgres users set { a: 1 } where { … }, no row'],
    ['Drizzle: a comparison', DRIZZLE, 'db.select().from(users).where(and(eq(users.id, id), gt(users.b, 2)))', 'read    drizzle postgres users where { id: id, … }'],
    ['Kysely', "import { Kysely } from 'kysely';\ndeclare const db: Kysely<unknown>;\n", "db.updateTable('t').set('a', 1).where('id', '=', id).returningAll().executeTakeFirst()", 'update  kysely unknown t set { a: 1 } where { id: id }, one, returns row'],
    ['Kysely: a conflict', "import { Kysely } from 'kysely';\ndeclare const db: Kysely<unknown>;\n", "db.insertInto('t').values({ id }).onConflict((oc) => oc.column('id').doNothing()).execute()", 'create  kysely unknown t set { id: id }, skips conflicts, no row'],
    ['TypeORM: a criteria of an id', TYPEORM, 'new S().r.update(id, { a: 1 })', 'update  typeorm unknown User set { a: 1 } where { id: id }, no row'],
    ['TypeORM: an operator', TYPEORM, 'new S().r.find({ where: { id, a: In([1]) } })', 'read    typeorm unknown User where { id: id, … }, many'],
    ['TypeORM: alternatives', TYPEORM, 'new S().r.find({ where: [{ id }, { a: 1 }] })', 'read    typeorm unknown User where { … }, many'],
    ['TypeORM: what create makes', TYPEORM, 'new S().r.save(new S().r.create({ a: id }))', 'upsert  typeorm unknown User set { a: id }, returns row'],
    ['Sequelize: update', SEQUELIZE, 'User.update({ a: 1 }, { where: { id } })', 'update  sequelize unknown User set { a: 1 } where { id: id }, no row'],
    ['Sequelize: alternatives', SEQUELIZE, 'User.findAll({ where: { [Op.or]: [{ id }] } })', 'read    sequelize unknown User where { … }, many'],
    ['Sequelize: an instance', SEQUELIZE, 'new User({ a: id }).save()', 'create  sequelize unknown User set { a: id }, one, returns row'],
    ['Sequelize: define', "import { Sequelize } from 'sequelize';\nconst User = new Sequelize('sqlite::memory:').define('user', {});\n", 'User.destroy({ where: { id } })', 'delete  sequelize sqlite user where { id: id }, no row'],
    ['Objection', "import { Model } from 'objection';\nclass Pet extends Model {}\n", "Pet.query().patch({ a: 1 }).where('id', id).returning('*')", 'update  objection unknown Pet set { a: 1 } where { id: id }, returns row'],
    ['Mongoose', "import mongoose from 'mongoose';\nconst User = mongoose.model('User', {});\n", 'User.findOneAndUpdate({ _id: id, $or: [] }, { $set: { a: 1 } }).lean()', 'update  mongoose unknown User set { a: 1 } where { _id: id, … }, one, returns row'],
  ])('%s', (_, head, call, expected) => {
    const service = head === TYPEORM ? 'class S { constructor(@InjectRepository(User) readonly r: Repository<User>) {} }\n' : '';
    expect(operations(`${head}${service}export const f = (id) => ${call};`)).toEqual([expected]);
  });

  it('TypeORM’s manager takes the entity in front', () => {
    expect(operations("import { EntityManager } from 'typeorm';\nclass User {}\nexport const f = async (m: EntityManager, id) => { await m.save(User, { a: id }); await m.update(User, { id }, { a: 1 }); await m.delete(User, id); };")).toEqual([
      'upsert  typeorm unknown User set { a: id }, returns row',
      'update  typeorm unknown User set { a: 1 } where { id: id }, no row',
      'delete  typeorm unknown User where { id: id }, no row',
    ]);
  });

  it('a model of another CommonJS file', () => {
    const root = folderOf({
      'models/user.js': "const mongoose = require('mongoose');\nconst User = mongoose.model('User', {});\nmodule.exports = User;",
      'models/index.js': "module.exports.User = require('./user');",
      'use.js': "const { User } = require('./models');\nexports.f = (id) => User.findById(id);",
    });
    expect(factsOf(root)).toContain('read    mongoose unknown User where { id: id }, one');
  });
});

describe('what is no operation', () => {
  it.each([
    ['collections', 'const m = new Map();\nm.delete(1);\nnew Set().delete(2);\n[].find((x) => x);'],
    ['an HTTP client and a router', "import axios from 'axios';\nimport express from 'express';\naxios.delete('/x');\nexpress.Router().delete('/x', h);"],
    ['an unknown receiver', "import { repo } from './repo';\nrepo.save({ a: 1 });\nthis.users.update(1, { a: 1 });"],
    ['a service of the project', 'class Users { create(a) { return a; } }\nnew Users().create({ a: 1 });'],
    ['a name that looks like one', "const prisma = { user: { create: (x) => x } };\nprisma.user.create({ data: {} });"],
  ])('%s', (_, code) => {
    expect(operations(code)).toEqual([]);
  });
});
