import rule from '../../../src/rules/logging/no-pretty-log-in-production.ts';
import { testRule } from '../test-rule.ts';

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: in development only', code: "import pino from 'pino';\nexport const out = pino({ transport: process.env.NODE_ENV === 'production' ? undefined : { target: 'pino-pretty' } });" },
    { name: 'remedy: spread on a condition', code: "import pino from 'pino';\nexport const out = pino({ level: 'info', ...(isLocal && { transport: { target: 'pino-pretty' } }) });" },
    { name: 'remedy: JSON', code: "import pino from 'pino';\nimport winston from 'winston';\nexport const a = pino();\nexport const b = winston.createLogger({ format: winston.format.json(), transports: [new winston.transports.Console()] });" },
    { name: 'a table by environment', code: "import Fastify from 'fastify';\nconst loggers = { development: { transport: { target: 'pino-pretty' } }, production: true };\nexport const app = Fastify({ logger: loggers[process.env.NODE_ENV] });" },
    { name: 'added on a condition', code: "import winston from 'winston';\nexport const log = winston.createLogger({ transports: [] });\nif (process.env.NODE_ENV !== 'production') log.add(new winston.transports.Console({ format: winston.format.combine(winston.format.colorize(), winston.format.simple()) }));" },
    { name: 'a function that asks the environment', code: "import pino from 'pino';\nexport function make() { if (process.env.NODE_ENV === 'production') return pino(); return pino({ transport: { target: 'pino-pretty' } }); }" },
    { name: 'remedy: a stream that is made on a condition', code: "import pino from 'pino';\nimport pretty from 'pino-pretty';\nconst zz0 = process.env.LOCAL ? pretty() : undefined;\nexport const out = pino({}, zz0);" },
    { name: 'look-alike: another stream with a name', code: "import pino from 'pino';\nimport { pretty } from './pretty';\nconst zz0 = pretty();\nexport const out = pino({}, zz0);" },
    { name: 'off', code: "import pino from 'pino';\nexport const out = pino({ prettyPrint: false });" },
    { name: 'look-alike: options of something else', code: "export const options = { transport: { target: 'pino-pretty' } };" },
    { name: 'a test', filename: 'tests/logger.test.ts', code: "import pino from 'pino';\nexport const out = pino({ transport: { target: 'pino-pretty' } });" },
  ],

  invalid: [
    { name: 'a transport', code: "import pino from 'pino';\nexport const out = pino({ transport: { target: 'pino-pretty', options: { colorize: true } } });", errors: [{ messageId: 'pretty', data: { text: "'pino-pretty'" }, line: 2, column: 48 }] },
    { name: 'of Fastify', code: "import Fastify from 'fastify';\nexport const app = Fastify({ logger: { transport: { target: 'pino-pretty' } } });", errors: [{ messageId: 'pretty', data: { text: "'pino-pretty'" }, line: 2 }] },
    { name: 'a stream', code: "import pino from 'pino';\nimport pretty from 'pino-pretty';\nexport const out = pino(pretty({ sync: true }));", errors: [{ messageId: 'pretty', data: { text: 'pretty({ sync: true })' }, line: 3 }] },
    { name: 'a stream that has a name', code: "import pino from 'pino';\nimport pretty from 'pino-pretty';\nconst zz0 = pretty({ sync: true });\nexport const out = pino({ level: 'info' }, zz0);", errors: [{ messageId: 'pretty', data: { text: 'zz0' }, line: 4, column: 44 }] },
    { name: 'a format of winston', code: "import { createLogger, format, transports } from 'winston';\nexport const out = createLogger({ format: format.combine(format.colorize(), format.simple()), transports: [new transports.Console()] });", errors: [{ messageId: 'pretty', data: { text: 'format.colorize()' }, line: 2 }] },
    { name: 'an old option', code: "const pino = require('pino');\nmodule.exports = pino({ prettyPrint: true });", errors: [{ messageId: 'pretty', data: { text: 'prettyPrint: true' }, line: 2 }] },
  ],
});
