import type { BlockingExport, BlockingLibrary } from './types.ts';

const NAMES = ['question', 'prompt', 'keyIn', 'keyInYN', 'keyInYNStrict', 'keyInPause', 'keyInSelect', 'questionNewPassword', 'questionInt', 'questionFloat', 'questionPath', 'questionEMail', 'promptLoop', 'promptCL', 'promptCLLoop', 'promptSimShell'];

export default {
  name: 'readline-sync',
  packages: ['readline-sync'],
  calls: NAMES.map((member): BlockingExport => ({ member, name: `readlineSync.${member}`, kind: 'terminal', instead: 'readline/promises' })),
} satisfies BlockingLibrary;
