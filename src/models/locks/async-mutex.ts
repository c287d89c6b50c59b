import type { LockForm, LockLibrary } from './types.ts';

const mutex: LockForm = { gives: 'function', methods: ['release'], scoped: 'runExclusive()' };
const semaphore: LockForm = { gives: 'pair', methods: ['release'], scoped: 'runExclusive()' };

export default {
  name: 'async-mutex',
  packages: ['async-mutex'],
  takes: {
    'new async-mutex#Mutex.acquire': mutex,
    'new async-mutex#MutexInterface.acquire': mutex,
    'new async-mutex#Semaphore.acquire': semaphore,
    'new async-mutex#SemaphoreInterface.acquire': semaphore,
    'async-mutex#withTimeout().acquire': mutex,
  },
} satisfies LockLibrary;
