import rule from '../../../src/rules/validation/no-validate-before-transform.ts';
import { testRule } from '../test-rule.ts';

const ZOD = "import { z } from 'zod';\n";
const VALIBOT = "import * as v from 'valibot';\n";

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: trimmed and in lower case before it is checked', code: `${ZOD}export const email = z.string().trim().toLowerCase().email();` },
    { name: 'remedy: the format is checked in a pipe', code: `${ZOD}export const email = z.string().trim().toLowerCase().pipe(z.email());` },
    { name: 'remedy in valibot', code: `${VALIBOT}export const email = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email());` },
    { name: 'the case of a text does not change its length or a uuid', code: `${ZOD}export const code = z.string().min(3).max(8).toUpperCase();\nexport const id = z.string().uuid().toLowerCase();` },
    { name: 'a pattern that takes both cases', code: `${ZOD}export const host = z.string().regex(/^[a-zA-Z0-9.]+$/).toLowerCase();\nexport const tag = z.string().regex(/^[a-z]+$/i).toLowerCase();` },
    { name: 'a number has no text to trim', code: `${ZOD}export const age = z.number().min(1).transform((n) => n + 1);` },
    { name: 'what a function makes of it is something else', code: `${ZOD}export const tags = z.string().min(1).transform((text) => text.split(','));` },
    { name: 'joi transforms before it checks, whatever the order', code: "import Joi from 'joi';\nexport const email = Joi.string().email().trim().lowercase();" },
    { name: 'yup does too', code: "import * as yup from 'yup';\nexport const email = yup.string().email().trim();" },
    { name: 'look-alike: a builder of the project', code: 'const z = { string: () => ({ email: () => ({ trim: () => 1 }) }) };\nexport const zod = z.string().email().trim();' },
    { name: 'unknown: what the import is', code: "import { text } from 'zod-texts';\nexport const name = text().min(1).trim();" },
    { name: 'look-alike: a text that passed', code: `${ZOD}export const name = z.string().min(1).parse('x').trim();` },
  ],
  invalid: [
    {
      name: 'an empty text passes as blanks',
      code: `${ZOD}export const body = z.object({ name: z.string().min(1).trim() });`,
      errors: [{ messageId: 'late', data: { transform: 'trim()', check: 'min()' }, line: 2, column: 56, endColumn: 62, suggestions: [{ messageId: 'reorder', data: { transform: 'trim()', check: 'min()' }, output: `${ZOD}export const body = z.object({ name: z.string().trim().min(1) });` }] }],
    },
    {
      name: 'both transforms move, what else the chain says stays',
      code: `${ZOD}export const email = z.string({ error: 'text' }).email('no e-mail').max(200).toLowerCase().trim().optional();`,
      errors: [{ messageId: 'late', data: { transform: 'toLowerCase()', check: 'email()' }, line: 2, suggestions: [{ messageId: 'reorder', data: { transform: 'toLowerCase()', check: 'email()' }, output: `${ZOD}export const email = z.string({ error: 'text' }).toLowerCase().trim().email('no e-mail').max(200).optional();` }] }],
    },
    {
      name: 'the format is the maker of the schema',
      code: `${ZOD}export const email = z.email().trim();`,
      errors: [{ messageId: 'late', data: { transform: 'trim()', check: 'email()' }, line: 2, suggestions: [{ messageId: 'reorder', data: { transform: 'trim()', check: 'email()' }, output: `${ZOD}export const email = z.string().trim().pipe(z.email());` }] }],
    },
    {
      name: 'a function that trims',
      code: `${ZOD}export const email = z.string().email().transform((text) => text.trim());`,
      errors: [{ messageId: 'late', data: { transform: 'transform()', check: 'email()' }, line: 2, suggestions: [{ messageId: 'reorder', data: { transform: 'transform()', check: 'email()' }, output: `${ZOD}export const email = z.string().trim().email();` }] }],
    },
    {
      name: 'a pipe of valibot',
      code: `${VALIBOT}export const email = v.pipe(v.string(), v.email(), v.maxLength(99), v.trim());`,
      errors: [{ messageId: 'late', data: { transform: 'trim()', check: 'email()' }, line: 2, suggestions: [{ messageId: 'reorder', data: { transform: 'trim()', check: 'email()' }, output: `${VALIBOT}export const email = v.pipe(v.string(), v.trim(), v.email(), v.maxLength(99));` }] }],
    },
    {
      name: 'renamed imports; a schema of another file that is trimmed here',
      filename: 'src/join.ts',
      files: { 'src/schemas.ts': "import { z as zed } from 'zod';\nexport const Address = zed.string().email();" },
      code: "import { z as q } from 'zod';\nimport { Address } from './schemas';\nexport const join = q.object({ to: Address.trim(), code: q.string().regex(/^[a-z]+$/).toLowerCase() });",
      errors: [
        { messageId: 'late', data: { transform: 'trim()', check: 'Address' }, line: 3 },
        { messageId: 'late', data: { transform: 'toLowerCase()', check: 'regex()' }, line: 3, suggestions: [{ messageId: 'reorder', data: { transform: 'toLowerCase()', check: 'regex()' }, output: "import { z as q } from 'zod';\nimport { Address } from './schemas';\nexport const join = q.object({ to: Address.trim(), code: q.string().toLowerCase().regex(/^[a-z]+$/) });" }] },
      ],
    },
    {
      name: 'a function of the project makes the format',
      filename: 'src/invite.ts',
      files: { 'src/zod-texts.ts': "import { z } from 'zod';\nexport const address = (message?: string) => z.string().regex(/^\\S+@\\S+$/, { message });" },
      code: `${ZOD}import { address } from './zod-texts';\nexport const invite = z.object({ to: address('no address').trim().max(200) });`,
      errors: [{ messageId: 'late', data: { transform: 'trim()', check: 'address()' }, line: 3 }],
    },
  ],
});
