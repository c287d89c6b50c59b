import type { BlockingLibrary } from './types.ts';

export default {
  name: 'deasync',
  packages: ['deasync'],
  calls: [
    { member: 'default()', name: 'a function made by deasync', kind: 'wait', instead: 'await' },
    { member: 'sleep', name: 'deasync.sleep', kind: 'wait', instead: 'timers/promises' },
    { member: 'loopWhile', name: 'deasync.loopWhile', kind: 'wait', instead: 'await' },
    { member: 'runLoopOnce', name: 'deasync.runLoopOnce', kind: 'wait', instead: 'await' },
  ],
} satisfies BlockingLibrary;
