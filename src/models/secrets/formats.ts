import { words } from '../../core/gates.ts';
import { isMadeUp } from './placeholders.ts';
import type { KeyFormat } from './types.ts';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * Whether the last six characters are the check digits of those before them: CRC-32 in base 62, as GitHub and npm make
 * their tokens (https://github.blog/engineering/behind-githubs-new-authentication-token-formats/).
 */
function hasCheckDigits(token: string): boolean {
  const body = token.slice(token.indexOf('_') + 1, -6);
  let crc = 0xffffffff;
  for (const character of body) {
    crc ^= character.charCodeAt(0);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  let rest = (crc ^ 0xffffffff) >>> 0;
  let digits = '';
  for (let i = 0; i < 6; i++) {
    digits = `${BASE62[rest % 62] ?? ''}${digits}`;
    rest = Math.floor(rest / 62);
  }
  return token.endsWith(digits);
}

const isRandom = (match: string): boolean => !isMadeUp(match);

/** Keys whose form tells them, with what makes it certain. Prefixes as the services document them. */
export const FORMATS: readonly KeyFormat[] = [
  { name: 'a private key', pattern: /-----BEGIN (?:(?:RSA|EC|DSA|OPENSSH|ENCRYPTED) )?PRIVATE KEY-----(?:\s|\\[nr])*(?:[A-Za-z-]+: [^\n]*\n\s*)*((?:[A-Za-z\d+/=]|\s|\\[nr]){64,})/u, check: isPrivateKey },
  { name: 'an AWS access key', pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/u, check: isRandom },
  { name: 'a GitHub token', pattern: /\bgh[pousr]_[A-Za-z\d]{36}\b/u, check: hasCheckDigits },
  { name: 'a GitHub token', pattern: /\bgithub_pat_[A-Za-z\d]{22}_[A-Za-z\d]{59}\b/u, check: isRandom },
  { name: 'a GitLab token', pattern: /\bglpat-[\w-]{20,}/u, check: isRandom },
  { name: 'an npm token', pattern: /\bnpm_[A-Za-z\d]{36}\b/u, check: hasCheckDigits },
  { name: 'a Stripe key', pattern: /\b[rs]k_live_[A-Za-z\d]{24,}/u, check: isRandom },
  { name: 'a webhook secret', pattern: /\bwhsec_[A-Za-z\d+/=]{32,}/u, check: isRandom },
  { name: 'a Slack token', pattern: /\bxox[abeoprs]-\d{8,}-[\dA-Za-z-]{20,}/u, check: isRandom },
  { name: 'a Slack token', pattern: /\bxapp-\d-[A-Z\d]+-\d+-[\da-f]{32,}/u, check: isRandom },
  { name: 'a Slack webhook address', pattern: /\bhooks\.slack\.com\/(?:services\/T[A-Z\d]{7,}\/B[A-Z\d]{7,}|workflows\/T[A-Z\d]{7,}\/A[A-Z\d]{7,})\/[A-Za-z\d]{20,}/u, check: isRandom },
  { name: 'a Discord webhook address', pattern: /\bdiscord(?:app)?\.com\/api\/webhooks\/\d{17,20}\/[\w-]{60,}/u, check: isRandom },
  { name: 'a Google OAuth client secret', pattern: /\bGOCSPX-[\w-]{28}\b/u, check: isRandom },
  { name: 'a SendGrid key', pattern: /\bSG\.[\w-]{22}\.[\w-]{43}\b/u, check: isRandom },
  { name: 'a Mailgun key', pattern: /\bkey-[\da-f]{32}\b/u, check: isRandom },
  { name: 'an OpenAI key', pattern: /\bsk-(?:proj-|svcacct-|admin-)?[\w-]{20,}T3BlbkFJ[\w-]{20,}/u, check: isRandom },
  { name: 'an Anthropic key', pattern: /\bsk-ant-(?:api|admin)\d\d-[\w-]{80,}AA\b/u, check: isRandom },
  { name: 'a Hugging Face token', pattern: /\bhf_[A-Za-z]{34}\b/u, check: isRandom },
  { name: 'a DigitalOcean token', pattern: /\bdo[opr]_v1_[\da-f]{64}\b/u, check: isRandom },
  { name: 'a Shopify token', pattern: /\bshp(?:at|ca|pa|ss)_[\da-fA-F]{32}\b/u, check: isRandom },
  { name: 'a Telegram bot token', pattern: /\b\d{8,10}:AA[\w-]{33}\b/u, check: isRandom },
  { name: 'a Supabase key', pattern: /\bsb(?:p_[\da-f]{40}|_secret_[\w-]{22,})\b/u, check: isRandom },
  { name: 'a PlanetScale password', pattern: /\bpscale_(?:pw|tkn|oauth)_[\w.-]{32,}/u, check: isRandom },
  { name: 'a Vault token', pattern: /\bhv[bs]\.[\w-]{24,}/u, check: isRandom },
  { name: 'a Doppler token', pattern: /\bdp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{40,}/u, check: isRandom },
  { name: 'an Atlassian token', pattern: /\bATATT3[\w=-]{180,}/u, check: isRandom },
  { name: 'a Linear key', pattern: /\blin_api_[A-Za-z\d]{40}\b/u, check: isRandom },
  { name: 'a Notion token', pattern: /\bntn_[A-Za-z\d]{46}\b/u, check: isRandom },
  { name: 'a New Relic key', pattern: /\bNRAK-[A-Z\d]{27}\b/u, check: isRandom },
  { name: 'a Postman key', pattern: /\bPMAK-[\da-f]{24}-[\da-f]{34}\b/u, check: isRandom },
  { name: 'a PyPI token', pattern: /\bpypi-AgEIcHlwaS5vcmc[\w-]{50,}/u, check: isRandom },
  { name: 'the key of an Azure storage account', pattern: /\bAccountKey=[A-Za-z\d+/]{86}==/u, check: isRandom },
  { name: 'a signed token', pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/u, check: isLastingToken },
];

/** Passed by a file with a word that such a key has in it, or before it. */
export const SAYS_KEY = words(/(?:PRIVATE|glpat|xox[abeoprs]|xapp|GOCSPX|SG|hv[bs]|dp|NRAK|PMAK|pypi|AccountKey)$|^(?:slack|webhooks|ant|AA\w*|[\da-f]{32}.*)$|A[KS]IA[A-Z2-7]{16}|(?:gh[pousr]|npm)_\w{36}|github_pat_|k_live_|whsec_|T3BlbkFJ|hf_[A-Za-z]{34}|do[opr]_v1_|shp(?:at|ca|pa|ss)_|sbp_|sb_secret_|pscale_|ATATT3|lin_api_|ntn_|eyJ/u);

/** A text without one of these holds no key of a known form. */
export const MAY_HOLD_KEY = /PRIVATE KEY-----|A[KS]IA[A-Z2-7]{16}|gh[pousr]_\w{36}|github_pat_|glpat-|npm_\w{36}|k_live_|whsec_|xox[abeoprs]-|xapp-|hooks\.slack\.com|\/api\/webhooks\/|GOCSPX-|SG\.[\w-]{22}\.|key-[\da-f]{32}|T3BlbkFJ|sk-ant-|hf_[A-Za-z]{34}|do[opr]_v1_|shp(?:at|ca|pa|ss)_|:AA[\w-]{33}|sbp_|sb_secret_|pscale_|hv[bs]\.|dp\.\w+\.|ATATT3|lin_api_|ntn_|NRAK-|PMAK-|pypi-AgE|AccountKey=|eyJ[\w-]+\.eyJ/u;

/** The form of the key that a text holds; null for none. */
export function keyFormatOf(text: string): KeyFormat | null {
  return FORMATS.find(({ pattern, check }) => {
    const match = pattern.exec(text)?.[0];
    return match !== undefined && (!check || check(match));
  }) ?? null;
}

/** A key has a body of its own beyond its first line, and no gap in it. */
function isPrivateKey(match: string): boolean {
  const body = match.replace(/^-----BEGIN [A-Z ]*PRIVATE KEY-----/u, '').replace(/\\[nr]|\s/gu, '');
  return body.length >= 64 && !isMadeUp(body);
}

/** Longest lifetime of a token that is not worth stealing from a source, in seconds. */
const SHORT = 90 * 24 * 60 * 60;

/** Whether a JSON Web Token opens something for long: signed, not for everybody, not the one of the documentation. */
function isLastingToken(token: string): boolean {
  const [header, payload] = token.split('.').map((part) => decoded(part));
  if (!header || !payload || typeof header['alg'] !== 'string' || header['alg'] === 'none') return false;
  if (payload['sub'] === '1234567890' || payload['role'] === 'anon') return false;
  const { exp, iat } = payload;
  return exp === undefined || (typeof exp === 'number' && typeof iat === 'number' && exp - iat > SHORT);
}

function decoded(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
