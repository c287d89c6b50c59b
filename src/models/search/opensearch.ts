import type { SearchClient } from './types.ts';

export default {
  name: 'opensearch',
  packages: ['@opensearch-project/opensearch'],
  clients: ['Client'],
} satisfies SearchClient;
