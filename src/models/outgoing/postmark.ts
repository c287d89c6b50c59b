import type { OutgoingLibrary } from './types.ts';

export default {
  name: 'postmark',
  packages: ['postmark'],
  calls: Object.fromEntries(['sendEmail', 'sendEmailBatch', 'sendEmailWithTemplate', 'sendEmailBatchWithTemplates'].map((method) => [`new postmark#ServerClient.${method}`, { kind: 'mail' as const }])),
} as const satisfies OutgoingLibrary;
