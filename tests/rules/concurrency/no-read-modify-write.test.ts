import rule from '../../../src/rules/concurrency/no-read-modify-write.ts';
import { testRule } from '../test-rule.ts';

const pg = (body: string): string => `
  import { Pool } from 'pg';
  const pool = new Pool();
  ${body}
`;
const prisma = (body: string): string => `
  import { PrismaClient } from '@prisma/client';
  const prisma = new PrismaClient();
  ${body}
`;
const PRISMA = { 'package.json': '{ "dependencies": { "@prisma/client": "7.0.0" } }' };
const FIND = "const { rows: [account] } = await pool.query('SELECT balance, version FROM accounts WHERE id = $1', [id]);";

testRule(import.meta, rule, {
  valid: [
    { name: 'changed in the statement', code: pg("export async function pay(id: string, n: number) { await pool.query('UPDATE accounts SET balance = balance - $2 WHERE id = $1', [id, n]); }") },
    { name: 'FOR UPDATE', code: pg(`export async function pay(id: string, n: number) { ${FIND.replace('$1\'', "$1 FOR UPDATE'")} await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, account.balance - n]); }`) },
    { name: 'a version is asked for', code: pg(`export async function pay(id: string, n: number) { ${FIND} await pool.query('UPDATE accounts SET balance = $2, version = $3 WHERE id = $1 AND version = $4', [id, account.balance - n, account.version + 1, account.version]); }`) },
    { name: 'another column', code: pg(`export async function pay(id: string, n: number) { ${FIND} await pool.query('UPDATE accounts SET due = $2 WHERE id = $1', [id, account.balance - n]); }`) },
    { name: 'another table', code: pg(`export async function pay(id: string, n: number) { ${FIND} await pool.query('UPDATE orders SET balance = $2 WHERE id = $1', [id, account.balance - n]); }`) },
    { name: 'a value from outside', code: pg(`export async function pay(id: string, n: number) { ${FIND} if (!account) return; await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, n + 1]); }`) },
    { name: 'increment of an ORM', files: PRISMA, code: prisma('export async function view(id: string) { await prisma.page.findUnique({ where: { id } }); await prisma.page.update({ where: { id }, data: { views: { increment: 1 } } }); }') },
    { name: 'isolation', files: PRISMA, code: prisma("export const view = (id: string) => prisma.$transaction(async (tx) => { const page = await tx.page.findUnique({ where: { id } }); await tx.page.update({ where: { id }, data: { views: page!.views + 1 } }); }, { isolationLevel: 'Serializable' });") },
    { name: 'look-alike: a map', code: 'const accounts = new Map();\nexport async function pay(id: string) { const a = await accounts.get(id); await accounts.set(id, { balance: a.balance - 1 }); }' },
    { name: 'unknown: what a function of elsewhere reads', code: pg("import { find } from 'find';\nexport async function pay(id: string) { const account = await find(id); await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, account.balance - 1]); }") },
  ],
  invalid: [
    {
      name: 'tagged templates',
      code: "import postgres from 'postgres';\nconst sql = postgres();\nexport async function pay(id: string, n: number) {\n  const [account] = await sql`SELECT balance FROM accounts WHERE id = ${id}`;\n  await sql`UPDATE accounts SET balance = ${account.balance - n} WHERE id = ${id}`;\n}",
      errors: [{ messageId: 'lost', data: { table: 'accounts', column: 'balance', line: 4 }, line: 5 }],
    },
    { name: 'SQL', code: pg(`export async function pay(id: string, n: number) { ${FIND}\n await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, account.balance - n]); }`), errors: [{ messageId: 'lost', data: { table: 'accounts', column: 'balance', line: 3 }, line: 4, column: 73, endColumn: 92, suggestions: [{ messageId: 'atomic', data: { column: 'balance' }, output: pg(`export async function pay(id: string, n: number) { ${FIND}\n await pool.query('UPDATE accounts SET balance = balance - $2 WHERE id = $1', [id, n]); }`) }] }] },
    { name: 'through a constant and a conversion, other names', code: pg("export async function pay(a: string) { const hit = await pool.query('SELECT n FROM hits WHERE page = $1', [a]); const more = Number(hit.rows[0].n) + 1; await pool.query('UPDATE hits SET n = $1 WHERE page = $2', [more, a]); }"), errors: [{ messageId: 'lost', data: { table: 'hits', column: 'n', line: 3 }, line: 3 }] },
    { name: 'Prisma', files: PRISMA, code: prisma('export async function view(id: string) { const page = await prisma.page.findUniqueOrThrow({ where: { id } }); await prisma.page.update({ where: { id }, data: { views: page.views + 1 } }); }'), errors: [{ messageId: 'lost', data: { table: 'page', column: 'views', line: 3 }, line: 3, suggestions: [{ messageId: 'atomic', data: { column: 'views' }, output: prisma('export async function view(id: string) { const page = await prisma.page.findUniqueOrThrow({ where: { id } }); await prisma.page.update({ where: { id }, data: { views: { increment: 1 } } }); }') }] }] },
    { name: 'no suggestion where texts may be joined', files: PRISMA, code: prisma('export async function view(id: string, more) { const page = await prisma.page.findUniqueOrThrow({ where: { id } }); await prisma.page.update({ where: { id }, data: { views: page.views + more } }); }'), errors: [{ messageId: 'lost', data: { table: 'page', column: 'views', line: 3 }, line: 3, suggestions: [] }] },
    { name: 'no suggestion where the value is bound twice', code: pg(`export async function pay(id: string, n: number) { ${FIND}\n await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1 AND $2 > 0', [id, account.balance - n]); }`), errors: [{ messageId: 'lost', data: { table: 'accounts', column: 'balance', line: 3 }, line: 4, suggestions: [] }] },
    { name: 'a list that grows', files: PRISMA, code: prisma('export async function tag(id: string, tag: string) { const { tags } = await prisma.page.findUniqueOrThrow({ where: { id } }); await prisma.page.update({ where: { id }, data: { tags: [...tags, tag] } }); }'), errors: [{ messageId: 'lost', data: { table: 'page', column: 'tags', line: 3 }, line: 3 }] },
    {
      name: 'TypeORM, a row that is saved',
      code: "import { Entity, Repository } from 'typeorm';\n@Entity() export class Product { id!: string; stock!: number; }\nexport class Shop {\n  constructor(private readonly products: Repository<Product>) {}\n  async take(id: string, n: number) {\n    const product = await this.products.findOneByOrFail({ id });\n    product.stock -= n;\n    await this.products.save(product);\n  }\n}",
      errors: [{ messageId: 'lost', data: { table: 'Product', column: 'stock', line: 6 }, line: 7, column: 5 }],
    },
  ],
});
