import rule from '../../../src/rules/lifecycle/no-abrupt-exit.ts';
import { testRule } from '../test-rule.ts';

const pkg = { 'package.json': '{ "name": "shop", "dependencies": { "express": "5" } }' };
const app = "import express from 'express';\nconst app = express();\nconst server = app.listen(3000);\n";

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: when the server has closed', files: pkg, code: `${app}process.on('SIGTERM', () => server.close(() => process.exit(0)));` },
    { name: 'remedy: behind an await', files: pkg, code: `import { stop } from './stop';\n${app}process.on('SIGTERM', async () => {\n  await stop(server);\n  process.exit(0);\n});` },
    { name: 'remedy: behind a promise', files: pkg, code: `import { stop } from './stop';\n${app}process.on('SIGTERM', () => stop(server).finally(() => process.exit(0)));` },
    { name: 'a timer that bounds the end', files: pkg, code: `${app}process.on('SIGTERM', () => {\n  server.close();\n  setTimeout(() => process.exit(1), 10_000).unref();\n});` },
    { name: 'a second signal may end it', files: pkg, code: `${app}let isEnding = false;\nprocess.on('SIGTERM', () => {\n  if (isEnding) process.exit(1);\n  isEnding = true;\n  server.close();\n});` },
    { name: 'a guard that leaves before', files: pkg, code: `${app}let isReady = false;\nprocess.on('SIGTERM', () => {\n  if (isReady) { server.close(); return; }\n  process.exit(0);\n});` },
    { name: 'a failed start', files: pkg, code: "import express from 'express';\nexpress().listen(3000).on('error', () => process.exit(1));" },
    { name: 'what cannot go on', files: pkg, code: `${app}process.on('uncaughtException', () => process.exit(1));` },
    { name: 'a program without a server', files: { 'package.json': '{ "name": "tool" }' }, code: "process.on('SIGINT', () => process.exit(130));" },
    { name: 'look-alike: a method called exit', files: pkg, code: `${app}const menu = { exit: () => {} };\nprocess.on('SIGTERM', () => menu.exit());` },
    { name: 'unknown: a handler of another file is looked at there', files: { ...pkg, 'stop.ts': 'export const stop = () => process.exit(0);' }, code: `import { stop } from './stop';\n${app}process.on('SIGTERM', stop);` },
    { name: 'the start of another process of the package', files: { ...pkg, 'app.ts': `${app}export default server;`, 'queue.ts': 'export const poll = () => undefined;' }, filename: 'events.ts', code: "import { poll } from './queue';\nsetInterval(poll, 1000);\nprocess.on('SIGTERM', () => process.exit(0));" },
    { name: 'a job that runs in a process of its own', files: pkg, filename: 'src/cli/run.ts', code: "process.on('SIGTERM', () => process.exit(0));" },
  ],
  invalid: [
    { name: 'the start of a process that imports the server', files: { ...pkg, 'app.ts': `${app}export default server;` }, filename: 'main.ts', code: "import server from './app';\nserver.ref();\nprocess.on('SIGTERM', () => process.exit(0));", errors: [{ messageId: 'signal', data: { name: 'process.exit' }, line: 3 }] },
    { name: 'at once', files: pkg, code: `${app}process.on('SIGTERM', () => process.exit(0));`, errors: [{ messageId: 'signal', data: { name: 'process.exit' }, line: 4, column: 29 }] },
    { name: 'behind a close that nobody waits for', files: pkg, code: `${app}process.on('SIGTERM', () => {\n  server.close();\n  process.exit(0);\n});`, errors: [{ messageId: 'signal', data: { name: 'process.exit' }, line: 6, column: 3 }] },
    { name: 'by a named function, on what it is given', files: pkg, code: `${app}function zz0(zz1?: number) {\n  server.close();\n  if (zz1 !== undefined) process.exit(zz1);\n}\nfor (const zz2 of ['SIGTERM', 'SIGINT'] as const) process.on(zz2, () => { zz0(0); });`, errors: [{ messageId: 'signal', data: { name: 'process.exit' }, line: 6, column: 26 }] },
    { name: 'by a function of another file', files: { ...pkg, 'end.ts': 'export function end() { process.exit(0); }' }, code: `import { end } from './end';\n${app}process.on('SIGTERM', () => end());`, errors: [{ messageId: 'signal', data: { name: 'process.exit' }, line: 5, column: 29 }] },
    { name: 'on a request', files: pkg, code: `${app}app.post('/restart', (request, response) => {\n  response.json({});\n  process.exit(0);\n});`, errors: [{ messageId: 'request', data: { name: 'process.exit' }, line: 6, column: 3 }] },
  ],
});
