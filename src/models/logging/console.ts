import type { LoggingLibrary } from './types.ts';

export default {
  name: 'console',
  packages: ['global', 'console'],
  loggers: ['global#console', 'global#globalThis.console', 'console#default'],
  methods: { trace: 'trace', debug: 'debug', log: 'info', info: 'info', dir: 'info', table: 'info', warn: 'warn', error: 'error' },
  reading: 'values',
  structured: false,
} satisfies LoggingLibrary;
