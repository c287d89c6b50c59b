import type { LoggingLibrary } from './types.ts';

/** `debug('name')` gives a function that logs. */
export default {
  name: 'debug',
  packages: ['debug'],
  loggers: ['debug#default()', 'debug#debug()'],
  children: ['extend'],
  methods: {},
  called: 'debug',
  reading: 'values',
  structured: false,
} satisfies LoggingLibrary;
