import rule from '../../../src/rules/concurrency/no-check-then-act.ts';
import { testRule } from '../test-rule.ts';

const pg = (body: string): string => `
  import { Pool } from 'pg';
  const pool = new Pool();
  ${body}
`;
const FIND = "const { rows } = await pool.query('SELECT id FROM users WHERE email = $1', [email]);";
const INSERT = "await pool.query('INSERT INTO users (email, name) VALUES ($1, $2)', [email, name]);";
const REPOSITORY = `
  import { Pool } from 'pg';
  const pool = new Pool();
  export class Users {
    async findByEmail(email: string) { const { rows } = await pool.query('SELECT id FROM users WHERE email = $1', [email]); return rows[0]; }
    async findByName(name: string) { const { rows } = await pool.query('SELECT id FROM users WHERE name = $1', [name]); return rows[0]; }
    async create(user: { email: string; name: string }) { await pool.query('INSERT INTO users (email, name) VALUES ($1, $2)', [user.email, user.name]); }
  }
`;
const service = (body: string): string => `
  import { Users } from './users';
  export class SignUp {
    constructor(private readonly users: Users) {}
    async run(email: string, name: string) { ${body} }
  }
`;

const MEMBER = "@Entity('members') export class Member { @PrimaryGeneratedColumn() id!: number; @Column() email!: string; @Column() name!: string; }";
const byTypeOrm = (body: string, entity = MEMBER): string => `
  import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn, Repository } from 'typeorm';
  ${entity}
  export class Members {
    constructor(private readonly members: Repository<Member>) {}
    async add(email: string, name: string, given: Member) {
      const taken = await this.members.findOneBy({ email });
      if (taken) throw new Error('taken');
      ${body}
    }
  }
`;

const UNIQUE = 'CREATE TABLE users (email text UNIQUE, name text);';
const tagged = (settled: string): string => `
  import postgres from 'postgres';
  const sql = postgres();
  export async function add(email: string, name: string) {
    const [taken] = await sql\`SELECT email FROM users WHERE email = \${email}\`;
    if (!taken) await sql\`INSERT INTO users (email, name) VALUES (\${email}, \${name})${settled}\`;
  }
`;
const byKnex = (settled: string): string => `
  import knex from 'knex';
  const db = knex({});
  export async function add(email: string) { if (!(await db('users').where({ email }).first())) { await db('users').insert({ email })${settled}; } }
`;
const byKysely = (settled: string): string => `
  import { Kysely } from 'kysely';
  const db = new Kysely<any>({} as never);
  export async function add(email: string) {
    const taken = await db.selectFrom('users').select('email').where('email', '=', email).executeTakeFirst();
    if (taken) return;
    await db.insertInto('users').values({ email })${settled}.execute();
  }
`;
const byDrizzle = (settled: string): string => `
  import { eq } from 'drizzle-orm';
  import { drizzle } from 'drizzle-orm/node-postgres';
  import { users } from './schema';
  const db = drizzle('');
  export async function add(email: string) {
    const [taken] = await db.select().from(users).where(eq(users.email, email));
    if (!taken) await db.insert(users).values({ email })${settled};
  }
`;

