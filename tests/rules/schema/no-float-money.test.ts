import rule from '../../../src/rules/schema/no-float-money.ts';
import { testRule } from '../test-rule.ts';
import { PG, prismaSchema, silentCases, silentPrismaCases } from './silent-cases.ts';

testRule(import.meta, rule, {
  valid: [
    ...silentCases('price', 'double precision', 'numeric(12, 2)'),
    ...silentPrismaCases('price Float?', 'price Decimal? @db.Decimal(12, 2)', 'score Float'),
    { name: 'remedy: the smallest unit', filename: 'schema.sql', files: PG, code: 'CREATE TABLE events (price_cents bigint NOT NULL);' },
    { name: 'look-alike: quantities that are no money', filename: 'schema.sql', files: PG, code: 'CREATE TABLE events (score real, tax_rate double precision, price_count real, total_seconds real, discount_percent real);' },
    { name: 'look-alike: another type of column in Drizzle', code: "import { pgTable, real, text } from 'drizzle-orm/pg-core';\nexport const t = pgTable('items', { price: text('price'), weight: real('weight') });" },
    { name: 'look-alike: a builder of the same name', code: "import { real, pgTable } from './own.ts';\nexport const t = pgTable('items', { price: real('price') });", files: { 'own.ts': 'export const real = (name: string) => name;\nexport const pgTable = (...all: unknown[]) => all;\n' } },
  ],
  invalid: [
    {
      name: 'a price in double precision',
      filename: 'schema.sql',
      files: PG,
      code: 'CREATE TABLE events (id uuid PRIMARY KEY, "unitPrice" double precision NOT NULL);',
      errors: [{ messageId: 'inexact', data: { column: 'unitPrice', written: 'double precision' }, line: 1, column: 55, suggestions: [{ messageId: 'replace', output: 'CREATE TABLE events (id uuid PRIMARY KEY, "unitPrice" numeric NOT NULL);' }] }],
    },
    {
      name: 'a total, and the money type under any name',
      filename: 'migrations/2.sql',
      settings: { dialect: 'postgres' },
      code: 'ALTER TABLE events ADD COLUMN total float, ADD COLUMN worth money;',
      errors: [
        { messageId: 'inexact', line: 1, suggestions: [{ messageId: 'replace', output: 'ALTER TABLE events ADD COLUMN total numeric, ADD COLUMN worth money;' }] },
        { messageId: 'locale', line: 1, suggestions: [{ messageId: 'replace', output: 'ALTER TABLE events ADD COLUMN total float, ADD COLUMN worth numeric;' }] },
      ],
    },
    {
      name: 'Drizzle, the name of the column from a constant of another file',
      filename: 'src/schema.ts',
      files: { 'src/names.ts': "export const COLUMN = 'balance';\n" },
      code: "import { pgTable, real as r, numeric } from 'drizzle-orm/pg-core';\nimport { COLUMN } from './names.ts';\nexport const t = pgTable('accounts', { a: r(COLUMN), b: numeric('b') });",
      errors: [{ messageId: 'inexact', data: { column: 'balance', written: 'r' }, line: 3, suggestions: [{ messageId: 'replace', output: "import { pgTable, real as r, numeric } from 'drizzle-orm/pg-core';\nimport { COLUMN } from './names.ts';\nexport const t = pgTable('accounts', { a: numeric(COLUMN), b: numeric('b') });" }] }],
    },
    {
      name: 'Drizzle, where the better builder is not imported: no suggestion',
      code: "import { pgTable, real } from 'drizzle-orm/pg-core';\nexport const t = pgTable('accounts', { price: real() });",
      errors: [{ messageId: 'inexact', line: 2 }],
    },
    {
      name: 'Prisma: Float, a native type, and money',
      filename: 'schema.prisma',
      code: prismaSchema('unitPrice Float @map("unit_price")\n  tax Float? @db.Real\n  odd Decimal @db.Money'),
      errors: [
        { messageId: 'inexact', data: { column: 'unit_price', written: 'Float' }, line: 7, column: 13, endColumn: 18, suggestions: [{ messageId: 'replace', output: prismaSchema('unitPrice Decimal @map("unit_price")\n  tax Float? @db.Real\n  odd Decimal @db.Money') }] },
        { messageId: 'inexact', data: { column: 'tax', written: '@db.Real' }, line: 8, suggestions: [{ messageId: 'replace', output: prismaSchema('unitPrice Float @map("unit_price")\n  tax Decimal?\n  odd Decimal @db.Money') }] },
        { messageId: 'locale', data: { column: 'odd', written: '@db.Money' }, line: 9, suggestions: [{ messageId: 'replace', output: prismaSchema('unitPrice Float @map("unit_price")\n  tax Float? @db.Real\n  odd Decimal') }] },
      ],
    },
  ],
});
