import rule from '../../../src/rules/logging/require-tracing.ts';
import { testRule } from '../test-rule.ts';

const APP = "import express from 'express';\nconst server = express();\nserver.get('/orders', (req, res) => res.json([]));\nserver.listen(3000);";
const depending = (name: string) => ({ 'package.json': JSON.stringify({ name: 'api', dependencies: { express: '5.1.0', [name]: '1.0.0' } }) });

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: a dependency', filename: 'src/app.ts', files: depending('@opentelemetry/sdk-node'), code: APP },
    { name: 'the agent of a vendor does both', filename: 'src/app.ts', files: depending('dd-trace'), code: APP },
    { name: 'a package of the workspace brings it', filename: 'apps/api/src/app.ts', files: { 'package.json': '{ "name": "root", "workspaces": ["apps/*", "packages/*"] }', 'apps/api/package.json': '{ "name": "api", "dependencies": { "express": "5.1.0", "@acme/telemetry": "1.0.0" } }', 'packages/telemetry/package.json': '{ "name": "@acme/telemetry", "dependencies": { "@opentelemetry/sdk-node": "1.0.0" } }' }, code: APP },
    { name: 'no application', filename: 'src/a.ts', files: depending('pg'), code: 'export const a = 1;' },
    { name: 'an application that answers probes only', filename: 'src/app.ts', files: depending('pg'), code: "import express from 'express';\nconst app = express();\napp.get('/healthz', (req, res) => res.send('ok'));\napp.listen(3000);" },
  ],
  invalid: [
    { name: 'nothing', filename: 'src/app.ts', files: depending('pg'), code: APP, errors: [{ messageId: 'missing', line: 2, column: 16 }] },
    { name: 'look-alike: a dependency for something else', filename: 'src/app.ts', files: depending('prom-client'), code: APP, errors: [{ messageId: 'missing', line: 2 }] },
  ],
});
