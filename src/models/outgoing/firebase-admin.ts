import type { OutgoingLibrary } from './types.ts';

/** `sendAll` and `sendMulticast` are those of versions before 13. */
const METHODS = ['send', 'sendEach', 'sendEachForMulticast', 'sendAll', 'sendMulticast', 'sendToTopic'];
const CLIENTS = ['firebase-admin/messaging#getMessaging()', 'firebase-admin#messaging()', 'new firebase-admin/messaging#Messaging'];

export default {
  name: 'firebase-admin',
  packages: ['firebase-admin', 'firebase-admin/messaging'],
  calls: Object.fromEntries(CLIENTS.flatMap((client) => METHODS.map((method) => [`${client}.${method}`, { kind: 'message' as const }]))),
} as const satisfies OutgoingLibrary;
