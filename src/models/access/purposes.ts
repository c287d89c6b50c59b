import type { Route } from '../http/types.ts';
import { isForeign, segmentsOf } from '../http/segments.ts';
import { segmentKind } from '../words/addresses.ts';
import { inWords, wordsOf } from '../words/model.ts';

/** What a route does on the way to an authenticated user: what attackers try again and again. */
export type Purpose = 'login' | 'registration' | 'reset' | 'code' | 'token';

const LOGIN = /^(?:log ?in|sign ?in|authenticate)$/u;
const REGISTRATION = /^(?:register|registrations?|sign ?up)$/u;
const RESET = /\b(?:forgot|forgotten|reset|recover|lost)\b.*\bpassword\b|\bpassword\b.*\b(?:forgot|forgotten|reset|recover|recovery|lost)\b|^(?:account )?recover(?:y)?$|\brecover account\b/u;
const CODE = /\b(?:otp|totp|2fa|2 fa|mfa|two factor|one time (?:password|code)|magic link|magic code)\b|\bverify code\b|\bcode verify\b/u;
const ACCOUNT: ReadonlySet<string> = new Set(['auth', 'user', 'users', 'account', 'accounts', 'session', 'sessions', 'login', 'signin', 'jwt']);
/** Setting it up and asking for its state is done by users who are known. */
const SETTING_UP: ReadonlySet<string> = new Set(['setup', 'enable', 'disable', 'enrol', 'enroll', 'status', 'settings', 'generate', 'regenerate', 'config', 'options']);
/** Whose proof is somebody else's: another site, a machine. */
const ELSEWHERE: ReadonlySet<string> = new Set(['google', 'facebook', 'apple', 'github', 'gitlab', 'twitter', 'x', 'microsoft', 'azure', 'linkedin', 'discord', 'slack', 'auth0', 'okta', 'social', 'sso', 'oidc', 'openid', 'ldap', 'passkey', 'passkeys', 'webauthn', 'wallet', 'machine', 'm2m', 'service', 'services', 'device', 'devices', 'client', 'clients', 'logout']);

/** What a route is for by its address alone; null where it is none of these, or somebody else proves who asks. */
export function purposeOf(route: Route): Purpose | null {
  const segments = (route.addresses[0] ?? []).flatMap(({ text }) => segmentsOf(text)).filter((text) => segmentKind(text) === 'word' || segmentKind(text) === 'locale');
  if (isForeign(segments)) return null;
  const words = segments.map(inWords);
  if (words.some((text) => text.split(' ').some((word) => ELSEWHERE.has(word)))) return null;
  const [last = '', before = ''] = words.toReversed();
  const pair = `${before} ${last}`.trim();
  if (RESET.test(pair)) return 'reset';
  if (CODE.test(pair) && !wordsOf(last).some((word) => SETTING_UP.has(word))) return 'code';
  if (LOGIN.test(last) || (LOGIN.test(before) && /^(?:password|email|credentials|local|local password)$/u.test(last))) return 'login';
  if (REGISTRATION.test(last)) return 'registration';
  if (last === 'token' && (before === '' || before === 'api' || ACCOUNT.has(before))) return 'token';
  return /^sessions?$/u.test(last) && (before === '' || before === 'api' || ACCOUNT.has(before)) ? 'login' : null;
}
