import type { LoggingLibrary } from './types.ts';

export default {
  name: 'bunyan',
  packages: ['bunyan'],
  loggers: ['bunyan#createLogger()', 'new bunyan#default', 'new bunyan#Logger'],
  children: ['child'],
  methods: { trace: 'trace', debug: 'debug', info: 'info', warn: 'warn', error: 'error', fatal: 'fatal' },
  reading: 'fields-first',
  structured: true,
  requests: [
    { framework: 'express', role: 'request', paths: ['log'], needs: ['express-bunyan-logger', 'bunyan-middleware'] },
    { framework: 'signature', role: 'request', paths: ['log'], needs: ['express-bunyan-logger', 'bunyan-middleware'] },
  ],
  creators: { 'bunyan#createLogger': { at: 0 }, 'new bunyan#default': { at: 0 } },
} satisfies LoggingLibrary;
