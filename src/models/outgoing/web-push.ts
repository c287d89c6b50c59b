import type { OutgoingLibrary } from './types.ts';

/** A request to the push service of the subscriber's browser (RFC 8030). */
export default {
  name: 'web-push',
  packages: ['web-push'],
  calls: { 'web-push#sendNotification': { kind: 'message' } },
} as const satisfies OutgoingLibrary;
