import rule from '../../../src/rules/sql/no-sql-concat.ts';
import { testRule } from '../test-rule.ts';

const DB = "import { Pool } from 'pg';\nexport const pool = new Pool();\n";

testRule(import.meta, rule, {
  valid: [
    {
      name: 'remedy: a bound parameter',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export const find = (email: string) => pool.query('SELECT id FROM users WHERE email = $1', [email]);
      `,
    },
    {
      name: 'remedy: a tag that binds its values',
      code: `
        import postgres from 'postgres';
        const sql = postgres();
        export const find = (email: string) => sql\`SELECT id FROM users WHERE email = \${email}\`;
      `,
    },
    {
      name: 'a column by its quotes, in ORDER BY',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export const list = (column: string) => pool.query(\`SELECT id, row_number() OVER (ORDER BY "\${column}", id) FROM users ORDER BY "\${column}"\`);
      `,
    },
    {
      name: 'remedy: the tag of an ORM, and its fragments',
      code: `
        import { Prisma, PrismaClient } from '@prisma/client';
        const prisma = new PrismaClient();
        export const find = (email: string, all: boolean) => prisma.$queryRaw\`SELECT id FROM users WHERE email = \${email} \${all ? Prisma.empty : Prisma.sql\`AND active = \${true}\`}\`;
      `,
    },
    {
      name: 'remedy: an escaped literal and an escaped identifier',
      code: `
        import { Pool, escapeIdentifier, escapeLiteral } from 'pg';
        const pool = new Pool();
        export const find = (table: string, email: string) => pool.query(\`SELECT id FROM \${escapeIdentifier(table)} WHERE email = \${escapeLiteral(email)}\`);
      `,
    },
    {
      name: 'remedy: doubled quotes',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export const find = (email: string) => pool.query(\`SELECT id FROM users WHERE email = '\${email.replace(/'/g, "''")}'\`);
      `,
    },
    {
      name: 'remedy: a column taken from a list in the code',
      code: `
        import { Pool } from 'pg';
        import type { Request, Response } from 'express';
        const pool = new Pool();
        const COLUMNS: Record<string, string> = { newest: 'created_at', title: 'title' };
        export async function list(req: Request, res: Response) {
          const column = COLUMNS[String(req.query.sort)] ?? 'created_at';
          res.json(await pool.query(\`SELECT id FROM reports ORDER BY \${column} \${req.query.down ? 'DESC' : 'ASC'}\`));
        }
      `,
    },
    {
      name: 'remedy: request data proved to be one of a list',
      code: `
        import { Pool } from 'pg';
        import type { Request, Response } from 'express';
        const pool = new Pool();
        export async function list(req: Request, res: Response) {
          const direction = req.query.direction as string;
          if (!['ASC', 'DESC'].includes(direction)) return res.status(400).end();
          return res.json(await pool.query(\`SELECT id FROM reports ORDER BY id \${direction}\`));
        }
      `,
    },
    {
      name: 'remedy: request data made a number',
      code: `
        import { Pool } from 'pg';
        import type { Request, Response } from 'express';
        const pool = new Pool();
        export async function list(req: Request, res: Response) {
          res.json(await pool.query(\`SELECT id FROM reports LIMIT \${Number(req.query.limit)}\`));
        }
      `,
    },
    {
      name: 'generated placeholders',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export function byIds(ids: string[], name: string) {
          const values: unknown[] = [...ids, name];
          return pool.query(\`SELECT id FROM users WHERE id IN (\${ids.map((_, i) => \`$\${i + 1}\`).join(', ')}) AND name = $\${values.length}\`, values);
        }
      `,
    },
    {
      name: 'constants, enums and constant objects as identifiers and values',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        const TABLE = 'reset_tokens';
        enum State { Open = 'open' }
        const T = { ROLES: 'roles' } as const;
        export const read = () => pool.query(\`SELECT * FROM \${TABLE} JOIN \${T.ROLES} USING (id) WHERE state = '\${State.Open}'\`);
      `,
    },
    {
      name: 'a schema that is a parameter stands for an identifier',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export const purge = (schema: string) => pool.query(\`DELETE FROM \${schema}.jobs WHERE done\`);
      `,
    },
    {
      name: 'numbers, booleans and literal unions by type',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export const list = (limit: number, done: boolean, sort: 'id' | 'name') => pool.query(\`SELECT id FROM jobs WHERE done = \${done} ORDER BY \${sort} LIMIT \${limit}\`);
      `,
    },
    {
      name: 'operands that cannot be bound',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export async function listen(channel: string, ms: string) {
          await pool.query(\`LISTEN "\${channel}"\`);
          await pool.query(\`SET statement_timeout = \${ms}\`);
          await pool.query(\`DROP DATABASE IF EXISTS \${channel}\`);
        }
      `,
    },
    {
      name: 'English is not SQL',
      code: `
        export function log(name: string, logger: { info(text: string): void }) {
          logger.info(\`Select a member from \${name} to update '\${name}'\`);
          logger.info(\`delete \${name} from the list\`);
          throw new Error(\`update failed: set '\${name}' first\`);
        }
      `,
    },
    {
      name: 'look-alike: query methods of something that is no database',
      code: `
        export function search(client: { query(text: string): unknown }, term: string) {
          document.querySelector(\`[name='\${term}']\`);
          return client.query(\`name:'\${term}'\`);
        }
      `,
    },
    {
      name: 'unknown: a value that a package returns',
      code: `
        import { Pool } from 'pg';
        import { makeFilter } from 'some-package';
        const pool = new Pool();
        export const list = () => pool.query(\`SELECT id FROM jobs WHERE state = \${makeFilter()}\`);
      `,
    },
    {
      name: 'unknown: a fragment that a helper builds from a parameter',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export const list = (filterQuery: string) => pool.query(\`SELECT id FROM jobs \${filterQuery}\`);
      `,
    },
    {
      name: 'test files set databases up as they like',
      filename: 'tests/setup.test.ts',
      code: `
        import { Pool } from 'pg';
        export const seed = (name: string) => new Pool().query(\`INSERT INTO users (name) VALUES ('\${name}')\`);
      `,
    },
    {
      name: "option report: 'tainted' leaves parameters alone",
      options: [{ report: 'tainted' }],
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export const find = (email: string) => pool.query(\`SELECT id FROM users WHERE email = '\${email}'\`);
      `,
    },
    {
      name: 'a tag of the settings binds its values',
      settings: { sql: { tags: ['./sql#q'] } },
      filename: 'find.ts',
      files: { 'sql.ts': 'export const q = (texts: TemplateStringsArray, ...values: unknown[]) => ({ texts, values });' },
      code: `
        import { q } from './sql';
        export const find = (email: string) => q\`SELECT id FROM users WHERE email = \${email}\`;
      `,
    },
  ],

  invalid: [
    {
      name: 'quotes of a column that a request fills',
      code: `
        import express from 'express';
        import { Pool } from 'pg';
        const app = express();
        const pool = new Pool();
        app.get('/users', async (req, res) => {
          res.json(await pool.query(\`SELECT id FROM users ORDER BY "\${req.query.sort}"\`));
        });
      `,
      errors: [{ messageId: 'tainted', line: 6 }],
    },
    {
      name: 'request data inside quotes, with the rewriting',
      code: `
        import { Pool } from 'pg';
        import type { Request, Response } from 'express';
        const pool = new Pool();
        export async function find(req: Request, res: Response) {
          res.json(await pool.query(\`SELECT id FROM users WHERE email = '\${req.query.email}'\`));
        }
      `,
      errors: [
        {
          messageId: 'tainted',
          data: { path: 'req.query.email', place: '', remedy: 'Pass it as a bound parameter.' },
          line: 5,
          column: 68,
          suggestions: [
            {
              messageId: 'bind',
              output: `
        import { Pool } from 'pg';
        import type { Request, Response } from 'express';
        const pool = new Pool();
        export async function find(req: Request, res: Response) {
          res.json(await pool.query(\`SELECT id FROM users WHERE email = $1\`, [req.query.email]));
        }
      `,
            },
          ],
        },
      ],
    },
    {
      name: 'request data through locals that are written again',
      code: `
        import express from 'express';
        import { Sequelize } from 'sequelize';
        const app = express();
        const db = new Sequelize('postgres://localhost/shop');
        app.get('/products', async (req, res) => {
          let term = req.query.q === 'undefined' ? '' : (req.query.q ?? '');
          term = term.length <= 200 ? term : term.substring(0, 200);
          const text = \`SELECT * FROM products WHERE name LIKE '%\${term}%'\`;
          res.json(await db.query(text));
        });
      `,
      errors: [{ messageId: 'tainted', line: 9 }],
    },
    {
      name: 'a string parameter in every value position',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export const a = (v: string) => pool.query(\`SELECT id FROM t WHERE a = \${v}\`);
        export const b = (v: string[]) => pool.query(\`SELECT id FROM t WHERE a IN (\${v.join(',')})\`);
        export const c = (v: string) => pool.query(\`SELECT id FROM t LIMIT \${v}\`);
        export const d = (v: string) => pool.query(\`SELECT id FROM t ORDER BY \${v}\`);
        export const e = (v: string) => pool.query(\`INSERT INTO t (a) VALUES (\${v})\`);
        export const f = (v: string) => pool.query(\`UPDATE t SET a = '\${v}' WHERE id = 1\`);
      `,
      errors: [
        { messageId: 'spliced', line: 3, suggestions: [{ messageId: 'bind', output: rewritten(3) }] },
        { messageId: 'spliced', line: 4 },
        { messageId: 'spliced', line: 5, suggestions: [{ messageId: 'bind', output: rewritten(5) }] },
        { messageId: 'spliced', data: { name: 'v', place: '', remedy: 'Choose it from a fixed list in the code: it cannot be bound.' }, line: 6 },
        { messageId: 'spliced', line: 7, suggestions: [{ messageId: 'bind', output: rewritten(7) }] },
        { messageId: 'spliced', line: 8, suggestions: [{ messageId: 'bind', output: rewritten(8) }] },
      ],
    },
    {
      name: 'concatenation, with values that are already bound',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export const find = (email: string, name: string) => pool.query("SELECT id FROM users WHERE name = $1 AND email = '" + email + "' LIMIT 1", [name]);
      `,
      errors: [
        {
          messageId: 'spliced',
          line: 3,
          suggestions: [
            {
              messageId: 'bind',
              output: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export const find = (email: string, name: string) => pool.query("SELECT id FROM users WHERE name = $1 AND email = $2 LIMIT 1", [name, email]);
      `,
            },
          ],
        },
      ],
    },
    {
      name: 'text built with += is reported where it is run',
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export function search(term: string) {
          let text = 'SELECT id FROM reports';
          text += \` WHERE title ILIKE '%\${term}%'\`;
          return pool.query(text);
        }
      `,
      errors: [
        {
          messageId: 'spliced',
          data: { name: 'term', place: ' on line 5', remedy: 'Pass it as a bound parameter.' },
          line: 6,
          suggestions: [
            {
              messageId: 'bind',
              output: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export function search(term: string) {
          let text = 'SELECT id FROM reports';
          text += \` WHERE title ILIKE $1\`;
          return pool.query(text, [\`%\${term}%\`]);
        }
      `,
            },
          ],
        },
      ],
    },
    {
      name: 'the receiver comes from another file, under any name',
      filename: 'src/users.ts',
      files: { 'src/db.ts': DB },
      code: `
        import { pool as anything } from './db';
        export const find = (email: string) => anything.query(\`SELECT id FROM users WHERE email = '\${email}'\`);
      `,
      errors: [
        {
          messageId: 'spliced',
          line: 2,
          suggestions: [
            {
              messageId: 'bind',
              output: `
        import { pool as anything } from './db';
        export const find = (email: string) => anything.query(\`SELECT id FROM users WHERE email = $1\`, [email]);
      `,
            },
          ],
        },
      ],
    },
    {
      name: 'request data handed to a function of another file that splices it where nothing can be bound',
      filename: 'src/routes.ts',
      files: {
        'src/db.ts': DB,
        'src/reports.ts': "import { pool } from './db';\nexport function list(column: string) {\n  return pool.query(`SELECT ${column} FROM reports`);\n}\n",
      },
      code: `
        import express from 'express';
        import { list } from './reports';
        const app = express();
        app.get('/reports', async (req, res) => {
          res.json(await list(req.query.column));
        });
      `,
      errors: [{ messageId: 'passed', line: 5, column: 18 }],
    },
    {
      name: 'escape hatches that take text as it stands',
      code: `
        import knexFactory from 'knex';
        import { PrismaClient } from '@prisma/client';
        import postgres from 'postgres';
        const knex = knexFactory({ client: 'pg' });
        const prisma = new PrismaClient();
        const sql = postgres();
        export const a = (v: string) => knex.raw(\`SELECT id FROM t WHERE a = '\${v}'\`);
        export const b = (v: string) => prisma.$queryRawUnsafe(\`SELECT id FROM t WHERE a = '\${v}'\`);
        export const c = (v: string) => sql.unsafe(\`SELECT id FROM t WHERE a = '\${v}'\`);
        export const d = (v: string) => knex('t').whereRaw(\`a = '\${v}'\`);
      `,
      errors: [
        { messageId: 'spliced', line: 7, suggestions: [{ messageId: 'bind', output: hatches(7) }] },
        { messageId: 'spliced', line: 8, suggestions: [{ messageId: 'bind', output: hatches(8) }] },
        { messageId: 'spliced', line: 9, suggestions: [{ messageId: 'bind', output: hatches(9) }] },
        { messageId: 'spliced', line: 10 },
      ],
    },
    {
      name: 'content alone tells a query: nobody knows the receiver',
      code: `
        export class Users {
          constructor(private readonly store) {}
          find(email) {
            return this.store.run(\`SELECT id FROM users WHERE email = '\${email}'\`);
          }
        }
      `,
      errors: [{ messageId: 'spliced', line: 4 }],
    },
    {
      name: 'CommonJS under espree',
      parser: 'espree',
      sourceType: 'commonjs',
      code: `
        const { Pool } = require('pg');
        const pool = new Pool();
        exports.find = async (req, res) => {
          const { email } = req.body;
          res.json(await pool.query("SELECT id FROM users WHERE email = '" + email + "'"));
        };
      `,
      errors: [
        {
          messageId: 'tainted',
          line: 5,
          suggestions: [
            {
              messageId: 'bind',
              output: `
        const { Pool } = require('pg');
        const pool = new Pool();
        exports.find = async (req, res) => {
          const { email } = req.body;
          res.json(await pool.query("SELECT id FROM users WHERE email = $1", [email]));
        };
      `,
            },
          ],
        },
      ],
    },
    {
      name: 'a wrapper of the settings runs what it is given',
      settings: { sql: { wrappers: ['rawQuery'] } },
      code: `
        import { rawQuery } from 'in-house';
        export const find = (id: string) => rawQuery(\`SELECT name FROM site WHERE id = '\${id}'\`);
      `,
      errors: [{ messageId: 'spliced', line: 2 }],
    },
    {
      name: "option report: 'any' speaks about the unknown, too",
      options: [{ report: 'any' }],
      code: `
        import { Pool } from 'pg';
        const pool = new Pool();
        export const purge = (schema: string) => pool.query(\`DELETE FROM \${schema}.jobs WHERE done\`);
      `,
      errors: [{ messageId: 'spliced', line: 3 }],
    },
    {
      name: "option report: 'tainted' reports the call whose function would otherwise be reported",
      options: [{ report: 'tainted' }],
      filename: 'src/routes.ts',
      files: { 'src/db.ts': DB, 'src/users.ts': "import { pool } from './db';\nexport const find = (email: string) => pool.query(`SELECT id FROM users WHERE email = '${email}'`);\n" },
      code: `
        import express from 'express';
        import { find } from './users';
        const app = express();
        app.get('/users', async (req, res) => {
          res.json(await find(req.query.email));
        });
      `,
      errors: [{ messageId: 'passed', line: 5 }],
    },
  ],
});

function rewritten(line: number): string {
  const lines = [
    "import { Pool } from 'pg';",
    'const pool = new Pool();',
    'export const a = (v: string) => pool.query(`SELECT id FROM t WHERE a = ${v}`);',
    "export const b = (v: string[]) => pool.query(`SELECT id FROM t WHERE a IN (${v.join(',')})`);",
    'export const c = (v: string) => pool.query(`SELECT id FROM t LIMIT ${v}`);',
    'export const d = (v: string) => pool.query(`SELECT id FROM t ORDER BY ${v}`);',
    'export const e = (v: string) => pool.query(`INSERT INTO t (a) VALUES (${v})`);',
    "export const f = (v: string) => pool.query(`UPDATE t SET a = '${v}' WHERE id = 1`);",
  ];
  return bound(lines, line, '$1');
}

function hatches(line: number): string {
  const lines = [
    "import knexFactory from 'knex';",
    "import { PrismaClient } from '@prisma/client';",
    "import postgres from 'postgres';",
    "const knex = knexFactory({ client: 'pg' });",
    'const prisma = new PrismaClient();',
    'const sql = postgres();',
    "export const a = (v: string) => knex.raw(`SELECT id FROM t WHERE a = '${v}'`);",
    "export const b = (v: string) => prisma.$queryRawUnsafe(`SELECT id FROM t WHERE a = '${v}'`);",
    "export const c = (v: string) => sql.unsafe(`SELECT id FROM t WHERE a = '${v}'`);",
    "export const d = (v: string) => knex('t').whereRaw(`a = '${v}'`);",
  ];
  return line === 8 ? bound(lines, line, '$1').replace('`, [v])', '`, v)') : bound(lines, line, line === 7 ? '?' : '$1');
}

/** The code with the splice of one line bound. */
function bound(lines: readonly string[], line: number, placeholder: string): string {
  return lines.map((text, i) => (i + 1 === line ? text.replace(/'?\$\{v\}'?/u, () => placeholder).replace(/`\);$/u, '`, [v]);') : text)).join('\n');
}
