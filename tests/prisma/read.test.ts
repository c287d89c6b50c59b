import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPrismaFile } from '../../src/prisma/read.ts';
import type { PrismaArgument, PrismaAttributeNode, PrismaFileNode, PrismaMemberNode, PrismaRange, PrismaValue } from '../../src/prisma/types.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const schemas = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.prisma') && !/(?:^|\/)node_modules\//u.test(path))
  .map((path) => readFileSync(join(FIXTURES, path), 'utf8'));

const valueText = (value: PrismaValue): string => {
  switch (value.kind) {
    case 'string':
      return JSON.stringify(value.value);
    case 'number':
      return String(value.value);
    case 'name':
      return value.name;
    case 'call':
      return `${value.name}(${value.args.map(argumentText).join(', ')})`;
    case 'list':
      return `[${value.items.map(valueText).join(', ')}]`;
    default:
      return '{…}';
  }
};
const argumentText = ({ name, value }: PrismaArgument): string => `${name === null ? '' : `${name}: `}${valueText(value)}`;
const attributeText = ({ name, args }: PrismaAttributeNode): string => `@${name.name}${args.length > 0 ? `(${args.map(argumentText).join(', ')})` : ''}`;
const memberText = (member: PrismaMemberNode): string => {
  switch (member.type) {
    case 'PrismaField':
      return [member.name.name, `${member.fieldType.name}${member.fieldType.list ? '[]' : ''}${member.fieldType.optional ? '?' : ''}`, ...member.attributes.map(attributeText)].join(' ');
    case 'PrismaEnumValue':
      return [member.name.name, ...member.attributes.map(attributeText)].join(' ');
    case 'PrismaSetting':
      return `${member.name.name} = ${valueText(member.value)}`;
    default:
      return `@${attributeText(member)}`;
  }
};
const shape = ({ body }: PrismaFileNode): string[] => body.flatMap((block) => [`${block.keyword} ${block.name.name}${block.open ? ' (open)' : ''}`, ...block.body.map((member) => `  ${memberText(member)}`)]);
const read = (text: string): string[] => shape(readPrismaFile(text));
const inModel = (...lines: readonly string[]): string[] => read(`model A {\n${lines.join('\n')}\n}`);

describe('blocks', () => {
  it('of every kind', () => {
    expect(read('datasource db {\n provider = "postgresql"\n url = env("URL")\n}\ngenerator c {\n features = ["a", "b"]\n}\nmodel A {\n id Int\n}\nview B {\n id Int\n}\ntype C {\n id Int\n}\nenum D {\n X\n}\n')).toEqual([
      'datasource db', '  provider = "postgresql"', '  url = env("URL")', 'generator c', '  features = ["a", "b"]', 'model A', '  id Int', 'view B', '  id Int', 'type C', '  id Int', 'enum D', '  X',
    ]);
  });

  it('pass over what begins none, with its braces', () => {
    expect(read('odd\ntype A = String\npolicy P {\n model Int\n x { y }\n}\n}\nmodel B {\n id Int\n}')).toEqual(['model B', '  id Int']);
  });

  it('end where the next begins', () => {
    expect(read('model A {\n a Int\nodd (\n odd {\nmodel B {\n b Int\n}')).toEqual(['model A (open)', '  a Int', 'model B', '  b Int']);
    expect(readPrismaFile('model A {\n a Int\nmodel B {\n b Int').problems).toEqual([{ message: 'The block `A` is not closed.', offset: 0 }, { message: 'The block `B` is not closed.', offset: 17 }]);
  });

  it('may have fields called like keywords', () => {
    expect(read('model model {\n model Int\n type Int\n enum enum\n}')).toEqual(['model model', '  model Int', '  type Int', '  enum enum']);
  });
});

describe('lines', () => {
  it.each([
    ['a String'], ['a String?'], ['a String[]'], ['a Unsupported?'.replace('Unsupported', 'Kind')], ['a Int @id @default(autoincrement())'], ['a String @db.VarChar(255)'], ['café-1 Int'],
    ['a B @relation("N", fields: [c, d], references: [id], onDelete: Cascade)'], ['a Float @default(-1.5)'], ['a String @default("say \\"hi\\"\\n\\\\")'],
    ['@@id([a, b])'], ['@@index([a(sort: Desc), b.c(ops: raw("x"))], type: Gin, map: "i")'], ['@@map("a {")'], ['a Int @id @unique(map: "u")'],
  ])('%s', (line) => {
    expect(inModel(line)).toEqual(['model A', `  ${line}`]);
  });

  it('with comments, odd spaces, types that Prisma does not know, and objects', () => {
    expect(inModel('/* x */ a  String [] // b Int', 'c Unsupported("point(\\"x\\")")? @db . Odd ( 1 ,2, )', '@@index([a], where: { b: { not: null } })')).toEqual(['model A', '  a String[]', '  c Unsupported? @db.Odd(1, 2)', '  @@index([a], where: {…})']);
  });

  it.each([['a'], ['a String @'], ['a String @id('], ['a String @id(b:)'], ['a String b'], ['a: String'], ['a String['], ['a [String]'], ['1 String'], ['a String @default("x)'], ['@@index([a'], ['a Unsupported(b)'], ['a = "b"'], ['a String @id, @unique'], ['@@index([a], where: { a })']])('that cannot be read are left out: %s', (line) => {
    expect(inModel('x Int', line, 'y Int')).toEqual(['model A (open)', '  x Int', '  y Int']);
  });

  it('of enums and settings', () => {
    expect(read('enum E {\n A @map("a") // first\n\n B\n b c\n @@map("e")\n}\ngenerator g {\n a\n b = \n c = { d: 1 }\n}')).toEqual(['enum E (open)', '  A @map("a")', '  B', '  @@map("e")', 'generator g (open)', '  c = {…}']);
  });
});

