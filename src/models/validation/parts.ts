import type { RequestPart } from '../http/types.ts';

/** What validators and route options call the parts of a request. */
export const PART_NAMES: Readonly<Record<RequestPart, readonly string[]>> = {
  body: ['body', 'json', 'form'],
  query: ['querystring', 'query'],
  params: ['params', 'param'],
  headers: ['headers', 'header'],
  cookies: ['cookies', 'cookie'],
  files: [],
};

/** The part of a request by one of its names. */
export const PARTS: ReadonlyMap<string, RequestPart> = new Map(Object.entries(PART_NAMES).flatMap(([part, names]) => names.map((name) => [name, part as RequestPart] as const)));
