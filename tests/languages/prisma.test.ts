import { ESLint as ESLint10 } from 'eslint';
import { ESLint as ESLint9 } from 'eslint9';
import type { Linter, Rule } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.ts';

const RULE = 'backend/require-timestamptz';
const SOURCE = 'datasource db {\n  provider = "postgresql"\n}\n';
const model = (...lines: readonly string[]): string => `${SOURCE}model A {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;
const COLUMN = 'at DateTime @db.Timestamp(3)';

describe.each([
  ['10', ESLint10],
  ['9', ESLint9 as unknown as typeof ESLint10],
])('backend/prisma in ESLint %s', (_, Engine) => {
  const lint = async (text: string, options: Linter.Config = {}): Promise<Linter.LintMessage[]> => {
    const config: Linter.Config = { files: ['**/*.prisma'], plugins: { backend: plugin }, language: 'backend/prisma', rules: { [RULE]: 'error' }, ...options };
    const eslint = new Engine({ overrideConfigFile: true, overrideConfig: [config] });
    const [result] = await eslint.lintText(text, { filePath: 'schema.prisma' });
    return result?.messages ?? [];
  };
  const told = async (text: string): Promise<string[]> => (await lint(text)).map(({ ruleId, line, column }) => `${ruleId} ${line}:${column}`);

  it('reports at the exact place, after CRLF, a BOM and an emoji', async () => {
    expect(await told(`\uFEFF// 🎉\n${model(`/* 🎉 */ ${COLUMN}`)}`.replaceAll('\n', '\r\n'))).toEqual([`${RULE} 6:24`]);
  });

  it('is silenced by comments', async () => {
    expect(await told(model(`// eslint-disable-next-line ${RULE} -- a time on the wall`, COLUMN))).toEqual([]);
    expect(await told(model(`/// eslint-disable-next-line ${RULE}`, COLUMN))).toEqual([]);
    expect(await told(model(`${COLUMN} // eslint-disable-line`, 'b Int'))).toEqual([]);
    expect(await told(model('/* eslint-disable */', COLUMN, '/* eslint-enable */', COLUMN))).toEqual([`${RULE} 8:15`]);
  });

  it('reports directives that silence nothing', async () => {
    const [message] = await lint(model('// eslint-disable-next-line', 'b Int'));
    expect(message?.message).toMatch(/^Unused eslint-disable directive/u);
  });

  it('takes the configuration of a comment, and says what is wrong with it', async () => {
    expect(await told(`/* eslint ${RULE}: "off" */\n${model(COLUMN)}`)).toEqual([]);
    expect(await told(`/* eslint ${RULE}: [ */\n${model(COLUMN)}`)).toEqual(['null 1:1', `${RULE} 6:15`]);
  });

  it('says what cannot be read, and goes on', async () => {
    const messages = await lint(`model B {\n  c String @default("open)\n${model('? ? ?', COLUMN)}/* open`);
    expect(messages.map(({ message, line, column }) => `${line}:${column} ${message}`)).toEqual([
      '1:1 The block `B` is not closed.',
      '2:21 This string is not closed.',
      '8:15 `at` keeps no time zone: what is stored depends on the session that writes it. Use timestamptz.',
      '10:1 This comment is not closed.',
    ]);
  });

  it('is not disturbed by language options that are meant for JavaScript', async () => {
    expect(await lint(SOURCE, { languageOptions: { globals: { a: 'readonly' }, sourceType: 'module' } })).toEqual([]);
  });

  it('shows its tree to selectors, and parents to rules', async () => {
    const seen: string[] = [];
    const see: Rule.RuleModule = {
      create: (context) => ({
        '*'(node: Rule.Node) {
          seen.push(`${node.type} in ${context.sourceCode.getAncestors(node).map(({ type }) => type).at(-1) ?? '-'}`);
        },
        'PrismaField > PrismaAttribute:exit': () => seen.push('attribute of a field'),
      }),
    };
    await lint(`${SOURCE}enum E {\n  A @map("a")\n}\nmodel M {\n  e E @id\n  @@map("m")\n}\n`, { plugins: { backend: plugin, x: { rules: { see } } }, rules: { 'x/see': 'error' } });
    expect(seen).toEqual([
      'PrismaFile in -', 'PrismaBlock in PrismaFile', 'PrismaSetting in PrismaBlock',
      'PrismaBlock in PrismaFile', 'PrismaEnumValue in PrismaBlock', 'PrismaAttribute in PrismaEnumValue',
      'PrismaBlock in PrismaFile', 'PrismaField in PrismaBlock', 'PrismaAttribute in PrismaField', 'attribute of a field', 'PrismaAttribute in PrismaBlock',
    ]);
  });
});
