import type { SearchClient } from './types.ts';

/** Its service extends the client of `@elastic/elasticsearch`. */
export default {
  name: 'nest-elasticsearch',
  packages: ['@nestjs/elasticsearch'],
  clients: ['ElasticsearchService'],
} satisfies SearchClient;
