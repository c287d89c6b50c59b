import { describe, expect, it } from 'vitest';
import { matchesGlob } from '../../../src/models/layers/glob.ts';

describe('matchesGlob', () => {
  it.each([
    ['a folder and everything below it', 'src/dao/**', 'src/dao/a/b.ts', true],
    ['a folder without a wildcard', 'src/dao', 'src/dao/a.ts', true],
    ['a folder with a slash at its end', 'src/dao/', 'src/dao/a/b.ts', true],
    ['a leading ./', './src/*.ts', 'src/a.ts', true],
    ['one star stays in one name', 'src/*.ts', 'src/a/b.ts', false],
    ['two stars match no folder too', 'src/**/db.ts', 'src/db.ts', true],
    ['two stars at the start', '**/*.dao.ts', 'a/b/user.dao.ts', true],
    ['a question mark is one character', 'v?/x.ts', 'v12/x.ts', false],
    ['braces are choices', 'src/{dao,store}/*.{ts,js}', 'src/store/user.js', true],
    ['no choice matches', 'src/{dao,store}/*.ts', 'src/repo/user.ts', false],
    ['a dot is a dot', 'a.ts', 'abts', false],
    ['brackets of file routes are themselves', 'app/[id]/route.ts', 'app/[id]/route.ts', true],
    ['the whole path has to match', 'dao/**', 'src/dao/a.ts', false],
  ])('%s', (_, glob, path, expected) => {
    expect(matchesGlob(glob, path)).toBe(expected);
  });
});
