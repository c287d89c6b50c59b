import { wordsOf } from '../words/model.ts';

/** What tells that code decides about access: names of data and of packages, nothing that a programmer may rename. */

/** Words in the name of a package that proves who asks, or keeps sessions. */
const PROVING_PACKAGES = /(?:^|[@/._-])(?:next-?auth|auth\w*|better-auth|\w*oauth\w*|openid\w*|oidc|saml\w*|passport\w*|clerk\w*|lucia|supabase|supertokens|stytch|workos\w*|kinde\w*|auth0|okta|keycloak\w*|cognito\w*|firebase\w*|iron-session|\w*sessions?|\w*jwt\w*|jsonwebtoken|jose|paseto|jws|jwks\w*|hanko|ory|descope|logto|propelauth|casl|casbin|accesscontrol|permit\w*|oso|cerbos|openfga|cookies?|cookie-\w+)(?=$|[@/._-])/iu;

/** Words in the name of a package that limits how often something is done. */
const LIMITING_PACKAGES = /(?:rate-?limit|limiter|throttl|brute|slow-?down|arcjet|toobusy|bottleneck|ratelimit)/iu;

/** Words in the name of a package whose middleware may be anything about access. */
const GUARDING_PACKAGES = /(?:auth|session|jwt|token|passport|login|oidc|oauth|saml|sso|identity|user|acl|guard|secur|protect|permission|rbac|role|shield|key|captcha|csrf|firewall|waf|allow|deny|block|ip-?filter|\bip\b|access)/iu;

/** Whether calling into a package tells that it is proved who asks. */
export function isProver(name: string): boolean {
  return PROVING_PACKAGES.test(name);
}

/** Whether calling into a package tells that something is limited. */
export function isLimiter(name: string): boolean {
  return LIMITING_PACKAGES.test(name);
}

/** Whether a middleware of a package that no list names may protect, by the words of its name. */
export function mayProtect(name: string): boolean {
  return GUARDING_PACKAGES.test(name) || LIMITING_PACKAGES.test(name) || PROVING_PACKAGES.test(name);
}

/** Calls that mark a handler for guards which read the mark. */
export const MARKERS: ReadonlySet<string> = new Set(['@nestjs/common#SetMetadata', '@nestjs/core#Reflector.createDecorator']);

/** Headers that carry credentials. */
const CREDENTIAL_HEADER = /^(?:authorization|proxy-authorization|cookie|x-.*(?:token|key|secret|signature|auth|session|user|hmac).*|.*(?:api-?key|signature|secret|access-token|id-token))$/iu;

/** Whether a header of this name says who sent a request. */
export function isCredentialHeader(name: string): boolean {
  return CREDENTIAL_HEADER.test(name);
}

const SECRET_WORDS: ReadonlySet<string> = new Set(['password', 'passwd', 'pwd', 'passphrase', 'passcode', 'token', 'otp', 'totp', 'mfa', 'secret', 'signature', 'hmac', 'apikey', 'credential', 'credentials', 'nonce', 'verifier', 'captcha', 'pin', 'assertion', 'jwt']);

/** Whether a name of data is that of something a request proves itself with. */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word) => SECRET_WORDS.has(word)) || (words.includes('api') && words.includes('key')) || (words.at(-1) === 'hash' && words.length === 1);
}

const PASSWORD_WORDS: ReadonlySet<string> = new Set(['password', 'passwd', 'pwd', 'passphrase', 'passcode']);

/** Whether a name of data is that of a password. */
export function isPasswordName(name: string): boolean {
  return wordsOf(name).some((word) => PASSWORD_WORDS.has(word));
}

const JUDGING_WORDS: ReadonlySet<string> = new Set(['role', 'roles', 'permission', 'permissions', 'scope', 'scopes', 'rights', 'ability', 'abilities', 'privilege', 'privileges', 'grants', 'policy', 'policies', 'acl', 'claims', 'superuser', 'superadmin', 'entitlements']);

/** Whether a name of data says what somebody may do. */
export function isJudgingName(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word) => JUDGING_WORDS.has(word)) || (words[0] === 'is' && words.some((word) => ['admin', 'staff', 'owner', 'moderator'].includes(word)));
}

/** Names of errors and codes that refuse, as they stand in enumerations, texts and properties. */
const CODES: readonly (readonly [RegExp, number])[] = [
  [/^(?:un_?authori[sz]ed|un_?authenticated|not_?authenticated|invalid_?token|invalid_?credentials)(?:_?error|_?exception)?$/iu, 401],
  [/^(?:forbidden|access_?denied|permission_?denied|insufficient_?(?:permissions?|scope))(?:_?error|_?exception)?$/iu, 403],
  [/^(?:too_?many_?requests|rate_?limit(?:ed)?(?:_?exceeded)?)(?:_?error|_?exception)?$/iu, 429],
];

/** The status that a code refuses with: `UNAUTHORIZED`, `Forbidden`, `TOO_MANY_REQUESTS`. Null for any other text. */
export function refusalOf(code: string): number | null {
  return CODES.find(([pattern]) => pattern.test(code.replaceAll(/[\s-]/gu, '_')))?.[1] ?? null;
}

/** Text of a file of a proxy that limits how often it is asked. */
export const PROXY_LIMIT = /\blimit_req\b|\brate_limit\b|\bratelimit\b/u;

/** Text of a package in which something limits how often something is done. */
export const LIMIT_TRACE = /rate-?_?limit|throttl|\b429\b|too_?-?many_?-?req|slow-?down|brute-?_?force|lock-?_?out|(?:failed|login|signin|invalid)_?-?attempts|arcjet|toobusy/iu;

/** Text of a package in which what is called may know of the request without being given it. */
export const AMBIENT = /\bAsyncLocalStorage\b|nestjs-cls|cls-hooked|express-http-context|@fastify\/request-context|Scope\.REQUEST|hono\/context-storage/u;
