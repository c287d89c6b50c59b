import type { OutgoingLibrary } from './types.ts';

export default {
  name: 'nest-microservices',
  packages: ['@nestjs/microservices'],
  calls: Object.fromEntries(['ClientProxy', 'ClientKafka', 'ClientRMQ'].flatMap((client) => ['emit', 'send'].map((method) => [`new @nestjs/microservices#${client}.${method}`, { kind: 'event' as const }]))),
} as const satisfies OutgoingLibrary;
