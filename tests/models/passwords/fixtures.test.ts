import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashCall } from '../../../src/models/passwords/calls.ts';
import type { HashCall } from '../../../src/models/passwords/types.ts';
import { parseFile, projectFor } from '../../../src/project/project.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/models/passwords');
const project = projectFor(FOLDER);

/** The type check of the fixtures proves that what they call exists; the facts are what the adapters make of it. */
describe('facts of the password fixtures', () => {
  it.each(readdirSync(join(FOLDER, 'src')).sort())('%s', async (name) => {
    const file = parseFile(join(FOLDER, 'src', name), readFileSync(join(FOLDER, 'src', name), 'utf8'));
    if (!file) throw new Error(`does not parse: ${name}`);
    const calls = file.nodes('CallExpression').flatMap((node) => hashCall(file, node, project) ?? []);
    await expect(`${calls.map(printed).join('\n')}\n`).toMatchFileSnapshot(`facts/${name.replace('.ts', '')}.txt`);
  });
});

function printed({ node, file, form, hashed, algorithm, through }: HashCall): string {
  const what = hashed.map((part) => file.textOf(part)).join(', ');
  return `${String(file.lineOf(node)).padStart(3)} ${form.kind.padEnd(6)} ${form.name}, ${algorithm}${what === '' ? '' : ` of ${what}`}${through === null ? '' : ` in ${through}()`}`;
}
