import rule from '../../../src/rules/sql/require-index.ts';
import { testRule } from '../test-rule.ts';
import { query, reportedQueries, schema, silentQueries } from './unindexed-cases.ts';

const files = schema('');
const prisma = (more: string): Record<string, string> => ({
  'package.json': '{ "dependencies": { "pg": "8" } }',
  'prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n}\n',
  'prisma/models/order.prisma': `model Order {\n  id String @id\n  buyer String @map("buyer_id")\n  ${more}\n  @@map("orders")\n}\n`,
});

testRule(import.meta, rule, {
  valid: [
    ...silentQueries(files),
    { name: 'an index of a Prisma schema', filename: 'src/orders.ts', files: prisma('@@index([buyer])'), code: query('buyer_id = $1', 'a') },
    { name: 'unknown: a model of which not every line is understood', filename: 'src/orders.ts', files: prisma('@@odd(!)'), code: query('buyer_id = $1', 'a') },
    { name: 'the other rule speaks', filename: 'src/orders.ts', files: schema('CREATE INDEX o ON orders (state, buyer_id);'), code: query('buyer_id = $1', 'a') },
  ],
  invalid: [
    ...reportedQueries(files, 'unindexed'),
    { name: 'a table of a Prisma schema', filename: 'src/orders.ts', files: prisma(''), code: query('buyer_id = $1', 'a'), errors: [{ messageId: 'unindexed', line: 3 }] },
  ],
});