testRule(import.meta, rule, {
  valid: [
    { name: 'unknown: a row that is saved may be there already', code: byTypeOrm('return this.members.save({ ...given, email });') },
    { name: 'unknown: the same, of a parameter', code: byTypeOrm('const member = this.members.create(given); member.email = email; await this.members.save(member);') },
    { name: 'a saved row with its key is written over', code: byTypeOrm('await this.members.save({ id: given.id, email, name });') },
    {
      name: 'the same, with a key of another name',
      filename: 'src/members.ts',
      files: { 'package.json': '{ "name": "members" }', 'src/member.entity.ts': "import { Column, Entity, PrimaryColumn } from 'typeorm';\n@Entity('members') export class Member { @PrimaryColumn() code!: string; @Column() email!: string; }" },
      code: byTypeOrm('await this.members.save({ email, code: name });', "import { Member } from './member.entity';"),
    },
    { name: 'look-alike: another column is saved', code: byTypeOrm('await this.members.save({ name });') },
    { name: 'ON CONFLICT', code: pg(`export async function add(email: string, name: string) { ${FIND} if (rows.length > 0) return; await pool.query('INSERT INTO users (email, name) VALUES ($1, $2) ON CONFLICT DO NOTHING', [email, name]); }`) },
    { name: 'only written', code: pg(`export async function add(email: string, name: string) { ${INSERT} }`) },
    { name: 'the error of a duplicate is caught', code: pg(`export async function add(email: string, name: string) { ${FIND} if (rows.length > 0) return; try { ${INSERT} } catch (error: any) { if (error.code !== '23505') throw error; } }`) },
    { name: 'the error of a duplicate is mapped elsewhere', filename: 'add.ts', files: { 'package.json': '{ "dependencies": { "pg": "8.0.0" } }', 'errors.ts': "export const status = (error: any) => (error.code === '23505' ? 409 : 500);" }, code: pg(`export async function add(email: string, name: string) { ${FIND} if (rows.length > 0) return; ${INSERT} }`) },
    { name: 'a transaction, whatever its isolation', code: pg(`export async function add(email: string, name: string) { await pool.query('BEGIN'); ${FIND} if (rows.length > 0) return; ${INSERT} await pool.query('COMMIT'); }`) },
    { name: 'the tag of a transaction', code: "import postgres from 'postgres';\nconst db = postgres();\nexport const add = (email: string) => db.begin(async (sql) => { const [taken] = await sql`SELECT email FROM users WHERE email = ${email}`; if (!taken) await sql`INSERT INTO users (email) VALUES (${email})`; });" },
    { name: 'a tag that is handed in, which may be in a transaction', code: "import type { Sql } from 'postgres';\nexport async function add(sql: Sql, email: string) { const [taken] = await sql`SELECT email FROM users WHERE email = ${email}`; if (!taken) await sql`INSERT INTO users (email) VALUES (${email})`; }" },
    { name: 'FOR UPDATE', code: pg(`export async function add(email: string, name: string) { ${FIND.replace('$1\'', "$1 FOR UPDATE'")} if (rows.length > 0) return; ${INSERT} }`) },
    { name: 'an advisory lock', code: pg(`export async function add(email: string, name: string) { await pool.query('SELECT pg_advisory_xact_lock(1)'); ${FIND} if (rows.length > 0) return; ${INSERT} }`) },
    { name: 'a failure of the write that is handled where it happens', code: pg(`export async function add(email: string, name: string) { ${FIND} if (rows.length > 0) return; ${INSERT.replace(';', '.then(() => true, () => false);')} }\nexport async function keep(email: string, name: string) { ${FIND} if (rows.length > 0) return; ${INSERT.replace(';', '.catch(() => false);')} }`) },
    { name: 'a row made of another value', code: "import knex from 'knex';\nconst db = knex({});\nexport async function add(email: string, other: string) { if (await db('users').where({ email }).first()) return; const user = { email: other, note: email }; await db('users').insert(user); }" },
    { name: 'another column', code: pg(`export async function add(email: string, name: string) { const { rows } = await pool.query('SELECT id FROM users WHERE code = $1', [email]); if (rows.length > 0) return; ${INSERT} }`) },
    { name: 'another value', code: pg(`export async function add(email: string, name: string, other: string) { ${FIND.replace('[email]', '[other]')} if (rows.length > 0) return; ${INSERT} }`) },
    { name: 'another table', code: pg(`export async function add(email: string, name: string) { ${FIND.replace('users', 'invitations')} if (rows.length === 0) return; ${INSERT} }`) },
    { name: 'a read that decides nothing', code: pg(`export async function add(email: string, name: string) { ${FIND} ${INSERT} return rows; }`) },
    { name: 'a connection that is handed in, which may be in a transaction', code: "import type { PoolClient } from 'pg';\nexport async function add(c: PoolClient, email: string) { const { rows } = await c.query('SELECT id FROM users WHERE email = $1', [email]); if (rows.length > 0) return; await c.query('INSERT INTO users (email) VALUES ($1)', [email]); }" },
    { name: 'rows of an import, one after the other', code: pg(`export async function load(all: string[], name: string) { for (const email of all) { ${FIND} if (rows.length === 0) ${INSERT} } }`) },
    { name: 'a setting of which there is one', code: pg("export async function init() { const { rows } = await pool.query(\"SELECT id FROM settings WHERE key = 'theme'\"); if (rows.length === 0) await pool.query(\"INSERT INTO settings (key) VALUES ('theme')\"); }") },
    { name: 'methods that look for something else', filename: 'sign-up.ts', files: { 'users.ts': REPOSITORY }, code: service('if (await this.users.findByName(email)) return; await this.users.create({ email, name });') },
    { name: 'unknown: methods of elsewhere', code: "import { users } from 'users';\nexport async function add(email: string) { if (await users.findByEmail(email)) return; await users.create({ email }); }" },
    { name: 'look-alike: a map', code: 'const users = new Map();\nexport async function add(email: string) { if (await users.get(email)) return; await users.set(email, {}); }' },
    { name: 'a migration', filename: 'migrations/001.ts', code: pg(`export async function up(email: string, name: string) { ${FIND} if (rows.length > 0) return; ${INSERT} }`) },
  ],
  invalid: [
    { name: 'a new row that an ORM saves', code: byTypeOrm('await this.members.save({ email, name });'), errors: [{ messageId: 'race', line: 8 }] },
    { name: 'a new entity that is made first', code: byTypeOrm('const member = this.members.create({ email, name });\n      return this.members.save(member);'), errors: [{ messageId: 'race', line: 9 }] },
    { name: 'a new entity that is made where it is saved', code: byTypeOrm('return this.members.save(this.members.create({ email, name }));'), errors: [{ messageId: 'race', line: 8 }] },
    {
      name: 'looked for, then inserted',
      code: pg(`export async function add(email: string, name: string) {\n ${FIND}\n if (rows.length > 0) throw new Error("taken");\n ${INSERT}\n }`),
      errors: [{ messageId: 'race', data: { table: 'users', columns: 'email', line: 4 }, line: 6, column: 7 }],
    },
    { name: 'inserted if it is not there, other names', code: pg("export async function keep(a: string) { const hit = await pool.query('SELECT 1 FROM tags WHERE name = $1', [a]); if (!hit.rows[0]) { await pool.query('INSERT INTO tags (name) VALUES ($1)', [a]); } }"), errors: [{ messageId: 'race', data: { table: 'tags', columns: 'name', line: 3 }, line: 3 }] },
    { name: 'a row that is made before it is written', code: "import knex from 'knex';\nconst db = knex({});\nexport async function add(email: string) {\n  if (await db('users').where({ email }).first()) return;\n  const user = { email, name: 'new' };\n  await db('users').insert(user);\n}", errors: [{ messageId: 'race', data: { table: 'users', columns: 'email', line: 4 }, line: 6 }] },
    { name: 'a document whose promise goes on', code: "import mongoose from 'mongoose';\nconst Star = mongoose.model('Star', new mongoose.Schema({ item: String, by: String }));\nexport async function toggle(item: string, by: string) {\n  const found = await Star.findOne({ item, by }).exec();\n  if (found) return found.deleteOne().then(() => false);\n  const star = new Star({ item, by });\n  return star.save().then(() => true);\n}", errors: [{ messageId: 'race', data: { table: 'Star', columns: 'item, by', line: 4 }, line: 7 }] },
    { name: 'in the condition itself', code: "import knex from 'knex';\nconst db = knex({});\nexport async function add(email: string) { if (!(await db('users').where({ email }).first())) { await db('users').insert({ email }); } }", errors: [{ messageId: 'race', data: { table: 'users', columns: 'email', line: 3 }, line: 3 }] },
    {
      name: 'by methods of a repository',
      filename: 'sign-up.ts',
      files: { 'users.ts': REPOSITORY },
      code: service('const known = await this.users.findByEmail(email); if (known) throw new Error("taken"); await this.users.create({ email, name });'),
      errors: [{ messageId: 'race', data: { table: 'users', columns: 'email', line: 4 }, line: 4, column: 138 }],
    },
    {
      name: 'Prisma, with a body that is written as a whole',
      files: { 'package.json': '{ "dependencies": { "@prisma/client": "7.0.0" } }' },
      code: "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\nexport async function signUp(dto: { email: string; name: string }) {\n  const taken = await prisma.user.findUnique({ where: { email: dto.email } });\n  if (taken) throw new Error('taken');\n  return prisma.user.create({ data: dto });\n}",
      errors: [{ messageId: 'race', data: { table: 'user', columns: 'email', line: 4 }, line: 6, column: 10 }],
    },
    {
      name: 'where an index is known to keep it unique, the statement can settle it',
      files: { 'migrations/001.sql': UNIQUE },
      code: pg(`export async function add(email: string, name: string) {\n ${FIND}\n if (rows.length > 0) throw new Error("taken");\n ${INSERT}\n }`),
      errors: [
        {
          messageId: 'race',
          data: { table: 'users', columns: 'email', line: 4 },
          line: 6,
          suggestions: [{ messageId: 'settle', output: pg(`export async function add(email: string, name: string) {\n ${FIND}\n if (rows.length > 0) throw new Error("taken");\n ${INSERT.replace("$2)'", "$2) ON CONFLICT (email) DO NOTHING'")}\n }`) }],
        },
      ],
    },
    {
      name: 'in a tagged template',
      files: { 'migrations/001.sql': UNIQUE },
      code: tagged(''),
      errors: [{ messageId: 'race', data: { table: 'users', columns: 'email', line: 4 }, line: 5, suggestions: [{ messageId: 'settle', output: tagged(' ON CONFLICT (email) DO NOTHING') }] }],
    },
    {
      name: 'by knex',
      files: { 'migrations/001.sql': UNIQUE },
      code: byKnex(''),
      errors: [{ messageId: 'race', data: { table: 'users', columns: 'email', line: 3 }, line: 3, suggestions: [{ messageId: 'settle', output: byKnex(".onConflict(['email']).ignore()") }] }],
    },
    {
      name: 'by Kysely',
      files: { 'migrations/001.sql': UNIQUE },
      code: byKysely(''),
      errors: [{ messageId: 'race', data: { table: 'users', columns: 'email', line: 4 }, line: 6, suggestions: [{ messageId: 'settle', output: byKysely(".onConflict((oc) => oc.columns(['email']).doNothing())") }] }],
    },
    {
      name: 'by Drizzle, whose own tables say what is unique',
      files: { 'schema.ts': "import { pgTable, text } from 'drizzle-orm/pg-core';\nexport const users = pgTable('users', { email: text('email').unique(), name: text('name') });" },
      code: byDrizzle(''),
      errors: [{ messageId: 'race', data: { table: 'users', columns: 'email', line: 6 }, line: 7, suggestions: [{ messageId: 'settle', output: byDrizzle('.onConflictDoNothing({ target: [users.email] })') }] }],
    },
    {
      name: 'an index on more columns keeps nothing unique here',
      files: { 'migrations/001.sql': 'CREATE TABLE users (email text, name text, UNIQUE (email, name));' },
      code: pg(`export async function add(email: string, name: string) {\n ${FIND}\n if (rows.length > 0) throw new Error("taken");\n ${INSERT}\n }`),
      errors: [{ messageId: 'race', data: { table: 'users', columns: 'email', line: 4 }, line: 6 }],
    },
    {
      name: 'nor does an index on some rows',
      files: { 'migrations/001.sql': 'CREATE TABLE users (email text, name text, gone boolean); CREATE UNIQUE INDEX ON users (email) WHERE NOT gone;' },
      code: pg(`export async function add(email: string, name: string) {\n ${FIND}\n if (rows.length > 0) throw new Error("taken");\n ${INSERT}\n }`),
      errors: [{ messageId: 'race', data: { table: 'users', columns: 'email', line: 4 }, line: 6 }],
    },
    {
      name: 'what reads the written row would have none',
      files: { 'migrations/001.sql': UNIQUE },
      code: pg(`export async function add(email: string, name: string) {\n ${FIND}\n if (rows.length > 0) throw new Error("taken");\n const made = ${INSERT}\n return made; }`),
      errors: [{ messageId: 'race', data: { table: 'users', columns: 'email', line: 4 }, line: 6 }],
    },
  ],
});
