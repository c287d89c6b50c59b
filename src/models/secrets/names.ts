import { PASSWORDS } from '../passwords/data.ts';
import { wordsOf } from '../words/model.ts';

/** Last words of names of data that nobody else may know. */
const SECRETS: ReadonlySet<string> = new Set([...PASSWORDS, 'secret', 'secrets', 'token', 'apikey', 'pepper', 'credential', 'credentials']);
/** Words before `key` that make it one. */
const KEYS: ReadonlySet<string> = new Set(['api', 'private', 'secret', 'access', 'encryption', 'encrypt', 'decryption', 'signing', 'signature', 'sign', 'jwt', 'session', 'cookie', 'auth', 'master', 'service', 'hmac', 'cipher', 'crypto', 'aes', 'rsa', 'webhook', 'role', 'app', 'account', 'token', 'admin', 'server', 'license', 'stripe', 'sendgrid', 'openai', 'hook']);
/** Words that say that everybody may know it, or that it is only about one. */
const OPEN: ReadonlySet<string> = new Set(['public', 'publishable', 'anon', 'anonymous', 'site', 'dummy', 'fake', 'mock', 'csrf', 'xsrf', 'cache', 'idempotency']);
/** Words at the end that say which of several, or how it is written. */
const VARIANTS = /^(?:\d+|v\d+|base64|b64|hex|current|previous|old|new|next|primary|secondary|prod|production|live)$/u;

/** Whether the name of a setting, property or variable of the environment says that it holds a secret: `JWT_SECRET`, `smtp.pass`, `apiKey`. */
export function isSecretName(name: string): boolean {
  const words = [...wordsOf(name)];
  while (words.length > 1 && VARIANTS.test(words.at(-1) ?? '')) words.pop();
  const last = words.at(-1) ?? '';
  const before = words.at(-2);
  if (words.some((word) => OPEN.has(word))) return false;
  // `PWD` alone is the folder a program runs in.
  if (last === 'pwd' || last === 'pass') return before !== undefined;
  if (last === 'key' || last === 'keys') return before !== undefined && KEYS.has(before);
  return SECRETS.has(last);
}

/** Whether the name says it of an API key that some services hand out for browsers. */
export function isApiKeyName(name: string): boolean {
  return /api key$/u.test(wordsOf(name).join(' '));
}
