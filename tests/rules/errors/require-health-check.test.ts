import rule from '../../../src/rules/errors/require-health-check.ts';
import { testRule } from '../test-rule.ts';

const files = { 'package.json': '{ "name": "shop", "dependencies": { "express": "5" } }' };
const app = (more = '') => `import express from 'express';\nconst app = express();\napp.get('/orders', (request, response) => response.json([]));\n${more}app.listen(3000);`;

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: a route', files, code: app("app.get('/health', (request, response) => response.json({}));\n") },
    { name: 'remedy: under another name', files, code: app("app.get('/api/readyz', (request, response) => response.json({}));\n") },
    { name: 'remedy: in another file', files: { ...files, 'src/probes.ts': "export const probe = (app) => app.get('/livez', (request, response) => response.sendStatus(200));" }, code: app() },
    { name: 'remedy: a library', files, code: app().replace("import express", "import { createTerminus } from '@godaddy/terminus';\nimport express") },
    { name: 'unknown: an application that listens nowhere', files, code: app().replace('app.listen(3000);', 'export { app };') },
    { name: 'unknown: an application that is handed to what is not seen', files, code: app('run(app);\n').replace("import express", "import { run } from '@shop/platform';\nimport express") },
    { name: 'an application that serves nothing to clients', files, code: "import express from 'express';\nconst app = express();\napp.get('/metrics', (request, response) => response.send(''));\napp.listen(9100);" },
    { name: 'look-alike: a function called express', files, code: app().replace("import express from 'express';", 'const express = () => ({ get: (...all: unknown[]) => all, listen: (port: number) => port });') },
    { name: 'a test', files, filename: 'tests/app.test.ts', code: app() },
  ],
  invalid: [
    { name: 'nothing', files, code: app(), errors: [{ messageId: 'missing', line: 2, column: 13 }] },
    { name: 'Fastify, under another name', files: { 'package.json': '{ "name": "shop" }' }, code: "import zz0 from 'fastify';\nconst zz1 = zz0();\nzz1.get('/orders', async () => []);\nawait zz1.listen({ port: 3000 });", errors: [{ messageId: 'missing', line: 2, column: 13 }] },
    { name: 'listening in another file', files: { ...files, 'src/server.ts': "import { app } from './app';\napp.listen(3000);" }, filename: 'src/app.ts', code: "import express from 'express';\nexport const app = express();\napp.get('/orders', (request, response) => response.json([]));", errors: [{ messageId: 'missing', line: 2, column: 20 }] },
  ],
});
