import type { OutgoingLibrary } from './types.ts';

export default {
  name: 'sendgrid',
  packages: ['@sendgrid/mail'],
  calls: {
    '@sendgrid/mail#send': { kind: 'mail' },
    '@sendgrid/mail#sendMultiple': { kind: 'mail' },
    'new @sendgrid/mail#MailService.send': { kind: 'mail' },
    'new @sendgrid/mail#MailService.sendMultiple': { kind: 'mail' },
  },
} as const satisfies OutgoingLibrary;
