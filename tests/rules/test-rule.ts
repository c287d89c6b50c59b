import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { RuleTester } from '@typescript-eslint/rule-tester';
import type { InvalidTestCase, SuggestionOutput, ValidTestCase } from '@typescript-eslint/rule-tester';
import type { RuleModule } from '@typescript-eslint/utils/ts-eslint';
import * as espree from 'espree';
import { afterAll, describe, it } from 'vitest';
import type { BackendRule } from '../../src/core/create-rule.ts';
import type { Settings } from '../../src/core/settings.ts';
import { prismaLanguage } from '../../src/languages/prisma/language.ts';
import { sqlLanguage } from '../../src/languages/sql/language.ts';

export interface Case {
  /** Why the case is there. */
  readonly name: string;
  /** The linted code; common indentation and the blank first and last line are taken off. */
  readonly code: string;
  /** Path of the linted file inside the case's own project; `.sql` is linted as SQL, `.prisma` as a Prisma schema. Default: `file.ts`, `file.js` with espree. */
  readonly filename?: string;
  /** More files of the project: path to text. They are written to a folder of the case's own. */
  readonly files?: Readonly<Record<string, string>>;
  readonly options?: readonly [Readonly<Record<string, unknown>>];
  /** `settings.backend`; `root` is the case's folder. */
  readonly settings?: Settings;
  /** Default: typescript-eslint's. */
  readonly parser?: 'typescript' | 'espree';
  readonly jsx?: boolean;
  readonly sourceType?: 'module' | 'commonjs' | 'script';
  readonly only?: boolean;
}

export interface ExpectedError {
  readonly messageId: string;
  /** All of the message's data, where it has any. */
  readonly data?: Readonly<Record<string, string | number>>;
  /** Lines and columns from 1, in the code without its indentation. */
  readonly line: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  /** Every suggestion, with the whole code after it. Leaving them out says that there are none. */
  readonly suggestions?: readonly { readonly messageId: string; readonly data?: Readonly<Record<string, string>>; readonly output: string }[];
}

export interface InvalidCase extends Case {
  readonly errors: readonly ExpectedError[];
  /** The whole code after the fixes, pass by pass; null or left out when there is no fix. */
  readonly output?: string | readonly string[] | null;
}

RuleTester.afterAll = afterAll;
RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;
RuleTester.itSkip = it.skip;

const tester = new RuleTester({ languageOptions: { parserOptions: { ecmaVersion: 'latest', sourceType: 'module' } } });
const languages = { sql: sqlLanguage, prisma: prismaLanguage };
const testerOf = (language: keyof typeof languages): RuleTester => new RuleTester({ plugins: { backend: { languages } }, language: `backend/${language}`, languageOptions: {} } as never);
const testers = [[tester, 'code'], [testerOf('sql'), 'sql'], [testerOf('prisma'), 'prisma']] as const;

/**
 * Runs a rule over cases; its name is the test file's. Each case is a project of its own in a temporary folder, so that
 * nothing of this repository is evidence. What fixes and suggestions write must parse.
 */
export function testRule(meta: ImportMeta, rule: BackendRule, cases: { readonly valid: readonly Case[]; readonly invalid: readonly InvalidCase[] }): void {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'backend-rule-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let count = 0;
  const place = (one: Case): string => project(one, join(folder, String(++count)));
  for (const [engine, language] of testers) {
    const own = <C extends Case>(of: readonly C[]): readonly C[] => of.filter((one) => languageOf(one) === language);
    const [valid, invalid] = [own(cases.valid), own(cases.invalid)];
    if (valid.length + invalid.length === 0) continue;
    engine.run(`${basename(meta.filename, '.test.ts')} (${language})`, rule as unknown as RuleModule<string, readonly unknown[]>, {
      valid: valid.map((one) => adapted(one, place(one))),
      invalid: invalid.map((one): InvalidTestCase<string, readonly unknown[]> => {
        const { output } = one;
        return {
          ...adapted(one, place(one)),
          output: output === undefined || output === null ? null : typeof output === 'string' ? dedent(output) : output.map(dedent),
          errors: one.errors.map(({ suggestions, ...error }) => ({
            ...error,
            suggestions: suggestions?.map(({ output: after, ...suggestion }): SuggestionOutput<string> => ({ ...suggestion, output: dedent(after) })) ?? null,
          })),
        };
      }),
    });
  }
}

/** Writes the case's project and returns its folder. */
function project(one: Case, root: string): string {
  mkdirSync(root);
  const files = one.files ? { ...one.files, [filenameOf(one)]: one.code } : {};
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), dedent(text));
  }
  return root;
}

function filenameOf(one: Case): string {
  return one.filename ?? (one.parser === 'espree' ? 'file.js' : one.jsx ? 'file.tsx' : 'file.ts');
}

function languageOf(one: Case): 'code' | keyof typeof languages {
  const extension = extname(filenameOf(one)).slice(1);
  return extension === 'sql' || extension === 'prisma' ? extension : 'code';
}

function adapted(one: Case, root: string): ValidTestCase<readonly unknown[]> {
  return {
    name: one.name,
    code: dedent(one.code),
    filename: join(root, filenameOf(one)),
    settings: { backend: { root, ...one.settings } },
    options: one.options ?? [],
    languageOptions: languageOf(one) !== 'code' ? {} : {
      ...(one.parser === 'espree' ? { parser: espree } : {}),
      ...(one.sourceType ? { sourceType: one.sourceType } : {}),
      parserOptions: { ecmaFeatures: { jsx: one.jsx ?? false } },
    },
    ...(one.only ? { only: true } : {}),
  };
}

/** Text without the blank lines around it and without the indentation all its lines share. */
function dedent(text: string): string {
  const lines = text.replace(/^\s*\n/, '').replace(/\n[ \t]*$/, '').split('\n');
  const depths = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const depth = Math.min(...depths);
  return Number.isFinite(depth) ? lines.map((line) => line.slice(depth)).join('\n') : text;
}
