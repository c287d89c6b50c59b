import { expect, it } from 'vitest';
import { disabledVerifications, tlsServers } from '../../../src/models/tls/model.ts';
import { plainRequests } from '../../../src/models/tls/requests.ts';
import { factsOf } from '../linted.ts';

it('facts of the TLS fixtures', async () => {
  const facts = await factsOf('tls', (context) => [
    ...disabledVerifications(context).map(({ node, name, edits }) => ({ node, text: `unverified by ${name}${edits ? ', edited' : ''}` })),
    ...tlsServers(context).map(({ node, name }) => ({ node, text: `TLS by ${name}` })),
    ...plainRequests(context).map(({ node, host }) => ({ node, text: `plain to ${host}` })),
  ]);
  await expect(facts).toMatchFileSnapshot('facts/tls.txt');
});
