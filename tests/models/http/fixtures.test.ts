import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adapters } from '../../../src/models/http/adapters.ts';
import { projectFor } from '../../../src/project/project.ts';
import { factsOf } from './facts.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures/models/http');

function filesBelow(folder: string): string[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((name) => {
      const path = join(folder, name);
      if (name === 'node_modules') return [];
      if (statSync(path).isDirectory()) return filesBelow(path);
      return /\.[cm]?[jt]sx?$/.test(name) ? [path] : [];
    });
}

describe('the facts of each framework’s fixture', () => {
  const folders = readdirSync(FIXTURES).toSorted();

  it('there is a fixture for each adapter', () => {
    const shown = new Map([
      ['express', 'express5'],
      ['react-router', 'remix'],
      ['signature', 'commonjs'],
    ]);
    expect(adapters.map(({ name }) => shown.get(name) ?? name).filter((name) => !folders.includes(name))).toEqual([]);
  });

  it.each(folders)('%s', async (folder) => {
    const root = join(FIXTURES, folder);
    const project = projectFor(root);
    const lines = filesBelow(root).flatMap((path) => {
      const file = project.file(path);
      const facts = file ? factsOf(file, project, root) : ['cannot be read'];
      return facts.length > 0 ? [relative(root, path), ...facts.map((fact) => `  ${fact}`)] : [];
    });
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`facts/${folder}.txt`);
  });
});
