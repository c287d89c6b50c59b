import type { LoggingLibrary } from './types.ts';

/** Levels of npm, of syslog and of the command line: a logger has those it is configured with. */
export default {
  name: 'winston',
  packages: ['winston'],
  loggers: ['winston#default', 'winston#createLogger()', 'winston#loggers.get()', 'winston#loggers.add()', 'new winston#Logger', 'new winston#default.Logger'],
  children: ['child'],
  methods: { silly: 'trace', debug: 'debug', verbose: 'debug', http: 'info', info: 'info', notice: 'info', warn: 'warn', warning: 'warn', error: 'error', crit: 'fatal', alert: 'fatal', emerg: 'fatal' },
  leveled: 'log',
  reading: 'message-first',
  structured: true,
  creators: { 'winston#createLogger': { at: 0 }, 'winston#loggers.add': { at: 1 }, 'winston#configure': { at: 0 }, 'new winston#transports.Console': { at: 0 } },
} satisfies LoggingLibrary;
