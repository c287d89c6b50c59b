import { isPasswordName } from '../passwords/data.ts';
import { wordsOf } from '../words/model.ts';

const TOKENS: ReadonlySet<string> = new Set(['token', 'secret', 'sid', 'apikey', 'jwt']);
/** Tokens that admit nobody: places in a list, locks, repeats of a request, colours of a design. */
const HARMLESS: ReadonlySet<string> = new Set(['cancel', 'cancellation', 'page', 'next', 'continuation', 'sync', 'client', 'idempotency', 'concurrency', 'stream', 'design', 'syntax', 'lock', 'fencing', 'correlation', 'queue', 'job', 'worker', 'mock', 'fake', 'dummy', 'test', 'push', 'device', 'type', 'cache', 'flash', 'color', 'max', 'min', 'count', 'render', 'form']);
const CODES: ReadonlySet<string> = new Set(['reset', 'verification', 'verify', 'confirmation', 'activation', 'recovery', 'backup', 'login', 'access', 'auth', 'authorization', 'invite', 'invitation', 'security', 'otp', 'mfa', 'magic']);
const ONE_TIME: ReadonlySet<string> = new Set(['otp', 'otc', 'totp', 'passcode']);

/** Whether the name of a field, column or cookie says that who knows its value gets in: tokens, secrets, sessions, API keys. */
export function isTokenName(name: string): boolean {
  const words = wordsOf(name);
  const [last = '', before = ''] = [words.at(-1), words.at(-2)];
  if (words.some((word) => HARMLESS.has(word))) return false;
  return TOKENS.has(last) || (last === 'id' && before === 'session') || (last === 'key' && (before === 'api' || before === 'secret' || before === 'signing' || before === 'session' || before === 'totp' || before === 'otp'));
}

/** The same, and of codes and passwords, which are short but must not be told beforehand either. */
export function isUnguessableName(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  return isTokenName(name) || ONE_TIME.has(last) || (last === 'code' && CODES.has(words.at(-2) ?? '')) || isPasswordName(name);
}
