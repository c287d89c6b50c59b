import type { OutgoingLibrary } from './types.ts';

export default {
  name: 'nodemailer',
  packages: ['nodemailer', '@nestjs-modules/mailer'],
  calls: {
    'nodemailer#createTransport().sendMail': { kind: 'mail' },
    'new nodemailer#Transporter.sendMail': { kind: 'mail' },
    'new @nestjs-modules/mailer#MailerService.sendMail': { kind: 'mail' },
  },
} as const satisfies OutgoingLibrary;
