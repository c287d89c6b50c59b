import type { LoggingLibrary } from './types.ts';

/** `Logger` as an instance, as an injected service and by its static methods. */
export default {
  name: 'nest',
  packages: ['@nestjs/common', 'nestjs-pino', 'nest-winston'],
  loggers: ['new @nestjs/common#Logger', '@nestjs/common#Logger', 'new @nestjs/common#LoggerService', 'new @nestjs/common#ConsoleLogger', 'new nestjs-pino#Logger', 'new nest-winston#WinstonLogger'],
  methods: { verbose: 'trace', debug: 'debug', log: 'info', warn: 'warn', error: 'error', fatal: 'fatal' },
  reading: 'context-last',
  structured: false,
} satisfies LoggingLibrary;
