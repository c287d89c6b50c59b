import { expect, it } from 'vitest';
import { groupedBy } from '../../src/core/groups.ts';

it('groups keep the order of keys and members, and leave out what has no key', () => {
  const groups = groupedBy(['ab', 'c', 'de', '', 'f'], (text) => text.length || null);
  expect([...groups]).toEqual([[2, ['ab', 'de']], [1, ['c', 'f']]]);
});
