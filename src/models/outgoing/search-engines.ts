import type { OutgoingLibrary, RequestForm } from './types.ts';

const CLIENT: RequestForm = { address: { at: 0, properties: ['node'] }, options: [0], makes: 'base' };

export default {
  name: 'search-engines',
  packages: ['@elastic/elasticsearch', '@opensearch-project/opensearch'],
  requests: { 'new @elastic/elasticsearch#Client': CLIENT, 'new @opensearch-project/opensearch#Client': CLIENT },
} as const satisfies OutgoingLibrary;
