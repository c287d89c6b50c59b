import type { LoggingLibrary } from './types.ts';

/** The logger of Powertools for AWS Lambda. */
export default {
  name: 'powertools',
  packages: ['@aws-lambda-powertools/logger'],
  loggers: ['new @aws-lambda-powertools/logger#Logger'],
  children: ['createChild'],
  methods: { trace: 'trace', debug: 'debug', info: 'info', warn: 'warn', error: 'error', critical: 'fatal' },
  reading: 'message-first',
  structured: true,
  creators: { 'new @aws-lambda-powertools/logger#Logger': { at: 0 } },
} satisfies LoggingLibrary;
