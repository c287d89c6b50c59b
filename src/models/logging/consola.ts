import type { LoggingLibrary } from './types.ts';

export default {
  name: 'consola',
  packages: ['consola'],
  loggers: ['consola#default', 'consola#consola', 'consola#createConsola()', 'consola#create()', 'new consola#ConsolaInstance'],
  children: ['withTag', 'withDefaults', 'withScope', 'create'],
  methods: { trace: 'trace', verbose: 'trace', debug: 'debug', log: 'info', info: 'info', success: 'info', start: 'info', ready: 'info', warn: 'warn', error: 'error', fail: 'error', fatal: 'fatal' },
  reading: 'values',
  structured: false,
  creators: { 'consola#createConsola': { at: 0 }, 'consola#create': { at: 0 } },
} satisfies LoggingLibrary;
