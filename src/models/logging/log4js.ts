import type { LoggingLibrary } from './types.ts';

export default {
  name: 'log4js',
  packages: ['log4js'],
  loggers: ['log4js#getLogger()', 'log4js#configure().getLogger()', 'new log4js#Logger', 'new log4js#default.Logger'],
  methods: { trace: 'trace', debug: 'debug', info: 'info', mark: 'info', warn: 'warn', error: 'error', fatal: 'fatal' },
  leveled: 'log',
  reading: 'values',
  structured: false,
} satisfies LoggingLibrary;
