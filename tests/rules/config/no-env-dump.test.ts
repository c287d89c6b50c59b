import rule from '../../../src/rules/config/no-env-dump.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const SILENT: readonly (readonly [name: string, code: string])[] = [
  ['one variable', 'console.log(process.env.PORT);'],
  ['the names only', 'console.log(Object.keys(process.env));'],
  ['for a child process', "import { spawn } from 'node:child_process';\nspawn('ls', { env: { ...process.env, PATH: '/bin' } });"],
  ['a validation', "import { z } from 'zod';\nexport const env = z.object({ PORT: z.string() }).parse(process.env);"],
  ['what is picked from it', "import { pick } from 'lodash';\nconsole.log(pick(process.env, ['PORT']));"],
  ['a function of the project may pick', "import { shown } from './shown.ts';\nconsole.log(shown(process.env));"],
  ['by name', 'console.log({ env: process.env.NODE_ENV, name: process.env["APP"] });'],
  ['outside production', "if (process.env.NODE_ENV === 'development') console.log(process.env);"],
  ['look-alike: another object', "const process = { env: { port: 1 } };\nconsole.log(process.env);"],
  ['unknown: a logger nobody knows', 'export const start = (logger) => logger.info(process.env);'],
  ['one definition of a bundle', "export default { define: { 'process.env.MODE': JSON.stringify(process.env.MODE) } };"],
];

testRule(import.meta, rule, {
  valid: [...SILENT.map(([name, code]): Case => ({ name, code })), { name: 'a test', filename: 'src/a.test.ts', code: 'console.log(process.env);' }],
  invalid: [
    { name: 'a console', code: 'console.log(process.env);', errors: [{ messageId: 'log', line: 1, column: 13, endColumn: 24 }] },
    { name: 'a logger, in an object', code: "import pino from 'pino';\nconst logger = pino();\nlogger.info({ env: process.env }, 'started');", errors: [{ messageId: 'log', line: 3, column: 20 }] },
    { name: 'as a text', code: "import { Logger } from '@nestjs/common';\nconst told = new Logger('Main');\ntold.debug(`Environment: ${JSON.stringify(process.env)}`);", errors: [{ messageId: 'log', line: 3, column: 43 }] },
    { name: 'imported', code: "import { env } from 'node:process';\nconsole.error('no database', env);", errors: [{ messageId: 'log', line: 2, column: 30 }] },
    { name: 'spread', code: 'console.log({ ...process.env });', errors: [{ messageId: 'log', line: 1, column: 18 }] },
    { name: 'a logger of the settings', code: "import { journal } from './journal.ts';\njournal.info(process.env);", files: { 'journal.ts': 'export const journal = makeJournal();' }, settings: { loggers: ['journal'] }, errors: [{ messageId: 'log', line: 2, column: 14 }] },
    { name: 'an answer', code: "import express from 'express';\nconst app = express();\napp.get('/debug', (ask, answer) => { answer.json({ env: process.env }); });", errors: [{ messageId: 'answer', line: 3, column: 57 }] },
    { name: 'an answer that is returned', code: "import { Hono } from 'hono';\nconst app = new Hono();\napp.get('/debug', (c) => c.json(process.env));", errors: [{ messageId: 'answer', line: 3, column: 33 }] },
    { name: 'a bundle', filename: 'vite.config.ts', code: "export default { define: { 'process.env': process.env } };", errors: [{ messageId: 'bundle', line: 1, column: 43 }] },
  ],
});
