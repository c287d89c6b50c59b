import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adapters } from '../../../src/models/validation/adapters.ts';
import { factsOf } from './facts.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures/models/validation');
const folders = readdirSync(FIXTURES).sort();

describe('facts of the fixture of each library', () => {
  it.each(folders)('%s', async (folder) => {
    await expect(factsOf(join(FIXTURES, folder))).toMatchFileSnapshot(`facts/${folder}.txt`);
  });

  it('every library has a fixture', () => {
    expect(adapters.map(({ name }) => name).filter((name) => !folders.includes(name))).toEqual([]);
  });
});
