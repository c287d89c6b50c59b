import rule from '../../../src/rules/lifecycle/require-shutdown-timeout.ts';
import { testRule } from '../test-rule.ts';

const app = "import express from 'express';\nconst server = express().listen(3000);\n";

const BOUND = 'setTimeout(() => process.exit(1), 10_000).unref();';
const bound = (output: string) => [{ messageId: 'bound', output }];

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: a timer', code: `${app}process.on('SIGTERM', () => {\n  server.close(() => process.exit(0));\n  setTimeout(() => process.exit(1), 10_000).unref();\n});` },
    { name: 'remedy: a timer in a function of another file', files: { 'bound.ts': 'export const bound = () => setTimeout(() => process.exit(1), 10_000).unref();' }, code: `import { bound } from './bound';\n${app}process.on('SIGTERM', () => {\n  bound();\n  server.close();\n});` },
    { name: 'remedy: all connections are ended after a while', code: `${app}process.on('SIGTERM', () => server.close(() => server.closeAllConnections()));` },
    { name: 'remedy: a library with a bound of its own', code: "import closeWithGrace from 'close-with-grace';\nimport Fastify from 'fastify';\nconst app = Fastify();\nawait app.listen({ port: 3000 });\ncloseWithGrace({ delay: 5000 }, async () => { await app.close(); });" },
    { name: 'an exit at once is the business of another rule', code: `${app}process.on('SIGTERM', () => {\n  server.close();\n  process.exit(0);\n});` },
    { name: 'a handler that closes no server', code: "process.on('SIGTERM', () => console.log('end'));" },
    { name: 'unknown: a handler from elsewhere', code: `import { stop } from '@shop/platform';\n${app}process.on('SIGTERM', () => stop(server));` },
    { name: 'look-alike: a close of something else', code: "const door = { close: () => {} };\nprocess.on('SIGTERM', () => door.close());" },
  ],
  invalid: [
    { name: 'no bound', code: `${app}process.on('SIGTERM', () => server.close());`, errors: [{ messageId: 'unbounded', line: 3, column: 1, suggestions: bound(`${app}process.on('SIGTERM', () => { ${BOUND} return server.close(); });`) }] },
    { name: 'one report for both signals and a named function', code: `${app}const zz0 = async () => {\n  await new Promise((resolve) => server.close(resolve));\n  process.exit(0);\n};\nprocess.on('SIGTERM', zz0);\nprocess.on('SIGINT', zz0);`, errors: [{ messageId: 'unbounded', line: 7, column: 1, suggestions: bound(`${app}const zz0 = async () => { ${BOUND}\n  await new Promise((resolve) => server.close(resolve));\n  process.exit(0);\n};\nprocess.on('SIGTERM', zz0);\nprocess.on('SIGINT', zz0);`) }] },
    { name: 'a framework whose close is a promise', code: "import Fastify from 'fastify';\nconst app = Fastify();\nawait app.listen({ port: 3000 });\nfor (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, async () => { await app.close(); });", errors: [{ messageId: 'unbounded', line: 4, column: 45, suggestions: bound(`import Fastify from 'fastify';\nconst app = Fastify();\nawait app.listen({ port: 3000 });\nfor (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, async () => { ${BOUND} await app.close(); });`) }] },
    { name: 'two functions are bounded at once', code: `${app}process.on('SIGTERM', () => server.close());\nprocess.on('SIGINT', function () { server.close(); });`, errors: [{ messageId: 'unbounded', line: 3, column: 1, suggestions: bound(`${app}process.on('SIGTERM', () => { ${BOUND} return server.close(); });\nprocess.on('SIGINT', function () { ${BOUND} server.close(); });`) }] },
    { name: 'no suggestion where the body stands in brackets', code: `${app}process.on('SIGTERM', () => (server.close()));`, errors: [{ messageId: 'unbounded', line: 3, column: 1, suggestions: [] }] },
    { name: 'no suggestion where the function stands in another file', files: { 'server.ts': `${app}export const stop = () => server.close();\n` }, code: "import { stop } from './server';\nprocess.on('SIGTERM', stop);", errors: [{ messageId: 'unbounded', line: 2, column: 1, suggestions: [] }] },
    { name: 'no suggestion where timers are promises', code: `import { setTimeout } from 'node:timers/promises';\n${app}process.on('SIGTERM', () => server.close());`, errors: [{ messageId: 'unbounded', line: 4, column: 1, suggestions: [] }] },
  ],
});
