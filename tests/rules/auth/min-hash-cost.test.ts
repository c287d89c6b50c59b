import rule from '../../../src/rules/auth/min-hash-cost.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const SILENT: readonly (readonly [name: string, code: string])[] = [
  ['bcrypt with a cost of ten', "import bcrypt from 'bcrypt';\nexport const keep = (value) => bcrypt.hash(value, 10);"],
  ['a salt with the default cost', "import bcrypt from 'bcryptjs';\nexport const keep = async (value) => bcrypt.hash(value, await bcrypt.genSalt());"],
  ['the default of the binding', "import { hash } from '@node-rs/bcrypt';\nexport const keep = (value) => hash(value);"],
  ['a low cost for tests only', "import bcrypt from 'bcrypt';\nconst cost = process.env.NODE_ENV === 'test' ? 4 : 12;\nexport const keep = (value) => bcrypt.hash(value, cost);"],
  ['unknown: a cost of the environment', "import bcrypt from 'bcrypt';\nexport const keep = (value) => bcrypt.hash(value, Number(process.env.COST));"],
  ['unknown: a fallback for the environment', "import bcrypt from 'bcrypt';\nexport const keep = (value) => bcrypt.hash(value, process.env.COST ?? 8);"],
  ['look-alike: another library', "import { hash } from './tables.ts';\nexport const keep = (value) => hash(value, 4);"],
  ['Argon2 by default', "import argon2 from 'argon2';\nexport const keep = (value) => argon2.hash(value);"],
  ['Argon2 with less memory and more passes', "import argon2 from 'argon2';\nexport const keep = (value) => argon2.hash(value, { memoryCost: 12288, timeCost: 3 });"],
  ['unknown: spread options', "import argon2 from 'argon2';\nexport const keep = (value, more) => argon2.hash(value, { ...more });"],
  ['scrypt with an equal of the least', "import { scrypt, timingSafeEqual } from 'node:crypto';\nexport const keep = (value, salt, done) => scrypt(value, salt, 32, { cost: 65536, blockSize: 8, parallelization: 2 }, done);\nexport const same = timingSafeEqual;"],
  ['a key to encipher with', "import { createCipheriv, pbkdf2Sync } from 'node:crypto';\nexport const seal = (form, salt, iv) => createCipheriv('aes-256-gcm', pbkdf2Sync(form.password, salt, 10000, 32, 'sha512'), iv);"],
  ['unknown: a key of what is no password', "import { scryptSync } from 'node:crypto';\nexport const key = (password, salt) => scryptSync(password, salt, 32);"],
  ['enough iterations', "import { pbkdf2Sync } from 'node:crypto';\nexport const keep = (form, salt) => pbkdf2Sync(form.password, salt, 600000, 32, 'sha256');"],
];

