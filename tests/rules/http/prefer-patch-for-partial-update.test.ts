import rule from '../../../src/rules/http/prefer-patch-for-partial-update.ts';
import { testRule } from '../test-rule.ts';

const express = (route: string, before = ''): string => `import express from 'express';\nimport { z } from 'zod';\nimport { Pool } from 'pg';\nconst pool = new Pool();\n${before}\nexport const app = express();\n${route}\n`;
const USER = 'const user = z.object({ name: z.string(), city: z.string() });';
const put = (body: string, method = 'put'): string => `app.${method}('/users/:id', async (ask, answer) => { ${body} });`;
const MERGE = 'const row = await load(ask.params.id);\nanswer.json(await save({ ...row, ...ask.body }));';
const COALESCE = "await pool.query('UPDATE users SET name = COALESCE($1, name), city = COALESCE($2, city) WHERE id = $3', [ask.body.name, ask.body.city, ask.params.id]); answer.end();";

testRule(import.meta, rule, {
  valid: [
    { name: 'PATCH with a schema of a part', code: express(put('answer.json(await save(user.partial().parse(ask.body)));', 'patch'), USER) },
    { name: 'PUT with a schema of the whole', code: express(put('answer.json(await save(user.parse(ask.body)));'), USER) },
    { name: 'one field may be left out', code: express(put('answer.json(await save(user.parse(ask.body)));'), 'const user = z.object({ name: z.string(), city: z.string().optional() });') },
    { name: 'what is left out has a default', code: express(put('answer.json(await save(user.parse(ask.body)));'), "const user = z.object({ name: z.string().default(''), city: z.string().default('') });") },
    { name: 'unknown: a schema of elsewhere', code: express(put('answer.json(await save(user.parse(ask.body)));'), "import { user } from 'shop-schemas';") },
    { name: 'PATCH that lays the body over the row', code: express(put(MERGE, 'patch')) },
    { name: 'the row over the body keeps what clients may not change', code: express(put('const row = await load(ask.params.id);\nanswer.json(await save({ ...ask.body, ...row }));')) },
    { name: 'a whole body with its id', code: express(put('answer.json(await save({ ...ask.body, id: ask.params.id }));')) },
    { name: 'an update of all columns', code: express(put("await pool.query('UPDATE users SET name = $1, city = $2 WHERE id = $3', [ask.body.name, ask.body.city, ask.params.id]); answer.end();")) },
    { name: 'a default of the statement', code: express(put("await pool.query('UPDATE users SET name = COALESCE($1, \\'\\') WHERE id = $2', [ask.body.name, ask.params.id]); answer.end();")) },
    { name: 'look-alike: put of a cache', code: "import { z } from 'zod';\nexport const store = (cache, body) => cache.put('user', z.object({ name: z.string(), city: z.string() }).partial().parse(body));" },
  ],
  invalid: [
    {
      name: 'a schema of a part',
      code: express(put('answer.json(await save(user.partial().parse(ask.body)));'), USER),
      errors: [{ messageId: 'partial', line: 7, column: 5, endColumn: 8, data: { told: 'every field of its body may be left out' }, suggestions: [{ messageId: 'usePatch', output: express(put('answer.json(await save(user.partial().parse(ask.body)));', 'patch'), USER) }] }],
    },
    {
      name: 'a schema of another file',
      code: express(put('answer.json(await save(change.parse(ask.body)));'), "import { change } from './schemas.ts';"),
      files: { 'schemas.ts': "import { z } from 'zod';\nexport const change = z.object({ name: z.string().optional(), city: z.string().optional() });" },
      errors: [{ messageId: 'partial', line: 7, suggestions: [{ messageId: 'usePatch', output: express(put('answer.json(await save(change.parse(ask.body)));', 'patch'), "import { change } from './schemas.ts';") }] }],
    },
    { name: 'a body that is laid over the row', code: express(put(MERGE)), errors: [{ messageId: 'partial', line: 7, data: { told: 'its body is laid over the stored row' }, suggestions: [{ messageId: 'usePatch', output: express(put(MERGE, 'patch')) }] }] },
    { name: 'a row that is assigned to', code: express(put('const row = await load(ask.params.id);\nObject.assign(row, ask.body); answer.json(await row.save());')), errors: [{ messageId: 'partial', line: 7, suggestions: [{ messageId: 'usePatch', output: express(put('const row = await load(ask.params.id);\nObject.assign(row, ask.body); answer.json(await row.save());', 'patch')) }] }] },
    { name: 'a body that is typed as a part', code: express(put('const body = ask.body as Partial<User>; answer.json(await save(body));')), errors: [{ messageId: 'partial', line: 7, suggestions: [{ messageId: 'usePatch', output: express(put('const body = ask.body as Partial<User>; answer.json(await save(body));', 'patch')) }] }] },
    { name: 'columns that keep their values', code: express(put(COALESCE)), errors: [{ messageId: 'partial', line: 7, data: { told: 'columns without a value keep theirs' }, suggestions: [{ messageId: 'usePatch', output: express(put(COALESCE, 'patch')) }] }] },
    {
      name: 'Nest, with a class of a part',
      code: "import { Body, Controller, Put } from '@nestjs/common';\nimport { PartialType } from '@nestjs/mapped-types';\nimport { IsString } from 'class-validator';\nclass CreateUser { @IsString() name: string; @IsString() city: string; }\nclass ChangeUser extends PartialType(CreateUser) {}\n@Controller('users')\nexport class Users {\n  @Put(':id')\n  change(@Body() body: ChangeUser) { return body; }\n}",
      errors: [{ messageId: 'partial', line: 8 }],
    },
    {
      name: 'Nest, with a type of a part',
      code: "import { Body, Controller, Put } from '@nestjs/common';\n@Controller('users')\nexport class Users {\n  @Put(':id')\n  change(@Body() body: Partial<User>) { return body; }\n}",
      errors: [{ messageId: 'partial', line: 4 }],
    },
  ],
});
