import rule from '../../../src/rules/logging/log-level-match.ts';
import { testRule } from '../test-rule.ts';

const PINO = "import pino from 'pino';\nconst out = pino();\n";
const caught = (body: string): string => `${PINO}export async function f() { try { await work(); } catch (e) { ${body} } }`;

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: at error, or at warn where it goes on', code: caught("out.error(e, 'failed'); out.warn({ err: e }, 'failed');") },
    { name: 'a fallback that keeps the error to itself', code: caught("out.info('not cached'); return null;") },
    { name: 'an error that is known', code: caught("if (e.code === 'ENOENT') { out.debug(e, 'no file'); return; } out.error(e);") },
    { name: 'thrown on, so that somebody else logs it', code: caught("out.debug(e, 'failed'); throw e;") },
    { name: 'given back to the caller', code: caught("out.debug(e, 'failed'); return e;") },
    { name: 'handed on through a deferred', code: caught("deferred.reject(e); out.debug(e, 'failed');") },
    { name: 'cleaning up', code: `${PINO}export async function f(pool) { try { await pool.end(); } catch (e) { out.debug(e, 'not closed'); } try { await work(); } catch (e) { out.error(e); try { await work(); } catch (again) { out.debug(again); } } }` },
    { name: 'for developers', code: caught('if (settings.debug) out.debug(e);') },
    { name: 'the code of an error', code: caught('out.info({ code: e.code });') },
    { name: 'look-alike: a value that is called error', code: `${PINO}export const f = (error: string) => out.info({ error });` },
    { name: 'the console and debug have no levels that anybody filters by', code: "import debug from 'debug';\nconst log = debug('x');\nexport async function f() { try { await work(); } catch (e) { console.log(e); log(e); } }" },
    { name: 'a success at info, and failures at error', code: `${PINO}export function f() { out.info('import completed'); out.error('not started'); out.error('successful charge without an order'); out.error('connected twice, expected once'); }` },
    { name: 'a success in a catch is none', code: caught("out.error('completed');") },
    { name: 'unknown: a text that is not constant', code: `${PINO}export const f = (x: string) => out.error(x);` },
  ],

  invalid: [
    { name: 'a deferred that is given something else', code: caught("out.debug(e, 'failed'); deferred.reject(new Error('x'));"), errors: [{ messageId: 'quiet', data: { level: 'debug' }, line: 3, suggestions: [{ messageId: 'setLevel', data: { level: 'error' }, output: caught("out.error(e, 'failed'); deferred.reject(new Error('x'));") }] }] },
    { name: 'an error at info', code: caught("out.info(e, 'failed');"), errors: [{ messageId: 'quiet', data: { level: 'info' }, line: 3, column: 67, endColumn: 71, suggestions: [{ messageId: 'setLevel', data: { level: 'error' }, output: caught("out.error(e, 'failed');") }] }] },
    { name: 'a logger that is called console', code: "import pino from 'pino';\nconst console = pino();\nexport async function f() { try { await work(); } catch (e) { console.info(e, 'failed'); } }", errors: [{ messageId: 'quiet', line: 3, suggestions: [{ messageId: 'setLevel', data: { level: 'error' }, output: "import pino from 'pino';\nconst console = pino();\nexport async function f() { try { await work(); } catch (e) { console.error(e, 'failed'); } }" }] }] },
    { name: 'an error among the fields, at debug', code: caught('out.debug({ id: 1, err: e });'), errors: [{ messageId: 'quiet', data: { level: 'debug' }, line: 3, suggestions: [{ messageId: 'setLevel', data: { level: 'error' }, output: caught('out.error({ id: 1, err: e });') }] }] },
    { name: 'its message in the text', code: caught('out.info(`failed: ${e.message}`);'), errors: [{ messageId: 'quiet', data: { level: 'info' }, line: 3, suggestions: [{ messageId: 'setLevel', data: { level: 'error' }, output: caught('out.error(`failed: ${e.message}`);') }] }] },
    {
      name: 'a promise that was rejected, with winston',
      code: "import winston from 'winston';\nexport const f = () => work().catch((why) => winston.log('info', 'failed', why));",
      errors: [{ messageId: 'quiet', data: { level: 'info' }, line: 2 }],
    },
    {
      name: 'Nest',
      filename: 'src/a.service.ts',
      code: "import { Injectable, Logger } from '@nestjs/common';\n@Injectable()\nexport class A { private readonly out = new Logger('A'); async f() { try { await work(); this.out.error('import completed successfully'); } catch (e) { this.out.log(e); } } }",
      errors: [
        { messageId: 'loud', data: { level: 'error' }, line: 3, suggestions: [{ messageId: 'setLevel', data: { level: 'log' }, output: "import { Injectable, Logger } from '@nestjs/common';\n@Injectable()\nexport class A { private readonly out = new Logger('A'); async f() { try { await work(); this.out.log('import completed successfully'); } catch (e) { this.out.log(e); } } }" }] },
        { messageId: 'quiet', data: { level: 'log' }, line: 3, suggestions: [{ messageId: 'setLevel', data: { level: 'error' }, output: "import { Injectable, Logger } from '@nestjs/common';\n@Injectable()\nexport class A { private readonly out = new Logger('A'); async f() { try { await work(); this.out.error('import completed successfully'); } catch (e) { this.out.error(e); } } }" }] },
      ],
    },
    { name: 'a success at error', code: `${PINO}export function f() { out.error('connected to the database'); }`, errors: [{ messageId: 'loud', data: { level: 'error' }, line: 3, suggestions: [{ messageId: 'setLevel', data: { level: 'info' }, output: `${PINO}export function f() { out.info('connected to the database'); }` }] }] },
  ],
});
