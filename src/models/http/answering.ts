import type { HandlerKind } from './types.ts';

/** Handlers that a client of the server waits for. Functions of a platform may be workers as well, jobs and tasks are. */
export const ANSWERING: ReadonlySet<HandlerKind> = new Set(['route', 'middleware', 'error', 'procedure', 'action', 'resolver']);