describe('places', () => {
  it.each([['\n'], ['\r\n'], ['\r']])('are exact with line ends %j, a BOM and an emoji', (line) => {
    const text = ['\uFEFF// 🎉', 'model User {', '  name String[] @map("na\\"me") @db.Char(3) /// 🎉', '  @@map("users")', '}'].join(line);
    const { body: [block], comments } = readPrismaFile(text);
    const [field, map] = block?.body ?? [];
    const at = (range: PrismaRange | undefined): string => text.slice(...(range ?? [0, 0]));
    expect(at(block?.head)).toBe('model User');
    expect(at(block?.name.range)).toBe('User');
    expect(at(block?.range)).toBe(text.slice(text.indexOf('model')));
    expect(at(map?.range)).toBe('@@map("users")');
    expect(comments.map(({ range, value }) => [at(range), value])).toEqual([['// 🎉', ' 🎉'], ['/// 🎉', '/ 🎉']]);
    if (field?.type !== 'PrismaField') throw new Error('no field');
    expect([at(field.range), at(field.name.range), at(field.fieldType.range)]).toEqual(['name String[] @map("na\\"me") @db.Char(3)', 'name', 'String']);
    expect(text.slice(field.fieldType.range[0], field.fieldType.end)).toBe('String[]');
    expect(field.attributes.map(({ range, name, args }) => [at(range), at(name.range), args.map((one) => at(one.range))])).toEqual([['@map("na\\"me")', 'map', ['"na\\"me"']], ['@db.Char(3)', 'db.Char', ['3']]]);
  });
});

describe('robustness', () => {
  it('every schema of the fixtures is read whole', () => {
    expect(schemas.length).toBeGreaterThan(3);
    for (const text of schemas) {
      const { body, problems } = readPrismaFile(text);
      expect(problems).toEqual([]);
      expect(body.filter(({ open }) => open)).toEqual([]);
      expect(body.length).toBe([...text.matchAll(/^(?:model|enum|view|type|datasource|generator) /gmu)].length);
    }
  });

  it('deep nesting is no danger', () => {
    expect(inModel(`a Int @default(${'['.repeat(100_000)}`, `b Int @default(${'f('.repeat(100_000)}`, 'c Int')).toEqual(['model A (open)', '  c Int']);
    expect(read(`${'model A {\n'.repeat(5_000)}`)).toHaveLength(5_000);
    expect(read(`/*${'*'.repeat(1_000_000)}`)).toEqual([]);
    expect(read(`"${'\\"'.repeat(1_000_000)}`)).toEqual([]);
  });

  it('no change of a schema makes it throw, and every place stays inside the text', () => {
    const change = fc.record({ text: fc.constantFrom(...schemas), kind: fc.constantFrom('truncate', 'delete', 'swap', 'double', 'insert'), at: fc.nat(), other: fc.nat(), odd: fc.constantFrom('"', '{', '}', '(', ')', '[', '@', '@@', '/*', '*/', '//', '\\', '\r', '\uFEFF', '\uD83C', 'model A {', '\0') });
    fc.assert(
      fc.property(change, ({ text, kind, at, other, odd }) => {
        const pieces = text.match(/\w+|\s+|[^\w\s]/gu) ?? [];
        const i = at % Math.max(pieces.length, 1);
        const j = other % Math.max(pieces.length, 1);
        if (kind === 'truncate') pieces.length = i;
        else if (kind === 'delete') pieces.splice(i, 1 + (other % 3));
        else if (kind === 'double') pieces.splice(i, 0, pieces[i] ?? '');
        else if (kind === 'insert') pieces.splice(i, 0, odd);
        else [pieces[i], pieces[j]] = [pieces[j] ?? '', pieces[i] ?? ''];
        const changed = pieces.join('');
        const file = readPrismaFile(changed);
        for (const { range } of [...file.body, ...file.body.flatMap((block) => block.body), ...file.comments]) {
          expect(range[0]).toBeLessThan(range[1]);
          expect(range[1]).toBeLessThanOrEqual(changed.length);
        }
        for (const { offset } of file.problems) expect(offset).toBeLessThan(changed.length);
      }),
      { numRuns: 2_000, seed: 20261128 },
    );
  });

  it('no text makes it throw', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('model', 'enum', ' ', '\n', 'A', '{', '}', '(', ')', '[', ']', '@', '@@', '"', '\\', '/', '*', ':', ',', '.', '=', '?', '1', '-', '🎉') }), (text) => void readPrismaFile(text)), { numRuns: 5_000, seed: 20261128 });
  });
});
