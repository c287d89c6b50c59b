import { expect, test } from 'vitest';
import { isTestBelow, testMarkOf } from '../../src/project/test-files.ts';

test.each([
  ['src/users.test.ts', 'file name', 'users.test.ts'],
  ['src/users.spec.mjs', 'file name', 'users.spec.mjs'],
  ['src/users.e2e-spec.ts', 'file name', 'users.e2e-spec.ts'],
  ['src/login.cy.js', 'file name', 'login.cy.js'],
  ['src/users_test.js', 'file name', 'users_test.js'],
  ['src/presto/test.js', 'file name', 'test.js'],
  ['vitest.setup.ts', 'file name', 'vitest.setup.ts'],
  ['src/__tests__/users.ts', 'folder', '__tests__/'],
  ['e2e/users.ts', 'folder', 'e2e/'],
  ['cypress/support/index.js', 'folder', 'cypress/'],
  ['spec/users.js', 'folder', 'spec/'],
])('%s is a test', (path, kind, name) => {
  expect(testMarkOf(path)).toEqual({ kind, name });
});

test.each(['src/users.ts', 'src/latest.ts', 'src/contest.js', 'src/testimonials/index.ts', 'src/inspect.ts', 'src/specials.ts', 'src/test-results.ts'])('%s is none', (path) => {
  expect(testMarkOf(path)).toBeNull();
});

test('what lies above a package says nothing about its files', () => {
  expect(isTestBelow('/home/tests/app', '/home/tests/app/src/users.ts')).toBe(false);
  expect(isTestBelow('/home/app', '/home/app/tests/users.ts')).toBe(true);
});
