import { packageOf } from '../../ast/origin.ts';

/** What a package exports that makes an error with an HTTP status, or ends a request with one. */
interface ExceptionSource {
  readonly packages: readonly string[];
  /** Exported classes and functions; `all` but the exceptions where everything is one. */
  readonly names: readonly string[] | 'all';
  readonly except?: readonly string[];
}

const NEST = [
  'BadGateway',
  'BadRequest',
  'Conflict',
  'Forbidden',
  'GatewayTimeout',
  'Gone',
  'Http',
  'HttpVersionNotSupported',
  'ImATeapot',
  'InternalServerError',
  'MethodNotAllowed',
  'Misdirected',
  'NotAcceptable',
  'NotFound',
  'NotImplemented',
  'PayloadTooLarge',
  'PreconditionFailed',
  'RequestTimeout',
  'ServiceUnavailable',
  'Unauthorized',
  'UnprocessableEntity',
  'UnsupportedMediaType',
].map((name) => `${name}Exception`);

const exceptionSources: readonly ExceptionSource[] = [
  { packages: ['@nestjs/common'], names: NEST },
  { packages: ['http-errors', 'restify-errors', '@tsed/exceptions', 'throw-http-errors', 'http-assert'], names: 'all', except: ['isHttpError'] },
  { packages: ['@hapi/boom', 'boom'], names: 'all', except: ['isBoom'] },
  { packages: ['hono/http-exception'], names: ['HTTPException'] },
  { packages: ['@trpc/server'], names: ['TRPCError'] },
  { packages: ['@fastify/error'], names: ['default', 'createError'] },
  { packages: ['next/navigation'], names: ['notFound', 'redirect', 'permanentRedirect', 'forbidden', 'unauthorized'] },
  { packages: ['@sveltejs/kit'], names: ['error', 'redirect', 'fail'] },
  { packages: ['@remix-run/node', '@remix-run/server-runtime', 'react-router'], names: ['json', 'redirect', 'data'] },
  {
    packages: ['routing-controllers'],
    names: ['HttpError', 'BadRequestError', 'ForbiddenError', 'InternalServerError', 'MethodNotAllowedError', 'NotAcceptableError', 'NotFoundError', 'UnauthorizedError'],
  },
];

/** Names of HTTP status codes, by symbol; members below count. */
const STATUS_NAMES: readonly string[] = ['http-status#default', 'http-status#status', 'http-status-codes#default', 'http-status-codes#StatusCodes', 'http-status-codes#ReasonPhrases', '@nestjs/common#HttpStatus', 'http2#constants'];

/** Fields in which an error carries its status. `status` alone is an everyday word: it needs a status code as its value. */
export const STATUS_FIELDS: ReadonlySet<string> = new Set(['statusCode', 'httpStatus', 'httpStatusCode', 'httpCode']);
export const STATUS_WORD = 'status';

/** Whether a symbol is an error with an HTTP status, or makes one: `new @nestjs/common#NotFoundException`, `http-errors#default()`. */
export function isStatusException(symbol: string): boolean {
  const from = packageOf(symbol);
  const name = nameOf(symbol);
  return exceptionSources.some(({ packages, names, except }) => packages.includes(from) && (names === 'all' ? !except?.includes(name) : names.includes(name)));
}

/** Status codes by the names that packages give their exceptions: `NotFoundException`, `NotFound`, `notFound`. */
const CODES: Readonly<Record<string, number>> = { badrequest: 400, unauthorized: 401, forbidden: 403, notfound: 404, methodnotallowed: 405, conflict: 409, gone: 410, unprocessableentity: 422, baddata: 422, toomanyrequests: 429, internalservererror: 500, badimplementation: 500, internal: 500, serviceunavailable: 503, serverunavailable: 503 };

/** The status code that the name of a package's exception says; null where the name says none. */
export function statusOfSymbol(symbol: string): number | null {
  const name = nameOf(symbol).replace(/(?:Exception|Error)$/u, '').toLowerCase();
  return isStatusException(symbol) && Object.hasOwn(CODES, name) ? (CODES[name] ?? null) : null;
}

/** Whether a symbol is a name of a status code: `@nestjs/common#HttpStatus.NOT_FOUND`. */
export function isStatusName(symbol: string): boolean {
  return STATUS_NAMES.some((name) => symbol.startsWith(`${name}.`)) || /^http-status#[A-Z_]+$/.test(symbol);
}

/** First name below the package, without what is done with it. */
function nameOf(symbol: string): string {
  return /^[\w$]+/.exec(symbol.slice(symbol.indexOf('#') + 1))?.[0] ?? '';
}
