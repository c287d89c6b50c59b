import type { OutgoingLibrary } from './types.ts';

export default {
  name: 'twilio',
  packages: ['twilio'],
  calls: {
    'twilio#default().messages.create': { kind: 'message' },
    'twilio#default().calls.create': { kind: 'message' },
    'new twilio#Twilio.messages.create': { kind: 'message' },
    'new twilio#Twilio.calls.create': { kind: 'message' },
  },
} as const satisfies OutgoingLibrary;
