import type { OutgoingLibrary } from './types.ts';

export default {
  name: 'resend',
  packages: ['resend'],
  calls: {
    'new resend#Resend.emails.send': { kind: 'mail' },
    'new resend#Resend.emails.create': { kind: 'mail' },
    'new resend#Resend.batch.send': { kind: 'mail' },
  },
} as const satisfies OutgoingLibrary;
