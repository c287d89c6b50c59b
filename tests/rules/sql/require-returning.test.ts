import rule from '../../../src/rules/sql/require-returning.ts';
import { testRule } from '../test-rule.ts';

const DB = "import { Pool } from 'pg';\nexport const pool = new Pool();\n";
const PACKAGE = '{ "type": "module", "dependencies": { "pg": "8", "typeorm": "1", "knex": "3" } }';
const REPOSITORY = `
  import { pool } from './db';
  export class Projects {
    async rename(id: string, name: string): Promise<void> {
      await pool.query('UPDATE projects SET name = $1 WHERE id = $2', [name, id]);
    }
    async find(id: string) {
      const { rows } = await pool.query('SELECT id, name FROM projects WHERE id = $1', [id]);
      return rows[0];
    }
    async members(id: string) {
      const { rows } = await pool.query('SELECT user_id FROM members WHERE project_id = $1', [id]);
      return rows;
    }
  }
`;

const account = (read: string, returning: string): string =>
  `import { pool as p } from './db';\nexport async function create(email: string) {\n  await p.query('INSERT INTO accounts (email) VALUES ($1)${returning}', [email]);\n  ${read}\n}\n`;

testRule(import.meta, rule, {
  valid: [
    {
      name: 'a write that only some runs make',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export async function join(org: string, user: string, isNew: boolean) {
          if (isNew) await pool.query('INSERT INTO members (org_id, user_id) VALUES ($1, $2)', [org, user]);
          const { rows: [member] } = await pool.query('SELECT id FROM members WHERE org_id = $1 AND user_id = $2', [org, user]);
          return member;
        }
      `,
    },
    {
      name: 'rows that only share a value with the new one',
      filename: 'src/comments.ts',
      files: { 'src/db.ts': DB },
      code: `
        import { pool } from './db';
        export async function add(post: string, text: string) {
          await pool.query('INSERT INTO comments (post_id, text) VALUES ($1, $2)', [post, text]);
          const { rows } = await pool.query('SELECT id, text FROM comments WHERE post_id = $1', [post]);
          return { newest: rows[0], rows };
        }
      `,
    },
    {
      name: 'remedy: RETURNING',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export async function rename(id: string, name: string) {
          const { rows } = await pool.query('UPDATE projects SET name = $1 WHERE id = $2 RETURNING id, name', [name, id]);
          return rows[0];
        }
      `,
    },
    {
      name: 'remedy: the builder returns the row',
      code: `
        import knex from 'knex';
        const db = knex({ client: 'pg' });
        export async function rename(id: string, name: string) {
          const [row] = await db('projects').where({ id }).update({ name }).returning('*');
          return row;
        }
      `,
    },
    {
      name: 'a bare write whose result nobody reads',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export const touch = (id: string) => pool.query('UPDATE sessions SET seen_at = now() WHERE id = $1', [id]);
      `,
    },
    {
      name: 'the number of rows needs no RETURNING',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export async function archive(id: string) {
          const result = await pool.query('UPDATE projects SET archived = true WHERE id = $1', [id]);
          return result.rowCount === 1;
        }
      `,
    },
    {
      name: 'a conflict that is skipped returns no row',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export async function tag(name: string) {
          await pool.query('INSERT INTO tags (name) VALUES ($1) ON CONFLICT (name) DO NOTHING', [name]);
          return (await pool.query('SELECT id FROM tags WHERE name = $1 LIMIT 1', [name])).rows[0];
        }
      `,
    },
    {
      name: 'another table, another key, and a list',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export async function change(id: string, other: string, order: string) {
          await pool.query('UPDATE projects SET name = $1 WHERE id = $2', ['a', id]);
          await pool.query('SELECT id FROM members WHERE id = $1', [id]);
          await pool.query('SELECT id FROM projects WHERE id = $1', [other]);
          await pool.query('INSERT INTO items (order_id) VALUES ($1)', [order]);
          return pool.query('SELECT id FROM items WHERE order_id = $1', [order]);
        }
      `,
    },
    {
      name: 'a read that gathers more than the row',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export async function change(id: string) {
          await pool.query('UPDATE projects SET name = $1 WHERE id = $2', ['a', id]);
          return pool.query('SELECT p.id, u.name FROM projects p JOIN users u ON u.id = p.owner_id WHERE p.id = $1', [id]);
        }
      `,
    },
    {
      name: 'the other branch, and after the function has left',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export async function change(id: string, write: boolean) {
          if (write) {
            await pool.query('UPDATE projects SET name = $1 WHERE id = $2', ['a', id]);
            return null;
          }
          return pool.query('SELECT id FROM projects WHERE id = $1', [id]);
        }
      `,
    },
    {
      name: 'logs, audits and queues',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export async function log(id: string) {
          await pool.query('INSERT INTO audit_log (id) VALUES ($1)', [id]);
          return pool.query('SELECT id FROM audit_log WHERE id = $1', [id]);
        }
      `,
    },
    {
      name: 'MySQL has no RETURNING',
      code: `
        import mysql from 'mysql2/promise';
        const pool = mysql.createPool('mysql://localhost');
        export async function rename(id: string, name: string) {
          await pool.query('UPDATE projects SET name = ? WHERE id = ?', [name, id]);
          const [rows] = await pool.query('SELECT id, name FROM projects WHERE id = ?', [id]);
          return rows;
        }
      `,
    },
    {
      name: 'unknown: which database a builder talks to',
      code: `
        import { db } from 'in-house';
        export async function rename(id: string, name: string) {
          await db('projects').where({ id }).update({ name });
          return db('projects').where({ id }).first();
        }
      `,
    },
    {
      name: 'Prisma returns the row by itself, but not with what else the read gathers',
      code: `
        import { PrismaClient } from '@prisma/client';
        const prisma = new PrismaClient();
        export async function rename(id: string, name: string) {
          const project = await prisma.project.update({ where: { id }, data: { name } });
          await prisma.project.update({ where: { id }, data: { name } });
          return [project, await prisma.project.findUnique({ where: { id }, include: { owner: true } })];
        }
      `,
    },
    {
      name: 'look-alike: a map that is written and read',
      code: `
        const projects = new Map<string, string>();
        export function rename(id: string, name: string) {
          projects.set(id, name);
          return projects.get(id);
        }
      `,
    },
    {
      name: 'methods that read something else, and a receiver that is another one',
      filename: 'src/service.ts',
      files: { 'src/db.ts': DB, 'src/projects.ts': REPOSITORY, 'package.json': PACKAGE },
      code: `
        import { Projects } from './projects';
        export class Service {
          constructor(private readonly projects: Projects, private readonly archive: Projects) {}
          async rename(id: string, name: string) {
            await this.projects.rename(id, name);
            return [await this.projects.members(id), await this.archive.find(id)];
          }
        }
      `,
    },
  ],

  invalid: [
    {
      name: 'an update that is read again, with the columns of the read',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export async function rename(id: string, name: string) {
          await pool.query('UPDATE projects SET name = $1 WHERE id = $2', [name, id]);
          const { rows } = await pool.query('SELECT id, name FROM projects WHERE id = $1', [id]);
          return rows[0];
        }
      `,
      errors: [
        {
          messageId: 'reread',
          data: { line: 5, columns: 'id, name' },
          line: 4,
          column: 9,
          suggestions: [
            {
              messageId: 'addReturning',
              data: { columns: 'id, name' },
              output: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export async function rename(id: string, name: string) {
          await pool.query('UPDATE projects SET name = $1 WHERE id = $2 RETURNING id, name', [name, id]);
          const { rows } = await pool.query('SELECT id, name FROM projects WHERE id = $1', [id]);
          return rows[0];
        }
      `,
            },
          ],
        },
      ],
    },
    {
      name: 'rows of an insert that returns none',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export async function create(name: string) {
          const result = await pool.query('INSERT INTO projects (name) VALUES ($1);', [name]);
          return result.rows[0];
        }
      `,
      errors: [
        {
          messageId: 'missing',
          line: 4,
          suggestions: [
            {
              messageId: 'addReturning',
              data: { columns: '*' },
              output: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export async function create(name: string) {
          const result = await pool.query('INSERT INTO projects (name) VALUES ($1) RETURNING *;', [name]);
          return result.rows[0];
        }
      `,
            },
          ],
        },
      ],
    },
    {
      name: 'rows taken apart at once, and read in place',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export async function create(name: string) {
          const { rows } = await pool.query(\`INSERT INTO projects (name) VALUES ($1)\`, [name]);
          const id = (await pool.query('UPDATE projects SET name = $1', [name])).rows[0].id;
          return [rows, id];
        }
      `,
      errors: [
        { messageId: 'missing', line: 4, suggestions: [{ messageId: 'addReturning', data: { columns: '*' }, output: twice('`INSERT INTO projects (name) VALUES ($1) RETURNING *`', "'UPDATE projects SET name = $1'") }] },
        { messageId: 'missing', line: 5, suggestions: [{ messageId: 'addReturning', data: { columns: '*' }, output: twice('`INSERT INTO projects (name) VALUES ($1)`', "'UPDATE projects SET name = $1 RETURNING *'") }] },
      ],
    },
    ...[
      { of: '{ rows: [row] }', read: "const { rows: [user] } = await p.query('SELECT id FROM accounts WHERE email = $1', [email]);\n  return user;" },
      { of: 'a result', read: "const found = await p.query('SELECT id FROM accounts WHERE email = $1', [email]);\n  return found.rows[0];" },
      { of: 'rows', read: "const { rows } = await p.query('SELECT id FROM accounts WHERE email = $1', [email]);\n  return rows[0];" },
    ].map(({ of, read }) => ({
      name: `a new row found by a value it was given: the first row of ${of}`,
      filename: 'src/accounts.ts',
      files: { 'src/db.ts': DB },
      code: account(read, ''),
      errors: [{ messageId: 'reread', data: { line: 4, columns: 'id' }, line: 3, suggestions: [{ messageId: 'addReturning', data: { columns: 'id' }, output: account(read, ' RETURNING id') }] }],
    })),
    {
      name: 'a new row found by the id it was given; the pool is another file’s',
      filename: 'src/projects.ts',
      files: { 'src/db.ts': DB },
      code: `
        import { pool as p } from './db';
        export async function create(project: { id: string; name: string }) {
          await p.query('INSERT INTO projects (id, name) VALUES ($1, $2)', [project.id, project.name]);
          return (await p.query('SELECT * FROM projects WHERE id = $1', [project.id])).rows[0];
        }
      `,
      errors: [
        {
          messageId: 'reread',
          data: { line: 4, columns: '*' },
          line: 3,
          suggestions: [
            {
              messageId: 'addReturning',
              data: { columns: '*' },
              output: `
        import { pool as p } from './db';
        export async function create(project: { id: string; name: string }) {
          await p.query('INSERT INTO projects (id, name) VALUES ($1, $2) RETURNING *', [project.id, project.name]);
          return (await p.query('SELECT * FROM projects WHERE id = $1', [project.id])).rows[0];
        }
      `,
            },
          ],
        },
      ],
    },
    {
      name: 'a query builder',
      code: `
        import knex from 'knex';
        const db = knex({ client: 'pg' });
        export async function rename(id: string, name: string) {
          await db('projects').where({ id }).update({ name });
          return db('projects').where({ id }).first();
        }
      `,
      errors: [{ messageId: 'reread', data: { line: 5, columns: '*' }, line: 4 }],
    },
    {
      name: 'a repository of an ORM, injected by decorator',
      filename: 'src/users.service.ts',
      files: { 'package.json': PACKAGE, 'src/user.entity.ts': "import { Entity } from 'typeorm';\n@Entity()\nexport class User {}\n" },
      code: `
        import { Injectable } from '@nestjs/common';
        import { InjectRepository } from '@nestjs/typeorm';
        import { Repository } from 'typeorm';
        import { User } from './user.entity';
        @Injectable()
        export class UsersService {
          constructor(@InjectRepository(User) private readonly users: Repository<User>) {}
          async rename(id: string, name: string) {
            await this.users.update({ id }, { name });
            return this.users.findOneBy({ id });
          }
        }
      `,
      errors: [{ messageId: 'reread', data: { line: 10, columns: '*' }, line: 9 }],
    },
    {
      name: 'methods of one repository, whatever they are called',
      filename: 'src/service.ts',
      files: { 'src/db.ts': DB, 'src/projects.ts': REPOSITORY, 'package.json': PACKAGE },
      code: `
        import { Projects } from './projects';
        export class Service {
          constructor(private readonly anything: Projects) {}
          async rename(id: string, name: string) {
            await this.anything.rename(id, name);
            return this.anything.find(id);
          }
        }
      `,
      errors: [{ messageId: 'reread', data: { line: 6, columns: '*' }, line: 5 }],
    },
    {
      name: 'a tagged template',
      code: `
        import postgres from 'postgres';
        const sql = postgres();
        export async function rename(id: string, name: string) {
          await sql\`UPDATE projects SET name = \${name} WHERE id = \${id}\`;
          const [row] = await sql\`SELECT id, name FROM projects WHERE id = \${id}\`;
          return row;
        }
      `,
      errors: [
        {
          messageId: 'reread',
          data: { line: 5, columns: 'id, name' },
          line: 4,
          suggestions: [
            {
              messageId: 'addReturning',
              data: { columns: 'id, name' },
              output: `
        import postgres from 'postgres';
        const sql = postgres();
        export async function rename(id: string, name: string) {
          await sql\`UPDATE projects SET name = \${name} WHERE id = \${id} RETURNING id, name\`;
          const [row] = await sql\`SELECT id, name FROM projects WHERE id = \${id}\`;
          return row;
        }
      `,
            },
          ],
        },
      ],
    },
    {
      name: 'a call whose result is the row, thrown away',
      code: `
        import { PrismaClient } from '@prisma/client';
        const prisma = new PrismaClient();
        export async function rename(id: string, name: string) {
          await prisma.project.update({ where: { id }, data: { name } });
          return prisma.project.findUnique({ where: { id } });
        }
      `,
      errors: [{ messageId: 'ignored', data: { line: 5 }, line: 4 }],
    },
    {
      name: 'option always',
      options: [{ always: true }],
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export const touch = (id: string) => pool.query('UPDATE sessions SET seen_at = now() WHERE id = $1', [id]);
      `,
      errors: [
        {
          messageId: 'bare',
          line: 3,
          suggestions: [
            {
              messageId: 'addReturning',
              data: { columns: '*' },
              output: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export const touch = (id: string) => pool.query('UPDATE sessions SET seen_at = now() WHERE id = $1 RETURNING *', [id]);
      `,
            },
          ],
        },
      ],
    },
  ],
});

function twice(insert: string, update: string): string {
  return `
        import { Pool } from 'pg';
        const pool = new Pool();
        export async function create(name: string) {
          const { rows } = await pool.query(${insert}, [name]);
          const id = (await pool.query(${update}, [name])).rows[0].id;
          return [rows, id];
        }
      `;
}
