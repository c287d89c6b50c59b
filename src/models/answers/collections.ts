import type { RouteHandler } from '../http/types.ts';

/** Whether a handler answers GET for a collection: an address that does not end with a parameter. */
export function isCollection({ route, kind }: RouteHandler): boolean {
  const path = route?.fullPath ?? route?.path ?? null;
  return kind === 'route' && route?.method === 'GET' && path !== null && !/[:{[*][^/]*\/?$/.test(path);
}
