import { isTokenName } from '../tokens/names.ts';
import { PASSWORDS } from '../passwords/data.ts';
import { wordsOf } from '../words/model.ts';

/** Words beside it that say the name is about a secret, and not the secret itself. */
const ABOUT: ReadonlySet<string> = new Set([
  'age', 'allowed', 'at', 'attempt', 'attempts', 'category', 'change', 'changed', 'config', 'count', 'date', 'enabled', 'error', 'errors', 'exists', 'expired', 'expires', 'expiration', 'expiry', 'field', 'forgot', 'format', 'has', 'hint', 'id', 'index', 'invalid', 'is', 'kind', 'last', 'length', 'limit',
  'mask', 'masked', 'max', 'message', 'method', 'min', 'missing', 'must', 'name', 'need', 'needs', 'policy', 'prefix', 'present', 'price', 'provider', 'redacted', 'remaining', 'request', 'required', 'reset', 'response', 'result', 'size', 'source', 'status', 'strength', 'suffix', 'time', 'total', 'ttl', 'type', 'updated', 'url', 'usage', 'used', 'valid', 'validation', 'verified', 'version',
]);
const AFTER_PASSWORD: ReadonlySet<string> = new Set([...PASSWORDS, 'confirm', 'confirmation', 'repeat', 'again', 'plain', 'raw', 'text', 'input', 'hash', 'hashed', 'digest', 'salt']);
/** Last words of data that lets somebody in, or that nobody else may know. */
const SECRETS: ReadonlySet<string> = new Set(['authorization', 'cookie', 'cookies', 'secret', 'cvv', 'cvc', 'ssn', 'credentials', 'otp', 'totp']);
const KEYS: ReadonlySet<string> = new Set(['api', 'secret', 'private', 'signing', 'encryption', 'session', 'auth', 'access']);
const NUMBERS = /(?:creditcard|cardnumber|socialsecuritynumber|accountnumber|iban)$/;

/** Whether the name of a field or a header says that what it holds has no place in a log (OWASP Logging Cheat Sheet, data to exclude). */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  const [last = '', before = ''] = [words.at(-1), words.at(-2)];
  // `resetToken` is one, `resetRequested` is none.
  if (words.some((word) => ABOUT.has(word) && word !== 'reset') || last === 'reset') return false;
  const password = words.findLastIndex((word) => PASSWORDS.has(word));
  if (password >= 0) return words.slice(password).every((word) => AFTER_PASSWORD.has(word));
  if (SECRETS.has(last) || NUMBERS.test(words.join('')) || (last === 'key' && KEYS.has(before))) return true;
  return isTokenName(name) && last !== 'id' && last !== 'sid';
}

/** Whether the name says that it holds an e-mail address. */
export function isEmailName(name: string): boolean {
  const words = wordsOf(name);
  return (words.at(-1) === 'email' || words.at(-1) === 'mail' || words.slice(-2).join('') === 'emailaddress') && !words.some((word) => ABOUT.has(word));
}
