import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adapters } from '../../../src/models/sql/adapters.ts';
import { factsOf } from './facts.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures/models/sql');
const clients = readdirSync(FIXTURES).sort();

describe('facts of the fixture of each client', () => {
  it.each(clients)('%s', async (client) => {
    await expect(factsOf(join(FIXTURES, client))).toMatchFileSnapshot(`facts/${client}.txt`);
  });

  it('every adapter has a fixture, or its tags are tested by hand', () => {
    const without = adapters.map((a) => a.name).filter((name) => !clients.includes(name));
    expect(without).toEqual(['sql-template-tag']);
  });
});
