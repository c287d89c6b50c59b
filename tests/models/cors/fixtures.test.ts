import { expect, it } from 'vitest';
import { corsPolicies } from '../../../src/models/cors/model.ts';
import { factsOf } from '../linted.ts';

it('facts of the CORS fixtures', async () => {
  const facts = await factsOf('cors', (context) => corsPolicies(context).map(({ node, origins, credentials, preflight, maxAge }) => ({ node, text: `origins ${origins}, credentials ${credentials}, preflight ${preflight}, max age ${maxAge}` })));
  await expect(facts).toMatchFileSnapshot('facts/cors.txt');
});
