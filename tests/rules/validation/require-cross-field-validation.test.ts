import rule from '../../../src/rules/validation/require-cross-field-validation.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const ZOD = "import { z } from 'zod';\n";

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: refine', code: `${ZOD}export const range = z.object({ startDate: z.coerce.date(), endDate: z.coerce.date() }).refine((range) => range.startDate <= range.endDate);` },
    { name: 'remedy: refined by its name', code: `${ZOD}const fields = z.object({ password: z.string(), passwordConfirmation: z.string() });\nexport const body = fields.superRefine((value, ctx) => check(value, ctx));\ndeclare function check(value: unknown, ctx: unknown): void;` },
    { name: 'remedy: a reference of joi', code: "import Joi from 'joi';\nexport const body = Joi.object({ password: Joi.string(), confirmPassword: Joi.string().valid(Joi.ref('password')) });" },
    { name: 'remedy: a reference of yup', code: "import * as yup from 'yup';\nexport const body = yup.object({ password: yup.string(), confirmPassword: yup.string().oneOf([yup.ref('password')]) });" },
    { name: 'remedy: a check in a pipe', code: "import * as v from 'valibot';\nexport const body = v.pipe(v.object({ startDate: v.date(), endDate: v.date() }), v.check(({ startDate, endDate }) => startDate < endDate));" },
    { name: 'remedy: a decorator of the project', code: "import { IsString } from 'class-validator';\nimport { Match } from './match';\nexport class Body {\n  @IsString() password: string;\n  @IsString() @Match('password') passwordConfirmation: string;\n}" },
    { name: 'a comparison in a handler of another file', filename: 'src/schema.ts', files: { 'package.json': '{ "dependencies": { "zod": "4" } }', 'src/handler.ts': 'export const handler = (body) => { if (body.password !== body.passwordConfirmation) throw new Error(); };' }, code: `${ZOD}export const body = z.object({ password: z.string(), passwordConfirmation: z.string() });` },
    { name: 'two fields that say nothing about each other', code: `${ZOD}export const body = z.object({ start: z.string(), weekend: z.string(), password: z.string(), confirmed: z.boolean(), min: z.string(), max: z.string() });` },
    { name: 'unknown: what else the object holds', code: `${ZOD}import { more } from 'elsewhere';\nexport const body = z.object({ ...more, startDate: z.date(), endDate: z.date() });` },
    { name: 'unknown: what a function makes of the schema', code: `${ZOD}export const body = ordered(z.object({ startDate: z.date(), endDate: z.date() }));\ndeclare function ordered<T>(schema: T): T;` },
    ...[
      ['refines it', 'export const taken = (zz0, zz1) => zz0.refine((value) => zz1(value));'],
      ['hands it out again', 'export const taken = (zz0) => zz0;'],
      ['keeps it under another name', 'export function taken(zz0) {\n  const zz1 = zz0;\n  return zz1.refine(Boolean).parse({});\n}'],
      ['hands it to one that nobody finds', 'export const taken = (zz0, zz1) => { zz1.more(zz0); };'],
      ['keeps it in an object', 'export const taken = (zz0) => { check({ zz0 }); };\nconst check = ({ zz0 }) => zz0.refine(Boolean);'],
    ].map(([name, code = '']): Case => ({ name: `unknown: a function of another file ${name}`, files: { 'taken.ts': code }, code: `${ZOD}import { taken } from './taken';\nexport const body = taken(z.object({ startDate: z.date(), endDate: z.date() }));` })),
    { name: 'look-alike: an object of the project', code: 'const z = { object: (of: unknown) => of, date: () => 1 };\nexport const zod = z.object({ startDate: z.date(), endDate: z.date() });' },
  ],
  invalid: [
    {
      name: 'a repeated password that nobody compares',
      code: `${ZOD}export const register = z.object({ email: z.email(), password: z.string().min(8), passwordConfirmation: z.string() });`,
      errors: [{ messageId: 'unequal', data: { first: 'password', second: 'passwordConfirmation' }, line: 2, column: 83, endColumn: 115 }],
    },
    {
      name: 'the file says the end only: the start stands in a schema of another file',
      filename: 'src/stay.ts',
      files: { 'src/arrival.ts': "import { z } from 'zod';\nexport const arrival = z.object({ checkInDate: z.date(), valid_from: z.number() });" },
      code: "import { z as kit } from 'zod';\nimport { arrival } from './arrival';\nexport const stay = arrival.extend({ checkOutDate: kit.date(), 'valid_until': kit.number() });",
      errors: [
        { messageId: 'unordered', data: { first: 'checkInDate', second: 'checkOutDate' }, line: 3 },
        { messageId: 'unordered', data: { first: 'valid_from', second: 'valid_until' }, line: 3 },
      ],
    },
    {
      name: 'a schema that a function of another file parses with',
      files: { 'read.ts': 'export async function read(zz0, zz1?) {\n  if (zz1) return zz1.safeParse(await zz0.json());\n  return null;\n}' },
      code: `${ZOD}import { read } from './read';\nexport async function GET(zz2: Request) {\n  const zz3 = z.object({ startAt: z.coerce.number(), endAt: z.coerce.number() });\n  return read(zz2, zz3);\n}`,
      errors: [{ messageId: 'unordered', data: { first: 'startAt', second: 'endAt' }, line: 4, column: 54 }],
    },
    {
      name: 'both are looked at alone',
      code: `${ZOD}export const body = z.object({ startDate: z.date().nullable(), endDate: z.date().nullable() });\nexport const isWhole = (one) => one.startDate != null && one.endDate !== undefined;`,
      errors: [{ messageId: 'unordered', data: { first: 'startDate', second: 'endDate' }, line: 2, column: 64 }],
    },
    {
      name: 'a new password, with other names for everything',
      code: "import Schema from 'joi';\nexport const change = { body: Schema.object().keys({ newPassword: Schema.string(), confirm_password: Schema.string() }) };",
      errors: [{ messageId: 'unequal', data: { first: 'newPassword', second: 'confirm_password' }, line: 2 }],
    },
    {
      name: 'ranges of dates, moments and numbers',
      code: `${ZOD}export const a = z.object({ startDate: z.coerce.date(), endDate: z.coerce.date() });\nexport const b = z.object({ starts_at: z.iso.datetime(), ends_at: z.iso.datetime() });\nexport const c = z.object({ minPrice: z.number(), maxPrice: z.number().optional() });`,
      errors: [
        { messageId: 'unordered', data: { first: 'startDate', second: 'endDate' }, line: 2 },
        { messageId: 'unordered', data: { first: 'starts_at', second: 'ends_at' }, line: 3 },
        { messageId: 'unordered', data: { first: 'minPrice', second: 'maxPrice' }, line: 4 },
      ],
    },
    {
      name: 'a class',
      code: "import { IsDateString } from 'class-validator';\nexport class Booking {\n  @IsDateString() checkIn: string;\n  @IsDateString() checkOut: string;\n}",
      errors: [{ messageId: 'unordered', data: { first: 'checkIn', second: 'checkOut' }, line: 4 }],
    },
    {
      name: 'a schema that is parsed, and one that an array holds',
      code: `${ZOD}const range = z.object({ startDate: z.date(), endDate: z.date() });\nexport const read = (value: unknown) => range.parse(value);\nexport const list = z.array(z.object({ startTime: z.date(), endTime: z.date() }));`,
      errors: [
        { messageId: 'unordered', data: { first: 'startDate', second: 'endDate' }, line: 2 },
        { messageId: 'unordered', data: { first: 'startTime', second: 'endTime' }, line: 4 },
      ],
    },
  ],
});
