import { pluralOf, wordsOf } from './model.ts';

/** What a segment of an address is, by its text alone. */
export type SegmentKind = 'parameter' | 'wildcard' | 'version' | 'locale' | 'file' | 'word';

export function segmentKind(text: string): SegmentKind {
  if (/^\[\.\.\.|^\[\[|[*+()|^\\?]/u.test(text)) return 'wildcard';
  if (/[:{}[\]$<>@~!=,;&%]/u.test(text)) return 'parameter';
  if (/^v\d[\w.-]*$|^\d{4}-\d\d(?:-\d\d)?$|^\d+$/iu.test(text)) return 'version';
  if (text.includes('.')) return 'file';
  if (/^[a-z]{2}(?:[-_][A-Z]{2})?$/u.test(text) && !SHORT_WORDS.has(text)) return 'locale';
  return 'word';
}

const SHORT_WORDS: ReadonlySet<string> = new Set(['me', 'id', 'ip', 'ui', 'ok', 'db', 'qr', 'ai', 'ci', 'ws', 'io']);

/** A segment in lower case with hyphens; null where it is written so already. A leading underscore marks what is internal. */
export function kebabSegment(text: string): string | null {
  if (!/[\p{Lu}_ ]/u.test(text.replace(/^_+/u, ''))) return null;
  const kebab = wordsOf(text).join('-');
  return kebab === '' || kebab === text ? null : `${/^_*/u.exec(text)?.[0] ?? ''}${kebab}`;
}

/** Verbs that say what the method says already. They are no names of actions. */
const CRUD: ReadonlySet<string> = new Set(['get', 'fetch', 'create', 'add', 'insert', 'update', 'upsert', 'modify', 'edit', 'delete', 'remove', 'save']);
/** `add-ons`, `get-started`, `delete-dialog`: names that only look like a verb and what it is done to. */
const NOUN_PHRASES = /^(?:add-?ons?|add-?ins?|get-started|getting-.*|(?:update|upsert)-(?:log|notes|history|status|types?)|delete-requests?|save-points?|savepoints?|edit-(?:history|log)|\w+-(?:dialog|modal|wizard|popup)s?)$/iu;

/** The verb of reading and writing that a segment is or begins with: `create`, `getUsers`, `delete-account`; null where there is none. */
export function crudVerb(text: string): string | null {
  const words = wordsOf(text);
  const [first] = words;
  return first !== undefined && CRUD.has(first) && !NOUN_PHRASES.test(words.join('-')) ? first : null;
}

/** Verbs that change something and are no nouns. */
const CHANGING: ReadonlySet<string> = new Set([
  'activate', 'approve', 'assign', 'ban', 'confirm', 'deactivate', 'decrement', 'disable', 'enable', 'increment', 'insert', 'delete', 'remove', 'publish', 'unpublish', 'reject', 'regenerate', 'resend', 'restore', 'revoke', 'subscribe', 'suspend', 'unarchive', 'unassign', 'unban', 'unlock', 'unsubscribe', 'update', 'create', 'add', 'save', 'modify', 'send', 'submit', 'reopen', 'deploy', 'install', 'uninstall',
]);
/** Verbs that are nouns as well: they are actions where they stand right behind one resource. */
const BEHIND_ONE: ReadonlySet<string> = new Set(['archive', 'cancel', 'close', 'complete', 'clear', 'lock', 'mark', 'move', 'pause', 'pay', 'pin', 'refund', 'reset', 'restart', 'resume', 'start', 'stop', 'toggle', 'vote', 'like']);
/** Verbs that a link in an e-mail or a page of a form has. */
const LINKED: ReadonlySet<string> = new Set(['confirm', 'activate', 'unsubscribe', 'subscribe', 'approve', 'reject', 'accept', 'decline', 'verify', 'reset']);

/**
 * The verb of a change that a segment names; null where it may be a noun or a state: `/orders/cancelled`, `/archive`.
 * `isBehindOne`: the segment before it is a parameter.
 */
export function changingVerb(text: string, isBehindOne: boolean): string | null {
  const words = wordsOf(text);
  const [first, ...others] = words;
  if (first === undefined || NOUN_PHRASES.test(words.join('-'))) return null;
  if (CHANGING.has(first)) return first;
  return BEHIND_ONE.has(first) && others.length === 0 && isBehindOne ? first : null;
}

/** Whether a verb is one that links in e-mails have. */
export function isLinkVerb(verb: string): boolean {
  return LINKED.has(verb);
}

/** Segments that name no collection, though a parameter may follow them. */
const NO_COLLECTIONS: ReadonlySet<string> = new Set([
  'api', 'app', 'rest', 'rpc', 'trpc', 'graphql', 'grpc', 'soap', 'tus', 'webdav', 'websocket', 'mcp', 'internal', 'public', 'private', 'admin', 'client', 'server', 'edge', 'web', 'mobile', 'me', 'self', 'current', 'auth', 'oauth', 'sso', 'login', 'logout', 'signin', 'signup', 'signout', 'register', 'refresh', 'callback', 'webhook', 'health', 'healthz', 'ready', 'live', 'status', 'ping', 'metrics', 'docs', 'swagger', 'static', 'upload', 'download', 'search', 'track', 'count', 'process', 'validate', 'verify', 'confirm', 'reset', 'invite', 'share', 'preview', 'embed', 'proxy', 'render', 'redirect', 'go', 'find', 'check', 'view', 'show', 'sync', 'export', 'import', 'batch', 'bulk', 'all', 'new', 'latest', 'by', 'with', 'for', 'raw', 'debug', 'test', 'demo', 'example',
]);

/** The plural of a segment that names a thing in the singular; null for plurals, verbs, what cannot be counted, and what is no collection. */
export function pluralSegment(text: string): string | null {
  const words = wordsOf(text);
  const last = words.at(-1);
  const [first] = words;
  if (last === undefined || first === undefined || !/^[\p{L}_-]+$/u.test(text)) return null;
  if (NO_COLLECTIONS.has(last) || NO_COLLECTIONS.has(first) || CRUD.has(first) || CHANGING.has(first) || BEHIND_ONE.has(first) || LINKED.has(first)) return null;
  const plural = /sss$/u.test(last) ? null : pluralOf(last);
  return plural === null ? null : [...words.slice(0, -1), plural].join('-');
}

/** Whether a parameter is the key of one of a collection: `:id`, `:orderId` behind `order`. */
export function isKeyOf(parameter: string, segment: string): boolean {
  const name = wordsOf(parameter.replace(/\{.*$|\(.*$/u, ''));
  const own = wordsOf(segment);
  const key = name.at(-1) ?? '';
  return ['id', 'uuid', 'slug', 'key', 'pk'].includes(key) && (name.length === 1 || own.at(-1) === name.at(-2));
}
