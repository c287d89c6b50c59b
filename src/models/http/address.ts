import type { Route } from './types.ts';

/** The address of a route as far as it is known: without its prefixes where one of them is not. Null without a route, or where its own path is not constant. */
export function addressOf(route: Route | null): string | null {
  return route?.fullPath ?? route?.path ?? null;
}
