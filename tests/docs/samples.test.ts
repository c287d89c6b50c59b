import { describe, expect, it } from 'vitest';
import { samplesOf } from './samples.ts';

const fence = '```';
const page = `# backend/some-rule

${fence}ts
outside();
${fence}

## Incorrect

### With a file name

${fence}ts src/routes/users.ts
first();
${fence}

${fence}ts
// settings: {"dialect":"mysql"}
// file: src/db.ts
export const db = 1;
// file: src/users.ts
import { db } from './db.ts';
${fence}

## Correct

${fence}js
third();
${fence}

${fence}sh
npm test
${fence}
`;

describe('samples of a page', () => {
  it('stand below Incorrect and Correct, and are code', () => {
    expect(samplesOf(page).map(({ kind }) => kind)).toEqual(['incorrect', 'incorrect', 'correct']);
  });

  it('are named by the words after the language, or by default', () => {
    expect(samplesOf(page)[0]?.files).toEqual([{ path: 'src/routes/users.ts', text: 'first();\n' }]);
    expect(samplesOf(page)[2]?.files).toEqual([{ path: 'src/sample.js', text: 'third();\n' }]);
  });

  it('may be several files, with settings', () => {
    expect(samplesOf(page)[1]).toMatchObject({
      settings: { dialect: 'mysql' },
      files: [
        { path: 'src/db.ts', text: 'export const db = 1;\n' },
        { path: 'src/users.ts', text: "import { db } from './db.ts';\n" },
      ],
    });
  });
});
