import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adapters } from '../../../src/models/sessions/adapters.ts';
import { weakStoresIn } from '../../../src/models/sessions/model.ts';
import { parseFile, projectFor } from '../../../src/project/project.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/models/sessions');
const project = projectFor(FOLDER);
const files = readdirSync(join(FOLDER, 'src')).sort().map((name) => {
  const file = parseFile(join(FOLDER, 'src', name), readFileSync(join(FOLDER, 'src', name), 'utf8'));
  if (!file) throw new Error(`does not parse: ${name}`);
  return { name, file, stores: weakStoresIn(file, project) };
});

describe('facts of the session fixtures', () => {
  it('all files', async () => {
    const lines = files.flatMap(({ name, file, stores }) => [`# ${name}`, ...stores.map((store) => `${String(file.lineOf(store.node)).padStart(3)} ${store.kind} of ${store.name} at ${file.textOf(store.node)}`), '']);
    await expect(lines.join('\n')).toMatchFileSnapshot('facts/sessions.txt');
  });

  it.each([...adapters])('$name is installed by a fixture', ({ packages }) => {
    expect(packages.filter((name) => !files.some(({ file }) => file.text.includes(`from '${name}'`)))).toEqual([]);
  });
});
