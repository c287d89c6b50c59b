import { expect, it } from 'vitest';
import { hardcodedSecretsOf } from '../../../src/models/secrets/model.ts';
import { factsOf } from '../linted.ts';

it('facts of the fixtures of secrets', async () => {
  const facts = await factsOf('secrets', (context) => hardcodedSecretsOf(context).map(({ node, what }) => ({ node, text: what })));
  await expect(facts).toMatchFileSnapshot('facts/secrets.txt');
});
