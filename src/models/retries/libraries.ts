import type { RetryForm } from './types.ts';

/** Functions that try again what they are given, by symbol, as their documentation says. */
export const RETRIES: Readonly<Record<string, RetryForm>> = {
  'p-retry#default': { options: 1, factor: 'factor', first: 'minTimeout', spread: { name: 'randomize', fallback: false } },
  'async-retry#default': { options: 1, factor: 'factor', first: 'minTimeout', spread: { name: 'randomize', fallback: true } },
  'promise-retry#default': { options: 0, factor: 'factor', first: 'minTimeout', spread: { name: 'randomize', fallback: false } },
  'retry#operation': { options: 0, factor: 'factor', first: 'minTimeout', spread: { name: 'randomize', fallback: false } },
  'exponential-backoff#backOff': { options: 1, factor: 'timeMultiple', first: 'startingDelay', spread: { name: 'jitter', fallback: false } },
  'axios-retry#default': { options: 1, pause: 'retryDelay', fallback: 'none' },
  'fetch-retry#default': { options: 1, pause: 'retryDelay', fallback: 'constant' },
};
/** The pause of cockatiel that does not grow. */
export const CONSTANT_PAUSES: ReadonlySet<string> = new Set(['new cockatiel#ConstantBackoff']);

/** Packages that retry. */
export const RETRY_PACKAGES: readonly string[] = ['p-retry', 'async-retry', 'promise-retry', 'retry', 'exponential-backoff', 'axios-retry', 'fetch-retry', 'cockatiel'];
