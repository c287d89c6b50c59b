import type { OutgoingLibrary } from './types.ts';

export default {
  name: 'pg-boss',
  packages: ['pg-boss'],
  calls: Object.fromEntries(['default', 'PgBoss'].flatMap((made) => ['send', 'sendAfter', 'sendThrottled', 'sendDebounced', 'insert', 'publish'].map((method) => [`new pg-boss#${made}.${method}`, { kind: 'job' as const }]))),
} as const satisfies OutgoingLibrary;
