import { ESLint as ESLint10 } from 'eslint';
import { ESLint as ESLint9 } from 'eslint9';
import type { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.ts';

const COLUMN = 'CREATE TABLE a (at timestamp);';
const RULE = 'backend/require-timestamptz';

describe.each([
  ['10', ESLint10],
  ['9', ESLint9 as unknown as typeof ESLint10],
])('backend/sql in ESLint %s', (_, Engine) => {
  const lint = async (text: string, options: Linter.Config = {}): Promise<Linter.LintMessage[]> => {
    const config: Linter.Config = { files: ['**/*.sql'], plugins: { backend: plugin }, language: 'backend/sql', settings: { backend: { dialect: 'postgres' } }, rules: { [RULE]: 'error' }, ...options };
    const eslint = new Engine({ overrideConfigFile: true, overrideConfig: [config] });
    const [result] = await eslint.lintText(text, { filePath: 'schema.sql' });
    return result?.messages ?? [];
  };
  const told = async (text: string): Promise<string[]> => (await lint(text)).map(({ ruleId, line, column }) => `${ruleId} ${line}:${column}`);

  it('reports at the exact place, after CRLF, a BOM and an emoji', async () => {
    expect(await told(`\uFEFF-- 🎉\r\n\r\n/* 🎉 */ ${COLUMN}\r\n`)).toEqual([`${RULE} 3:29`]);
  });

  it('is silenced by comments of SQL', async () => {
    expect(await told(`-- eslint-disable-next-line ${RULE} -- a time on the wall\n${COLUMN}`)).toEqual([]);
    expect(await told(`/* eslint-disable */\n${COLUMN}\n/* eslint-enable */\n${COLUMN}`)).toEqual([`${RULE} 4:20`]);
    expect(await told(`${COLUMN} -- eslint-disable-line`)).toEqual([]);
    expect(await told(`/** eslint-disable-next-line */\n${COLUMN}`)).toEqual([]);
  });

  it('reads blocks and is silenced in them; a function makes no table where it stands', async () => {
    const inBlock = (comment: string): string => `DO $$\nBEGIN\n  ${comment}\n  ${COLUMN}\n  SELECT a INTO b FROM c; v := SELEC;\nEND $$;`;
    expect(await told(inBlock('-- a time on the wall'))).toEqual([`${RULE} 4:22`]);
    expect(await told(inBlock('-- eslint-disable-next-line -- a time on the wall'))).toEqual([]);
    expect(await told(`CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN ${COLUMN} INSERT INTO; END $$;`)).toEqual([]);
  });

  it('reports directives that silence nothing', async () => {
    const [message] = await lint('-- eslint-disable-next-line\nSELECT 1;');
    expect(message?.message).toMatch(/^Unused eslint-disable directive/u);
  });

  it('takes the configuration of a comment, and says what is wrong with it', async () => {
    expect(await told(`/* eslint ${RULE}: "off" */\n${COLUMN}`)).toEqual([]);
    expect(await told(`/* eslint ${RULE}: [ */\n${COLUMN}`)).toEqual(['null 1:1', `${RULE} 2:20`]);
  });

  it('says what PostgreSQL does not accept, in its own words, and goes on', async () => {
    const messages = await lint(`SELECT FROM FROM a;\n${COLUMN}\nSELEC 1;`);
    expect(messages.map(({ message, line, column }) => `${line}:${column} ${message}`)).toEqual([
      '1:13 syntax error at or near "FROM"',
      '2:20 `at` keeps no time zone: what is stored depends on the session that writes it. Use timestamptz.',
      '3:1 syntax error at or near "SELEC"',
    ]);
  });

  it('reads over what only psql understands', async () => {
    const text = `\\connect app\n\\set who 'me'\nCOPY a (at) FROM stdin;\n1\tit's\n2\t;(\n\\.\n${COLUMN}\nINSERT INTO t VALUES ('a\n\\b');\n`;
    expect(await told(text)).toEqual([`${RULE} 7:20`]);
  });

  it('leaves statements of another dialect alone', async () => {
    expect(await told('CREATE TABLE `a` (`id` int NOT NULL AUTO_INCREMENT, `at` timestamp) ENGINE=InnoDB;')).toEqual([]);
  });

  it('is not disturbed by language options that are meant for JavaScript', async () => {
    expect(await lint('SELECT 1;', { languageOptions: { globals: { a: 'readonly' }, sourceType: 'module' } })).toEqual([]);
  });
});
