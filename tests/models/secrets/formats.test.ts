import { describe, expect, it } from 'vitest';
import { holdsPasswordAddress } from '../../../src/models/secrets/addresses.ts';
import { FORMATS, keyFormatOf, MAY_HOLD_KEY } from '../../../src/models/secrets/formats.ts';
import { isSecretName } from '../../../src/models/secrets/names.ts';
import { checked, drawn, keyFile, webToken } from './keys.ts';

const HEX = '0123456789abcdef';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const KEYS: Readonly<Record<string, string>> = {
  'a private key': keyFile('PRIVATE KEY', 400),
  'an AWS access key': `AKIA${drawn(16, UPPER)}`,
  'a GitHub token': checked('ghp'),
  'a GitLab token': `glpat-${drawn(20)}`,
  'an npm token': checked('npm'),
  'a Stripe key': `sk_live_${drawn(24)}`,
  'a webhook secret': `whsec_${drawn(32)}`,
  'a Slack token': `xoxb-${drawn(11, '123456789')}-${drawn(24)}`,
  'a Google OAuth client secret': `GOCSPX-${drawn(28)}`,
  'a SendGrid key': `SG.${drawn(22)}.${drawn(43)}`,
  'a Mailgun key': `key-${drawn(32, HEX)}`,
  'a Telegram bot token': `${drawn(9, '123456789')}:AA${drawn(33)}`,
  'a DigitalOcean token': `dop_v1_${drawn(64, HEX)}`,
  'a Hugging Face token': `hf_${drawn(34, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ')}`,
  'the key of an Azure storage account': `AccountName=a;AccountKey=${drawn(86)}==`,
  'a signed token': webToken({ sub: 'service', role: 'service_role' }),
};

describe('forms of keys', () => {
  it.each(Object.entries(KEYS))('%s', (name, key) => {
    expect(MAY_HOLD_KEY.test(key)).toBe(true);
    expect(keyFormatOf(`Bearer ${key}`)?.name).toBe(name);
  });

  it('a form has a mark that the gate knows', () => {
    expect(FORMATS.length).toBeGreaterThan(30);
  });

  it.each([
    ['the key of the documentation', `AKIAIOSFODNN7EX${'AMPLE'}`],
    ['check digits that are wrong', `${checked('ghp').slice(0, -1)}!`.replace('!', checked('ghp').endsWith('0') ? '1' : '0')],
    ['a test key', `sk_test_${drawn(24)}`],
    ['one letter again and again', `sk_live_${'a'.repeat(24)}`],
    ['the first line of a key only', ['-----BEGIN ', 'PRIVATE KEY-----'].join('')],
    ['a key with a gap', keyFile('PRIVATE KEY', 10)],
    ['a public key', keyFile('PUBLIC KEY', 400)],
    ['the token of the documentation', webToken({ sub: '1234567890', name: 'John Doe' })],
    ['a token for everybody', webToken({ role: 'anon' })],
    ['a token that ended soon after it was made', webToken({ iat: 1_600_000_000, exp: 1_600_003_600 })],
    ['a digest', drawn(64, HEX)],
    ['a UUID', '6f1c2b0e-9d5a-4d0b-8f8e-0c9d4f3b2a17'],
    ['a sentence', 'The private key is read from the environment.'],
  ])('no key: %s', (_, text) => {
    expect(keyFormatOf(text)).toBeNull();
  });
});

describe('addresses with a password', () => {
  it.each(['postgres://app:Tr0ub4dor@db.acme-shop.com:5432/app', 'mongodb+srv://app:k3vZ9q@cluster0.ab1cd.mongodb.net', 'redis://:k3vZ9qWm@cache.acme-shop.com'])('%s', (text) => {
    expect(holdsPasswordAddress(text)).toBe(true);
  });

  it.each([
    ['of this machine', 'postgres://app:Tr0ub4dor@localhost:5432/app'],
    ['of a network of containers', 'postgres://app:Tr0ub4dor@db:5432/app'],
    ['a hole', 'postgres://app:${}@db.acme-shop.com/app'],
    ['of a manual', 'postgres://user:password@db.acme-shop.com/app'],
    ['a host that stands for another', 'postgres://app:Tr0ub4dor@hostname.example.com/app'],
    ['no password', 'postgres://app@db.acme-shop.com/app'],
    ['a port', 'https://acme-shop.com:8080/@scope'],
  ])('no secret: %s', (_, text) => {
    expect(holdsPasswordAddress(text)).toBe(false);
  });
});

describe('names of secrets', () => {
  it.each(['JWT_SECRET', 'jwtSecret', 'DB_PASSWORD', 'SMTP_PASS', 'API_KEY', 'apiKey', 'STRIPE_SECRET_KEY', 'SESSION_SECRET_OLD', 'ENCRYPTION_KEY_2', 'GITHUB_TOKEN', 'DB_PWD', 'auth.secret'])('%s', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each(['PWD', 'PASSWORD_MIN_LENGTH', 'TOKEN_TTL', 'SECRET_NAME', 'CACHE_KEY', 'PRIMARY_KEY', 'STRIPE_PUBLISHABLE_KEY', 'PUBLIC_KEY', 'KEY', 'SITE_KEY', 'TOKEN_URL', 'PASSPORT', 'KEYCLOAK', 'ROUTING_KEY', 'CSRF_TOKEN'])('none: %s', (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});
