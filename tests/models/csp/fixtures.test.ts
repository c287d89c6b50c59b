import { expect, it } from 'vitest';
import { weakPolicies } from '../../../src/models/csp/model.ts';
import { factsOf } from '../linted.ts';

it('facts of the policy fixtures', async () => {
  const facts = await factsOf('csp', (context) => weakPolicies(context).map(({ node, kind, source }) => ({ node, text: `${kind} ${source}` })));
  await expect(facts).toMatchFileSnapshot('facts/csp.txt');
});
