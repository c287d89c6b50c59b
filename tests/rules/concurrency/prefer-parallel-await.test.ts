import rule from '../../../src/rules/concurrency/prefer-parallel-await.ts';
import { testRule } from '../test-rule.ts';

const knex = (body: string): string => `
  import knex from 'knex';
  const db = knex({});
  export async function page(id: string, client: any) {
    ${body}
  }
`;
const A = "const user = await db('users').where({ id }).first();";
const B = "const plans = await db('plans').select('id');";
const C = "const [count] = await db('orders').where({ user_id: id }).count();";

testRule(import.meta, rule, {
  valid: [
    { name: 'together', code: knex("const [user, plans] = await Promise.all([db('users').where({ id }).first(), db('plans').select('id')]);\n    return { user, plans };") },
    { name: 'one needs the other', code: knex(`${A}\n    const plan = await db('plans').where({ id: user.plan_id }).first();\n    return plan;`) },
    { name: 'something stands between', code: knex(`${A}\n    if (!user) return null;\n    ${B}\n    return plans;`) },
    { name: 'a write', code: knex(`${A}\n    const added = await db('visits').insert({ user_id: id });\n    return { user, added };`) },
    { name: 'in a transaction, which has one connection', code: knex("return db.transaction(async (trx) => {\n      const user = await trx('users').where({ id }).first();\n      const plans = await trx('plans').select('id');\n      return { user, plans };\n    });") },
    { name: 'a read that fails when there is no row', files: { 'package.json': '{ "dependencies": { "@prisma/client": "7.0.0" } }' }, code: "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\nexport async function page(id: string) {\n  const user = await prisma.user.findUniqueOrThrow({ where: { id } });\n  const plans = await prisma.plan.findMany();\n  return { user, plans };\n}" },
    { name: 'a function that may refuse', code: knex(`${B.replace('plans =', 'first =')}\n    const user = await allowed(id);\n    return [first, user];\n  }\n  async function allowed(id: string) {\n    const user = await db('users').where({ id }).first();\n    if (!user) throw new Error('who?');\n    return user;`) },
    { name: 'unknown: calls of elsewhere', code: "import { a, b } from 'elsewhere';\nexport async function page() {\n  const x = await a();\n  const y = await b();\n  return [x, y];\n}" },
    { name: 'a script', filename: 'scripts/page.ts', code: knex(`${A}\n    ${B}\n    return { user, plans };`) },
  ],
  invalid: [
    {
      name: 'two reads',
      code: knex(`${A}\n    ${B}\n    return { user, plans };`),
      errors: [
        {
          messageId: 'serial',
          data: { count: 2 },
          line: 5,
          column: 17,
          suggestions: [{ messageId: 'waitTogether', output: knex("const [user, plans] = await Promise.all([db('users').where({ id }).first(), db('plans').select('id')]);\n    return { user, plans };") }],
        },
      ],
    },
    {
      name: 'three reads, one report',
      code: knex(`${A}\n    ${B}\n    ${C}\n    return { user, plans, count };`),
      errors: [
        {
          messageId: 'serial',
          data: { count: 3 },
          line: 5,
          suggestions: [
            {
              messageId: 'waitTogether',
              output: knex("const [user, plans, [count]] = await Promise.all([db('users').where({ id }).first(), db('plans').select('id'), db('orders').where({ user_id: id }).count()]);\n    return { user, plans, count };"),
            },
          ],
        },
      ],
    },
    { name: 'a comment between, which stays', code: knex(`${A}\n    // all of them\n    ${B}\n    return { user, plans };`), errors: [{ messageId: 'serial', data: { count: 2 }, line: 6 }] },
    {
      name: 'methods of a repository in another file',
      filename: 'page.ts',
      files: { 'repository.ts': "import knex from 'knex';\nconst db = knex({});\nexport const findUser = (id: string) => db('users').where({ id }).first();\nexport const findPlans = () => db('plans').select('id');" },
      code: "import { findPlans, findUser } from './repository';\nexport async function page(id: string) {\n  const user = await findUser(id);\n  const plans = await findPlans();\n  return { user, plans };\n}",
      errors: [
        {
          messageId: 'serial',
          data: { count: 2 },
          line: 4,
          suggestions: [{ messageId: 'waitTogether', output: "import { findPlans, findUser } from './repository';\nexport async function page(id: string) {\n  const [user, plans] = await Promise.all([findUser(id), findPlans()]);\n  return { user, plans };\n}" }],
        },
      ],
    },
  ],
});
