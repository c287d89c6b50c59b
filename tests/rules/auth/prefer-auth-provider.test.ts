import rule from '../../../src/rules/auth/prefer-auth-provider.ts';
import { testRule } from '../test-rule.ts';

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: the provider verifies and issues', code: "import { createRemoteJWKSet, jwtVerify } from 'jose';\nconst keys = createRemoteJWKSet(new URL('https://id.example.com/keys'));\nexport const userOf = (token: string) => jwtVerify(token, keys, { audience: 'api' });" },
    { name: 'passwords without sign-ins', code: "import { hash } from 'bcrypt';\nexport const hashed = (password: string) => hash(password, 12);" },
    { name: 'a token without passwords', code: "import jwt from 'jsonwebtoken';\nexport const invite = (id: string) => jwt.sign({ id }, key, { expiresIn: '1d' });" },
    { name: 'look-alike: a comparison of the project', code: "import jwt from 'jsonwebtoken';\nimport { compare } from './bcrypt/compare.ts';\nexport const login = async (a: string, b: string) => (await compare(a, b)) && jwt.sign({}, key, { expiresIn: '15m' });", files: { 'bcrypt/compare.ts': 'export const compare = async (a: string, b: string) => a === b;' } },
  ],
  invalid: [
    { name: 'bcrypt and a token', code: "import { compare as matches } from 'bcrypt';\nimport jwt from 'jsonwebtoken';\nexport async function login(row: Account, password: string) {\n  if (await matches(password, row.hash)) return jwt.sign({ sub: row.id }, key, { expiresIn: '15m' });\n}", errors: [{ messageId: 'own', line: 4, column: 13 }] },
    { name: 'argon2 and a strategy of passport', code: "import argon2 from 'argon2';\nimport passport from 'passport';\nimport { Strategy } from 'passport-local';\npassport.use(new Strategy(async (name, password, done) => done(null, await argon2.verify(await hashOf(name), password))));", errors: [{ messageId: 'own', line: 4 }] },
  ],
});