testRule(import.meta, rule, {
  valid: [
    ...SILENT.map(([name, code]): Case => ({ name, code })),
    { name: 'a key that the program made itself', code: "import { scryptSync, timingSafeEqual } from 'node:crypto';\nexport const isSame = (kept, apiKey, salt) => timingSafeEqual(kept, scryptSync(apiKey, salt, 64));" },
    { name: 'option: a lower least', code: "import bcrypt from 'bcrypt';\nexport const keep = (value) => bcrypt.hash(value, 8);", options: [{ bcryptCost: 8 }] },
  ],
  invalid: [
    {
      name: 'a literal cost',
      code: "import bcrypt from 'bcrypt';\nexport const keep = (value) => bcrypt.hash(value, 8);",
      errors: [{ messageId: 'cheap', line: 2, column: 51, data: { name: 'bcrypt.hash', said: 'a cost of 8', least: 'a cost of 10' }, suggestions: [{ messageId: 'raise', data: { to: '10' }, output: "import bcrypt from 'bcrypt';\nexport const keep = (value) => bcrypt.hash(value, 10);" }] }],
    },
    { name: 'option: a higher least', code: "import bcrypt from 'bcrypt';\nconst COST = 10;\nexport const keep = (value) => bcrypt.hashSync(value, COST);", options: [{ bcryptCost: 12 }], errors: [{ messageId: 'cheap', line: 3, column: 55, data: { name: 'bcrypt.hashSync', said: 'a cost of 10', least: 'a cost of 12' } }] },
    {
      name: 'a cost of another file',
      code: "import { hash } from 'bcryptjs';\nimport { ROUNDS } from './rounds.ts';\nexport const keep = (value) => hash(value, ROUNDS);",
      files: { 'rounds.ts': 'export const ROUNDS = 6;' },
      errors: [{ messageId: 'cheap', line: 3, column: 44, data: { name: 'bcrypt.hash', said: 'a cost of 6', least: 'a cost of 10' } }],
    },
    {
      name: 'a salt, in CommonJS',
      code: "const b = require('bcryptjs');\nmodule.exports = async (value) => b.hash(value, await b.genSalt(5));",
      parser: 'espree',
      sourceType: 'commonjs',
      errors: [{ messageId: 'cheap', line: 2, column: 65, data: { name: 'bcrypt.genSalt', said: 'a cost of 5', least: 'a cost of 10' }, suggestions: [{ messageId: 'raise', data: { to: '10' }, output: "const b = require('bcryptjs');\nmodule.exports = async (value) => b.hash(value, await b.genSalt(10));" }] }],
    },
    {
      name: 'Argon2 with too little of both',
      code: "import argon2 from 'argon2';\nexport const keep = (value) => argon2.hash(value, { memoryCost: 4096, timeCost: 1 });",
      errors: [
        {
          messageId: 'cheap',
          line: 2,
          column: 65,
          data: { name: 'argon2.hash', said: '4096 KiB and one pass', least: '19456 KiB and 2 passes, or its equals' },
          suggestions: [{ messageId: 'raise', data: { to: '19456, 2' }, output: "import argon2 from 'argon2';\nexport const keep = (value) => argon2.hash(value, { memoryCost: 19456, timeCost: 2 });" }],
        },
      ],
    },
    { name: 'the wrong Argon2', code: "import * as kdf from 'argon2';\nexport const keep = (value) => kdf.hash(value, { type: kdf.argon2d });", errors: [{ messageId: 'cheap', line: 2, column: 56, data: { name: 'argon2.hash', said: 'argon2d', least: 'argon2id' } }] },
    { name: 'the wrong Argon2 of the binding', code: "import { Algorithm, hash } from '@node-rs/argon2';\nexport const keep = (value) => hash(value, { algorithm: Algorithm.Argon2i });", errors: [{ messageId: 'cheap', line: 2, column: 57, data: { name: 'argon2.hash', said: 'argon2i', least: 'argon2id' } }] },
    {
      name: 'scrypt by the defaults of Node, where it is compared',
      code: "import { scrypt, timingSafeEqual } from 'node:crypto';\nimport { promisify } from 'node:util';\nconst derive = promisify(scrypt);\nexport const verify = async (value, salt, kept) => timingSafeEqual(await derive(value, salt, 64), kept);",
      errors: [{ messageId: 'cheap', line: 4, column: 74, data: { name: 'crypto.scrypt', said: 'N=16384, r=8 and p=1', least: 'N=131072, r=8 and p=1, or its equals' } }],
    },
    {
      name: 'PBKDF2 of a field named password, whatever the names of variables are',
      code: "import { pbkdf2Sync } from 'node:crypto';\nexport function keep({ password: x }, salt) { return pbkdf2Sync(x, salt, 1000, 32, 'sha512'); }",
      errors: [{ messageId: 'cheap', line: 2, column: 74, data: { name: 'crypto.pbkdf2Sync', said: '1,000 iterations of sha512', least: '210,000 iterations of sha512' }, suggestions: [{ messageId: 'raise', data: { to: '210000' }, output: "import { pbkdf2Sync } from 'node:crypto';\nexport function keep({ password: x }, salt) { return pbkdf2Sync(x, salt, 210000, 32, 'sha512'); }" }] }],
    },
  ],
});
