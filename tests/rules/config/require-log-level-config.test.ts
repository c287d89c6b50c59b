import rule from '../../../src/rules/config/require-log-level-config.ts';
import { testRule } from '../test-rule.ts';

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: from the environment', code: "import pino from 'pino';\nexport const out = pino({ level: process.env.LOG_LEVEL ?? 'debug' });" },
    { name: 'remedy: from the configuration', code: "import winston from 'winston';\nimport { config } from './config';\nexport const out = winston.createLogger({ level: config.logLevel });" },
    { name: 'the environment decides', code: "import pino from 'pino';\nexport const out = pino({ level: isLocal ? 'debug' : 'info' });\nif (isLocal) out.level = 'trace';" },
    { name: 'a level that is fine', code: "import pino from 'pino';\nexport const out = pino({ level: 'info' });\nout.level = 'warn';" },
    { name: 'look-alike: a level of something else', code: "export const options = { level: 'debug' };\nexport const game = { level: '' };\ngame.level = 'debug';" },
    { name: 'a test', filename: 'tests/logger.test.ts', code: "import pino from 'pino';\nexport const out = pino({ level: 'debug' });" },
  ],

  invalid: [
    { name: 'pino', code: "import pino from 'pino';\nexport const out = pino({ level: 'debug' });", errors: [{ messageId: 'fixed', data: { text: "'debug'" }, line: 2, column: 34, endColumn: 41 }] },
    { name: 'winston, and one of its transports', code: "import winston from 'winston';\nexport const out = winston.createLogger({ level: 'silly', transports: [new winston.transports.Console({ level: 'verbose' })] });", errors: [{ messageId: 'fixed', data: { text: "'silly'" }, line: 2 }, { messageId: 'fixed', data: { text: "'verbose'" }, line: 2 }] },
    { name: 'Fastify', code: "import Fastify from 'fastify';\nexport const app = Fastify({ logger: { level: 'trace' } });", errors: [{ messageId: 'fixed', data: { text: "'trace'" }, line: 2 }] },
    { name: 'set afterwards', files: { 'output.ts': "import pino from 'pino';\nexport const out = pino();" }, code: "import { out } from './output';\nimport log from 'loglevel';\nout.level = 'debug';\nlog.setLevel('trace');", errors: [{ messageId: 'fixed', data: { text: "'debug'" }, line: 3 }, { messageId: 'fixed', data: { text: "'trace'" }, line: 4 }] },
  ],
});
