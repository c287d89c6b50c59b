import type { Reads, RouteForm, WriterForm } from './types.ts';

/** Methods of a router named after what they answer. */
export const VERBS: Readonly<Record<string, RouteForm>> = {
  get: { method: 'GET' },
  head: { method: 'HEAD' },
  post: { method: 'POST' },
  put: { method: 'PUT' },
  patch: { method: 'PATCH' },
  delete: { method: 'DELETE' },
  options: { method: 'OPTIONS' },
  all: { method: 'ALL' },
};

/** The same reads below a property or call: `below('req', reads)`. */
export function below(prefix: string, reads: Reads): Reads {
  return Object.fromEntries(Object.entries(reads).map(([path, part]) => [`${prefix}.${path}`, part]));
}

/** The `Request` of the web platform. */
export const WEB_REQUEST: Reads = {
  'json()': 'body',
  'text()': 'body',
  'formData()': 'body:get',
  'arrayBuffer()': 'body',
  'blob()': 'body',
  'bytes()': 'body',
  'clone().json()': 'body',
  'clone().text()': 'body',
  'clone().formData()': 'body:get',
  body: 'body',
  headers: 'headers:get',
  url: 'url',
};

/** `IncomingMessage` of Node. */
export const NODE_REQUEST: Reads = { headers: 'headers', rawHeaders: 'headers', url: 'url' };

/** What Express and those that imitate it give. */
export const EXPRESS_REQUEST: Reads = {
  ...NODE_REQUEST,
  body: 'body',
  query: 'query',
  params: 'params',
  cookies: 'cookies',
  signedCookies: 'cookies',
  files: 'files',
  file: 'files',
  originalUrl: 'url',
  'get(*)': 'headers',
  'header(*)': 'headers',
  'param(*)': 'params',
};

/** `HonoRequest`, `c.req`. */
export const HONO_REQUEST: Reads = {
  'json()': 'body',
  'text()': 'body',
  'formData()': 'body:get',
  'parseBody()': 'body',
  'parseBody(*)': 'body',
  'arrayBuffer()': 'body',
  'blob()': 'body',
  'query(*)': 'query',
  'query()': 'query',
  'queries(*)': 'query',
  'queries()': 'query',
  'param(*)': 'params',
  'param()': 'params',
  'header(*)': 'headers',
  'header()': 'headers',
  url: 'url',
  "valid('json')": 'body',
  "valid('form')": 'body',
  "valid('query')": 'query',
  "valid('param')": 'params',
  "valid('header')": 'headers',
  "valid('cookie')": 'cookies',
};

/** Makers of a `Response` of the web platform. */
export const WEB_RESPONSES: Readonly<Record<string, WriterForm>> = {
  'global#Response.json': { body: 0, options: 1 },
  'new global#Response': { body: 0, options: 1 },
};
