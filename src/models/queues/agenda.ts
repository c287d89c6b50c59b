import type { ConsumerForm, ProducerForm, QueueLibrary } from './types.ts';

const MADE = ['new agenda#default', 'new agenda#Agenda'];
const define: ConsumerForm = { handler: 1, failures: ['fail', 'error'], isOfReceiver: true };
const forms: Readonly<Record<string, ProducerForm>> = { now: { payload: 1, options: 2 }, schedule: { payload: 2, options: 3 } };

export default {
  name: 'agenda',
  packages: ['agenda', '@hokify/agenda'],
  producers: Object.fromEntries(MADE.flatMap((made) => Object.entries(forms).map(([method, form]) => [`${made}.${method}`, form]))),
  consumers: Object.fromEntries(MADE.map((made) => [`${made}.define`, define])),
  patience: ['lockLifetime', 'defaultLockLifetime', 'touch'],
  identity: ['attrs'],
} satisfies QueueLibrary;
