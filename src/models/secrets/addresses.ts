import { words } from '../../core/gates.ts';
import { isNear } from '../outgoing/hosts.ts';
import { isPlaceholder } from './placeholders.ts';

/** Schemes of addresses with a user and a password before the host. */
const SCHEMES = String.raw`postgres(?:ql)?|mysqlx?|mariadb|cockroachdb|mongodb(?:\+srv)?|rediss?|valkeys?|amqps?|mssql|sqlserver|clickhouse|neo4j(?:\+s)?|smtps?|imaps?|ftps?|sftp|mqtts?|nats|kafka|ldaps?|https?`;
const ADDRESS = new RegExp(String.raw`\b(${SCHEMES}):\/\/([^\s:/@'"\x60]*):([^\s/@'"\x60]+)@([^\s/:?#'"\x60,]+)`, 'giu');
/** Passed by a file that names such a scheme. */
export const SAYS_SCHEME = words(new RegExp(`(?:${SCHEMES})$`, 'i'));
/** Hosts that stand for another. */
const STAND_IN = /^(?:host(?:name)?|server|domain|example\.(?:com|org|net)|.*\.example(?:\.\w+)?|db_host|ip|address|xxx.*)$/iu;
/** Passwords of a manual. */
const MANUAL: ReadonlySet<string> = new Set(['password', 'pass', 'passwd', 'pwd', 'secret', 'pw', 'user', 'username', 'token', 'key', 'api_key', 'apikey', 'access_token', 'p', 'postgres', 'root', 'admin', 'guest', 'mysql']);

/** A text without it holds no address with a password. */
export const MAY_HOLD_ADDRESS = /:\/\/[^\s:/@'"`]*:[^\s/@'"`]+@/u;

/**
 * Whether a text holds the address of a service elsewhere with a password that opens it. Addresses of this machine or
 * this network, holes and the passwords of manuals do not count.
 */
export function holdsPasswordAddress(text: string): boolean {
  for (const [, , user = '', password = '', host = ''] of text.matchAll(ADDRESS)) {
    if (isNear(host) || STAND_IN.test(host) || /[${}<>[\]]/u.test(`${user}${password}${host}`)) continue;
    if (isPlaceholder(password) || isPlaceholder(host) || MANUAL.has(password.toLowerCase()) || password === user) continue;
    return true;
  }
  return false;
}
