import rule from '../../../src/rules/logging/otel-init-first.ts';
import { testRule } from '../test-rule.ts';

const SETUP = "import { NodeSDK } from '@opentelemetry/sdk-node';\nimport { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';\nconst sdk = new NodeSDK({ instrumentations: [getNodeAutoInstrumentations()] });\nsdk.start();";
const PACKAGE = { 'package.json': '{ "name": "api", "dependencies": { "express": "5.1.0" }, "scripts": { "start": "node dist/server.js" } }' };

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: imported first', filename: 'src/server.ts', files: { ...PACKAGE, 'src/tracing.ts': SETUP }, code: "import './tracing';\nimport express from 'express';\nexport const app = express();" },
    { name: 'remedy: by a flag of Node', filename: 'src/server.ts', files: { 'package.json': '{ "name": "api", "scripts": { "start": "node --import ./dist/tracing.js dist/server.js" } }', 'src/tracing.ts': SETUP }, code: "import express from 'express';\nimport './tracing';\nexport const app = express();" },
    { name: 'what stands before it loads nothing that is patched', filename: 'src/server.ts', files: { ...PACKAGE, 'src/tracing.ts': SETUP, 'src/env.ts': 'export const port = 3000;' }, code: "import { port } from './env';\nimport './tracing';\nimport express from 'express';\nexport const app = express().listen(port);" },
    { name: 'look-alike: a file of that name that starts nothing', filename: 'src/server.ts', files: { ...PACKAGE, 'src/tracing.ts': "import { trace } from '@opentelemetry/api';\nexport const tracer = trace.getTracer('a');" }, code: "import express from 'express';\nimport { tracer } from './tracing';\nexport const app = express();\nexport { tracer };" },
    { name: 'a function that starts it is called later', filename: 'src/server.ts', files: { ...PACKAGE, 'src/tracing.ts': "import { NodeSDK } from '@opentelemetry/sdk-node';\nexport function start() { const sdk = new NodeSDK(); sdk.start(); }" }, code: "import express from 'express';\nimport { start } from './tracing';\nstart();\nexport const app = express();" },
    { name: 'types are not loaded', filename: 'src/server.ts', files: { ...PACKAGE, 'src/tracing.ts': SETUP }, code: "import type { Express } from 'express';\nimport './tracing';\nexport type App = Express;" },
    { name: 'unknown: the set-up is not found', filename: 'src/server.ts', files: PACKAGE, code: "import express from 'express';\nimport '@acme/tracing';\nexport const app = express();" },
  ],
  invalid: [
    { name: 'behind the framework', filename: 'src/server.ts', files: { ...PACKAGE, 'src/tracing.ts': SETUP }, code: "import express from 'express';\nimport './tracing';\nexport const app = express();", errors: [{ messageId: 'late', data: { module: 'express', way: '' }, line: 2, column: 1 }] },
    { name: 'behind a file that loads a client', filename: 'src/main.ts', files: { ...PACKAGE, 'src/instrumentation.ts': SETUP, 'src/db.ts': "import { Pool } from 'pg';\nexport const pool = new Pool();" }, code: "import { pool } from './db';\nimport './instrumentation';\nexport { pool };", errors: [{ messageId: 'late', data: { module: 'pg', way: " (by './db')" }, line: 2 }] },
    { name: 'the ready-made set-up', filename: 'src/server.ts', files: PACKAGE, code: "import fastify from 'fastify';\nimport '@opentelemetry/auto-instrumentations-node/register';\nexport const app = fastify();", errors: [{ messageId: 'late', line: 2 }] },
    { name: 'required behind imports', filename: 'src/server.js', files: { ...PACKAGE, 'src/otel.js': "const { registerInstrumentations } = require('@opentelemetry/instrumentation');\nregisterInstrumentations({ instrumentations: [] });" }, code: "const { createServer } = require('node:http');\nrequire('./otel');\ncreateServer().listen(3000);", errors: [{ messageId: 'late', data: { module: 'http', way: '' }, line: 2 }] },
  ],
});
