import type { ProducerForm, QueueLibrary } from './types.ts';

/** It tries failed jobs 25 times after ever longer waits, and logs each failure. */
const addJob: ProducerForm = { payload: 1, options: 2 };

export default {
  name: 'graphile-worker',
  packages: ['graphile-worker'],
  producers: {
    'graphile-worker#makeWorkerUtils().addJob': addJob,
    'new graphile-worker#WorkerUtils.addJob': addJob,
    'new graphile-worker#Runner.addJob': addJob,
    'graphile-worker#run().addJob': addJob,
    'new graphile-worker#JobHelpers.addJob': addJob,
    'graphile-worker#quickAddJob': { payload: 2, options: 3 },
  },
  consumers: { 'graphile-worker#run': { handler: 0 }, 'graphile-worker#runOnce': { handler: 0 } },
  identity: ['job'],
} satisfies QueueLibrary;
