import rule from '../../../src/rules/validation/no-server-managed-field.ts';
import { testRule } from '../test-rule.ts';

const ZOD = "import { z } from 'zod';\n";

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: left out', code: `${ZOD}const item = z.object({ name: z.string(), createdAt: z.date() });\nexport const create = { body: item.omit({ createdAt: true }) };` },
    { name: 'a schema of an answer', code: `${ZOD}export const answer = { response: z.object({ createdAt: z.date() }) };\nexport const item = z.object({ createdAt: z.date() });` },
    { name: 'a filter of a query', code: `${ZOD}export const list = { query: z.object({ createdAt: z.coerce.date() }) };` },
    { name: 'an id that the client makes, or that refers to something', code: `${ZOD}export const create = { body: z.object({ id: z.uuid(), parent: z.object({ createdAt: z.date() }) }) };` },
    { name: 'unknown: where the schema is used', code: "import Joi from 'joi';\nexport const schema = Joi.object({ updatedAt: Joi.date() });" },
    { name: 'look-alike: an object of the project', code: 'const z = { object: (of: unknown) => of };\nexport const zod = { body: z.object({ createdAt: 1 }) };' },
    { name: 'option: another list', options: [{ fields: ['version'] }], code: `${ZOD}export const create = { body: z.object({ createdAt: z.date() }) };` },
  ],
  invalid: [
    {
      name: 'the schema of a body',
      code: `${ZOD}export const create = { body: z.object({ name: z.string(), createdAt: z.coerce.date() }) };`,
      errors: [{ messageId: 'managed', data: { field: 'createdAt' }, line: 2, column: 60, endColumn: 86 }],
    },
    {
      name: 'snake case, parsed in a handler, with other names',
      code: "import web from 'express';\nimport Schema from 'joi';\nconst server = web();\nconst item = Schema.object({ updated_at: Schema.date() });\nserver.put('/items/:id', (q, a) => { a.json(item.validate(q.body)); });",
      errors: [{ messageId: 'managed', data: { field: 'updated_at' }, line: 4 }],
    },
    {
      name: 'a class of another file, inherited',
      filename: 'src/items.ts',
      files: {
        'src/base.ts': "import { IsDate } from 'class-validator';\nexport class Base { @IsDate() createdAt: Date; }",
        'src/create-item.ts': "import { IsString } from 'class-validator';\nimport { Base } from './base';\nexport class CreateItem extends Base { @IsString() name: string; }",
      },
      code: "import { Body, Controller, Post } from '@nestjs/common';\nimport { CreateItem } from './create-item';\n@Controller('items')\nexport class Items {\n  @Post()\n  create(@Body() item: CreateItem) { return item; }\n}",
      errors: [{ messageId: 'managedBelow', data: { field: 'createdAt' }, line: 6, column: 24, endColumn: 34 }],
    },
    {
      name: 'option: a field of the project',
      options: [{ fields: ['version'] }],
      code: `${ZOD}export const create = { body: z.object({ version: z.number() }) };`,
      errors: [{ messageId: 'managed', data: { field: 'version' }, line: 2 }],
    },
  ],
});
