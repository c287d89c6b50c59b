import rule from '../../../src/rules/auth/prefer-session-over-jwt.ts';
import { testRule } from '../test-rule.ts';

const EXPRESS = "import express from 'express';\nimport jwt from 'jsonwebtoken';\nconst app = express();\n";
const login = (claims: string, options: string, then = "answer.cookie('session', token, { httpOnly: true });"): string => `${EXPRESS}app.post('/sessions', (ask, answer) => {\n  const token = jwt.sign(${claims}, key, ${options});\n  ${then}\n  answer.end();\n});\n`;

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: the id of a session', code: `${EXPRESS}app.post('/sessions', (ask, answer) => {\n  answer.cookie('session', sessions.open(ask.user), { httpOnly: true });\n  answer.end();\n});` },
    { name: 'a token for a client that is no browser', code: login('{ sub: id }', "{ expiresIn: '15m' }", 'answer.json({ token });') },
    { name: 'another service verifies it by a public key', code: login('{ sub: id }', "{ expiresIn: '15m', algorithm: 'RS256' }") },
    { name: 'another service is its audience', code: login("{ sub: id, aud: 'reports' }", "{ expiresIn: '15m' }") },
    { name: 'a token of minutes carries something to the next step of a sign-in', code: login('{ verifier }', "{ expiresIn: '5m' }") },
    { name: 'look-alike: a cookie with something else', code: login('{ sub: id }', "{ expiresIn: '15m' }", "answer.cookie('theme', ask.body.theme);\n  answer.json({ token });") },
  ],
  invalid: [
    { name: 'a token in a cookie', code: login('{ sub: id }', "{ expiresIn: '15m' }"), errors: [{ messageId: 'token', line: 5, column: 17 }] },
    { name: 'by a function of the file, with jose', code: "import { Hono } from 'hono';\nimport { setCookie } from 'hono/cookie';\nimport { SignJWT } from 'jose';\nconst make = (id: string) => new SignJWT({ id }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('15m').sign(key);\nconst app = new Hono();\napp.post('/sessions', async (c) => {\n  setCookie(c, 'session', await make('a'));\n  return c.body(null, 204);\n});", errors: [{ messageId: 'token', line: 4 }] },
  ],
});
