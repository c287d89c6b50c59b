import type { LockForm, LockLibrary } from './types.ts';

const lock: LockForm = { gives: 'object', methods: ['release', 'unlock'], scoped: 'using()' };

export default {
  name: 'redlock',
  packages: ['redlock', '@sesamecare-oss/redlock'],
  takes: Object.fromEntries(['new redlock#default', 'new @sesamecare-oss/redlock#Redlock'].flatMap((made) => ['acquire', 'lock'].map((method) => [`${made}.${method}`, lock]))),
} satisfies LockLibrary;
