import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adapters } from '../../../src/models/jwt/adapters.ts';
import { purposeOf } from '../../../src/models/jwt/purpose.ts';
import { readingsOf } from '../../../src/models/jwt/readings.ts';
import { signingsOf } from '../../../src/models/jwt/signings.ts';
import type { Expiry, JwtLibrary } from '../../../src/models/jwt/types.ts';
import { parseFile, projectFor } from '../../../src/project/project.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/models/jwt');
const project = projectFor(FOLDER);
const files = readdirSync(join(FOLDER, 'src')).sort().map((name) => {
  const file = parseFile(join(FOLDER, 'src', name), readFileSync(join(FOLDER, 'src', name), 'utf8'));
  if (!file) throw new Error(`does not parse: ${name}`);
  return { name, file, signings: signingsOf(file, project), readings: readingsOf(file, project) };
});
/** Libraries that are not among the packages of the fixtures; the tests of the rules write calls of them. */
const NOT_INSTALLED = new Set(['express-jwt', 'passport-jwt', 'jwt-decode']);
const libraries: readonly JwtLibrary[] = adapters.filter(({ name }) => !NOT_INSTALLED.has(name));

describe('facts of the token fixtures', () => {
  it('all files', async () => {
    const lines = files.flatMap(({ name, file, signings, readings }) => [
      `# ${name}`,
      ...signings.map((s) => `${String(file.lineOf(s.call)).padStart(3)} ${s.library} signs ${file.textOf(s.payload)}: ${expiry(s.expiry)}, ${purposeOf(s, project) ?? 'any use'}${s.readable ? '' : ', encrypted'}${s.node === s.call ? '' : `, told at line ${file.lineOf(s.node)}`}`),
      ...readings.map((r) => `${String(file.lineOf(r.node)).padStart(3)} ${r.library} ${r.kind} ${r.token ? file.textOf(r.token) : 'the token of the request'} by ${r.name}`),
      '',
    ]);
    await expect(lines.join('\n')).toMatchFileSnapshot('facts/jwt.txt');
  });
});

describe('what the adapters name', () => {
  const seen = new Set(files.flatMap(({ signings, readings }) => [...signings.map((s) => `${s.library} signs`), ...readings.map((r) => `${r.library} ${r.kind}`)]));
  const texts = files.map(({ file }) => file.text).join('\n');

  it.each(libraries)('$name: every package is imported by a fixture', ({ packages }) => {
    expect(packages.filter((name) => !texts.includes(`from '${name}'`))).toEqual([]);
  });

  it.each(libraries)('$name: signs, verifies and decodes', ({ name }) => {
    expect(['signs', 'verifies', 'decodes'].filter((kind) => !seen.has(`${name} ${kind}`))).toEqual([]);
  });
});

function expiry(of: Expiry): string {
  if (of.kind === 'lifetime') return `${of.seconds} seconds, as ${basename(of.at.file.path)} says by ${of.at.file.textOf(of.at.node)}`;
  return of.kind === 'milliseconds' ? 'an end in milliseconds' : of.kind === 'none' ? 'no end' : of.kind === 'set' ? 'some end' : 'unknown';
}
