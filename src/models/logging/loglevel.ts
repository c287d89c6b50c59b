import type { LoggingLibrary } from './types.ts';

export default {
  name: 'loglevel',
  packages: ['loglevel'],
  loggers: ['loglevel#default', 'loglevel#getLogger()', 'new loglevel#Logger', 'new loglevel#RootLogger'],
  children: ['getLogger'],
  methods: { trace: 'trace', debug: 'debug', log: 'debug', info: 'info', warn: 'warn', error: 'error' },
  reading: 'values',
  structured: false,
} satisfies LoggingLibrary;
