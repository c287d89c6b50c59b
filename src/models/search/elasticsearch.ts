import type { SearchClient } from './types.ts';

export default {
  name: 'elasticsearch',
  packages: ['@elastic/elasticsearch'],
  clients: ['Client'],
} satisfies SearchClient;
