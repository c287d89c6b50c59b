import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { adapters } from '../../../src/models/blocking/adapters.ts';
import { blockingCalls } from '../../../src/models/blocking/model.ts';
import type { BlockingCall } from '../../../src/models/blocking/types.ts';
import { parseFile, projectFor } from '../../../src/project/project.ts';

const root = mkdtempSync(join(realpathSync(tmpdir()), 'backend-blocking-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function callsIn(text: string): readonly BlockingCall[] {
  const file = parseFile(join(root, 'main.ts'), text);
  if (!file) throw new Error('cannot parse');
  return blockingCalls(file, projectFor(root));
}

describe('blockingCalls', () => {
  it.each([
    ['a namespace', "import * as fs from 'node:fs'; fs.readFileSync('a');", 'fs.readFileSync', 'file'],
    ['a default import', "import fs from 'fs'; fs.existsSync('a');", 'fs.existsSync', 'file'],
    ['a renamed import', "import { statSync as look } from 'node:fs'; look('a');", 'fs.statSync', 'file'],
    ['a required module', "require('fs').readdirSync('a');", 'fs.readdirSync', 'file'],
    ['a destructured module', "const { writeFileSync: put } = require('node:fs'); put('a', 'b');", 'fs.writeFileSync', 'file'],
    ['a destructured import', "import fs from 'fs'; const { rmSync } = fs; rmSync('a');", 'fs.rmSync', 'file'],
    ['an alias', "import fs from 'fs'; const read = fs.readFileSync; read('a');", 'fs.readFileSync', 'file'],
    ['compiled code', "var fs_1 = __importDefault(require('fs')); (0, fs_1.default.readFileSync)('a');", 'fs.readFileSync', 'file'],
    ['a drop-in', "import fs from 'graceful-fs'; fs.readFileSync('a');", 'fs.readFileSync', 'file'],
    ['fs-extra', "import fse from 'fs-extra'; fse.readJsonSync('a');", 'fs.readJsonSync', 'file'],
    ['a child process', "import { execFileSync } from 'child_process'; execFileSync('ls');", 'execFileSync', 'process'],
    ['cross-spawn', "import spawn from 'cross-spawn'; spawn.sync('ls');", 'spawn.sync', 'process'],
    ['execa', "import { execaSync } from 'execa'; execaSync('ls');", 'execaSync', 'process'],
    ['execa before 6', "const execa = require('execa'); execa.sync('ls');", 'execa.sync', 'process'],
    ['shelljs', "import shell from 'shelljs'; shell.exec('ls');", 'shell.exec', 'process'],
    ['a key pair', "import { generateKeyPairSync } from 'crypto'; generateKeyPairSync('rsa', {});", 'crypto.generateKeyPairSync', 'crypto'],
    ['key derivation', "import crypto from 'crypto'; crypto.pbkdf2Sync('p', 's', 1e5, 32, 'sha256');", 'crypto.pbkdf2Sync', 'password-hash'],
    ['bcrypt', "import bcrypt from 'bcrypt'; bcrypt.hashSync('p', bcrypt.genSaltSync(10));", 'bcrypt.hashSync', 'password-hash'],
    ['bcryptjs', "import { compareSync } from 'bcryptjs'; compareSync('p', 'h');", 'bcrypt.compareSync', 'password-hash'],
    ['argon2', "import { verifySync } from '@node-rs/argon2'; verifySync('h', 'p');", 'argon2.verifySync', 'password-hash'],
    ['hashes in JavaScript', "import { scrypt } from '@noble/hashes/scrypt'; scrypt('p', 's', { N: 2 ** 16 });", 'scrypt', 'password-hash'],
    ['compression', "import zlib from 'node:zlib'; zlib.gzipSync('a');", 'zlib.gzipSync', 'compression'],
    ['a question', "import rl from 'readline-sync'; rl.question('name?');", 'readlineSync.question', 'terminal'],
    ['a lock', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);', 'Atomics.wait', 'wait'],
  ])('%s', (_, text, name, kind) => {
    expect(callsIn(text).map((call) => [call.name, call.kind])).toEqual([[name, kind]]);
  });

  it.each([
    ['a name that ends in Sync', "import { Effect } from 'effect'; Effect.runSync(1); wasSync(); this.readFileSync('a');"],
    ['an own object', "const fs = { readFileSync() {} }; fs.readFileSync('a');"],
    ['a shadowed import', "import fs from 'fs'; function f(fs) { return fs.readFileSync('a'); }"],
    ['a virtual file system', "import { vol } from 'memfs'; vol.readFileSync('a');"],
    ['the promise API', "import { readFile } from 'node:fs/promises'; await readFile('a');"],
    ['a callback', "import { scrypt, pbkdf2 } from 'crypto'; scrypt('p', 's', 32, () => {}); pbkdf2('p', 's', 1, 32, 'sha256', () => {});"],
    ['random bytes and plain hashes', "import crypto from 'crypto'; crypto.randomBytes(16); crypto.createHash('sha256').update('a').digest();"],
    ['bcrypt’s promise', "import bcrypt from 'bcrypt'; await bcrypt.hash('p', 10); bcrypt.genSaltSync(10);"],
    ['argon2’s promise', "import argon2 from 'argon2'; await argon2.hash('p');"],
    ['a shell command with a callback', "import shell from 'shelljs'; shell.exec('ls', () => {}); shell.exec('ls', { async: true });"],
    ['a synchronous SQLite client', "import Database from 'better-sqlite3'; new Database('a').prepare('SELECT 1').get();"],
    ['a token signed', "import jwt from 'jsonwebtoken'; jwt.sign({}, 'k'); jwt.verify('t', 'k');"],
    ['handed on, not called', "import { readFileSync } from 'fs'; export const read = readFileSync;"],
    ['unknown: no import at all', 'readFileSync("a"); fs.readFileSync("a");'],
  ])('silent: %s', (_, text) => {
    expect(callsIn(text)).toEqual([]);
  });

  it('through a file of the project', () => {
    writeFileSync(join(root, 'files.ts'), "export { readFileSync } from 'node:fs'; export default { readFileSync() {} };");
    expect(callsIn("import { readFileSync as read } from './files'; read('a');").map((call) => call.name)).toEqual(['fs.readFileSync']);
    expect(callsIn("import files from './files'; files.readFileSync('a');")).toEqual([]);
  });

  it.each([
    ['the same object', "import fs from 'fs'; fs.readFileSync('a');", 'fs.promises.readFile'],
    ['promises imported by name', "import { readFileSync, promises } from 'node:fs'; readFileSync('a');", 'promises.readFile'],
    ['the promise module beside it', "import { readFileSync } from 'fs'; import fsp from 'node:fs/promises'; readFileSync('a');", 'fsp.readFile'],
    ['the promise itself beside it', "import { readFileSync } from 'fs'; import { readFile as read } from 'fs/promises'; readFileSync('a');", 'read'],
    ['bcrypt', "import * as b from 'bcrypt'; b.compareSync('a', 'b');", 'b.compare'],
    ['bcrypt by name', "import { hashSync, hash } from 'bcryptjs'; hashSync('a', 10);", 'hash'],
    ['no name for it', "import { readFileSync } from 'fs'; readFileSync('a');", null],
    ['another library of the same shape beside it', "import { hashSync } from 'bcrypt-ts'; import bcrypt from 'bcrypt'; hashSync('a', 10);", null],
    ['a smaller module of the library beside it', "import { readFileSync } from 'fs-extra'; import fse from 'fs-extra/esm'; readFileSync('a');", null],
    ['another result', "import fs from 'fs'; fs.statSync('a', { throwIfNoEntry: false });", null],
    ['no promise form', "import fs from 'fs'; fs.existsSync('a');", null],
    ['spread arguments', "import fs from 'fs'; fs.readFileSync(...args);", null],
  ])('the awaited form, %s', (_, text, expected) => {
    expect(callsIn(text)[0]?.promised?.text ?? null).toBe(expected);
    expect(callsIn(text)).toHaveLength(1);
  });

  it('every adapter says what to use instead', () => {
    expect(adapters.length).toBeGreaterThan(12);
    expect(adapters.flatMap(({ calls }) => calls.filter(({ instead, name }) => instead === '' || name === ''))).toEqual([]);
  });
});
