import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Settings } from '../../../src/core/settings.ts';
import { logCallsIn } from '../../../src/models/logging/model.ts';
import { parseFile, projectFor } from '../../../src/project/project.ts';

const root = mkdtempSync(join(realpathSync(tmpdir()), 'backend-logging-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;

/** The calls of a text that log: level, library, and whether the logger is the request's. */
function logged(text: string, files: Readonly<Record<string, string>> = {}, settings: Settings = {}): string[] {
  const folder = join(root, String(++count));
  for (const [path, content] of Object.entries({ 'package.json': '{ "name": "p" }', 'main.ts': text, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const file = parseFile(join(folder, 'main.ts'), text);
  if (!file) throw new Error('the case does not parse');
  return logCallsIn(file, projectFor(folder), settings).map(({ level, library, ofRequest }) => `${level} ${library}${ofRequest ? ' request' : ''}`);
}

describe('packages without a typed fixture', () => {
  it.each([
    ["import consola from 'consola'; consola.success('x'); consola.withTag('a').fatal('x');", ['info consola', 'fatal consola']],
    ["import { createConsola } from 'consola'; const c = createConsola({}); c.trace('x');", ['trace consola']],
    ["const log4js = require('log4js'); const l = log4js.getLogger('a'); l.mark('x'); l.log('warn', 'x');", ['info log4js', 'warn log4js']],
    ["import type { Logger } from 'log4js'; export const f = (l: Logger) => l.fatal('x');", ['fatal log4js']],
    ["import log from 'loglevel'; log.warn('x'); log.getLogger('a').error('x');", ['warn loglevel', 'error loglevel']],
    ["import debug from 'debug'; const log = debug('a'); log('x'); const more = log.extend('b'); more('y');", ['debug debug', 'debug debug']],
    ["import { Logger } from '@aws-lambda-powertools/logger'; const l = new Logger(); l.critical('x');", ['fatal powertools']],
    ["import { PinoLogger } from 'nestjs-pino'; class A { constructor(private readonly l: PinoLogger) {} f() { this.l.warn({ a: 1 }, 'x'); } }", ['warn pino']],
  ])('%s', (text, expected) => {
    expect(logged(text)).toEqual(expected);
  });
});

describe('loggers of requests', () => {
  const handler = "import express from 'express'; const app = express(); app.get('/', (req, res) => { req.log.info('x'); res.end(); });";

  it('of a middleware that the package depends on', () => {
    expect(logged(handler, { 'package.json': '{ "name": "p", "dependencies": { "pino-http": "11.0.0" } }' })).toEqual(['info pino request']);
  });
  it('of nothing that is installed', () => {
    expect(logged(handler)).toEqual([]);
  });
  it('of Hono', () => {
    const text = "import { Hono } from 'hono'; const app = new Hono(); app.get('/', (c) => { c.get('logger').warn('x'); c.var.logger.error('x'); return c.text(''); });";
    expect(logged(text, { 'package.json': '{ "name": "p", "dependencies": { "hono-pino": "0.10.0" } }' })).toEqual(['warn pino request', 'error pino request']);
  });
  it('made for it by a function', () => {
    expect(logged("import pino from 'pino'; const root = pino(); export function f(id: string) { const log = root.child({ id }); log.info('x'); root.info('y'); }")).toEqual(['info pino request', 'info pino']);
  });
});

describe('loggers of the project', () => {
  it('exported by another file, through a barrel', () => {
    expect(logged("import { output } from './lib'; output.info('x');", { 'lib/index.ts': "export * from './made';", 'lib/made.ts': "import winston from 'winston'; export const output = winston.createLogger();" })).toEqual(['info winston']);
  });
  it('given by a function', () => {
    expect(logged("import { getOutput } from './made'; const o = getOutput('x'); o.error('x');", { 'made.ts': "import pino from 'pino'; const root = pino(); export function getOutput(name: string) { return root.child({ name }); }" })).toEqual(['error pino request']);
  });
  it('of a type that can log', () => {
    expect(logged("import type { Output } from './types'; export class A { private out: Output; constructor({ make }: { make(n: string): Output }) { this.out = make('a'); } f() { this.out.fatal('x'); } }", { 'types.ts': 'export interface Output { debug(m: unknown): void; info(m: unknown): void; warn(m: unknown): void; error(m: unknown): void; fatal(m: unknown): void; }' })).toEqual(['fatal own']);
  });
  it('written as an object or a class', () => {
    expect(logged("const o = { info(x: string) {}, warn(x: string) {}, error(x: string) {} }; o.warn('x'); class C { debug() {} warn() {} error() {} } new C().debug();")).toEqual(['warn own', 'debug own']);
  });
  it('named by the settings', () => {
    expect(logged("import { audit } from 'acme'; audit.info('x');", {}, { loggers: ['acme#audit'] })).toEqual(['info own']);
  });
});

describe('no logger', () => {
  it.each([
    ['something that shows messages', "import { toast } from 'sonner'; toast.error('x'); const o = { success() {}, error() {} }; o.error();"],
    ['a stream and an observer', "export function f(s: { error(e: unknown): void }, o: any) { s.error(1); o.error(2); o.info(3); }"],
    ['a local console', "const console = { log(x: string) {} }; console.log('x');"],
    ['a class of a package that nothing is known of', "import { Client } from 'some-client'; const c = new Client(); c.error('x'); c.warn('x'); c.info('x');"],
    ['what the console has besides', "console.assert(true); console.time('x'); console.count();"],
  ])('%s', (_, text) => {
    expect(logged(text)).toEqual([]);
  });
});
