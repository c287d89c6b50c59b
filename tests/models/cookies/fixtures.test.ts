import { expect, it } from 'vitest';
import { weakCookies } from '../../../src/models/cookies/model.ts';
import { factsOf } from '../linted.ts';

it('facts of the cookie fixtures', async () => {
  const facts = await factsOf('cookies', (context) => weakCookies(context).map(({ node, name, flags, edits }) => ({ node, text: `${name} without ${flags.join(' ')}${edits ? ', edited' : ''}` })));
  await expect(facts).toMatchFileSnapshot('facts/cookies.txt');
});
