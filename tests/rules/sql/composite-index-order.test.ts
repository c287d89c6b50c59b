import rule from '../../../src/rules/sql/composite-index-order.ts';
import { testRule } from '../test-rule.ts';
import { query, reportedQueries, schema, silentQueries } from './unindexed-cases.ts';

const files = schema('CREATE INDEX o ON orders (state, buyer_id);');

testRule(import.meta, rule, {
  valid: [
    ...silentQueries(files),
    { name: 'the other rule speaks', filename: 'src/orders.ts', files: schema(''), code: query('note = $1', 'a') },
  ],
  invalid: reportedQueries(files, 'behind'),
});
