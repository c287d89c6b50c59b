import { expect, it } from 'vitest';
import { heldLocksOf } from '../../../src/models/locks/model.ts';
import { factsOf } from '../linted.ts';

it.each(['locks', 'locks/older'])('facts of the fixtures of %s', async (concern) => {
  const facts = await factsOf(concern, (context) => heldLocksOf(context).map(({ node, name, kind, line, scoped }) => ({ node, text: `${name} ${kind}${line === null ? '' : ` at ${line}`}, instead ${scoped}` })));
  await expect(facts).toMatchFileSnapshot(`facts/${concern}.txt`);
});
