import type { ProducerForm, QueueLibrary } from './types.ts';

/** It tries failed jobs again by itself, and a queue may say how; what becomes of them it keeps in its tables. */
const send: ProducerForm = { payload: 1, options: 2 };
const MADE = ['new pg-boss#default', 'new pg-boss#PgBoss'];

export default {
  name: 'pg-boss',
  packages: ['pg-boss'],
  producers: Object.fromEntries(MADE.flatMap((made) => ['send', 'sendAfter', 'sendThrottled', 'sendDebounced'].map((method) => [`${made}.${method}`, send]))),
  consumers: Object.fromEntries(MADE.map((made) => [`${made}.work`, { handler: -1 }])),
  patience: ['expireInSeconds', 'expireInMinutes', 'expireInHours', 'heartbeatSeconds', 'touch'],
  identity: ['id', 'retryCount', 'singletonKey', 'startedOn', 'createdOn'],
} satisfies QueueLibrary;
