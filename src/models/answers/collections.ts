import { addressOf } from '../http/address.ts';
import type { RouteHandler } from '../http/types.ts';

/** Addresses that are asked for all there is: files, feeds, and what a start or a probe needs. */
const WHOLE = /export|download|backup|dump|sitemap|feed|\brss\b|\.(?:csv|xml|xlsx|json|txt)$|csv|health|metrics/i;

/** Whether a handler answers GET for a collection: an address that does not end with a parameter. */
export function isCollection({ route, kind }: RouteHandler): boolean {
  const path = addressOf(route);
  return kind === 'route' && route?.method === 'GET' && path !== null && !/[:{[*][^/]*\/?$/.test(path);
}

/** Whether the address of a handler asks for all there is. */
export function isAskedWhole({ route }: RouteHandler): boolean {
  return WHOLE.test(addressOf(route) ?? '');
}
