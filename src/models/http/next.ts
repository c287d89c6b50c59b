import { EXPRESS_REQUEST, WEB_REQUEST, WEB_RESPONSES } from './shapes.ts';
import type { HttpFramework } from './types.ts';

/** `src/app/(shop)/api/carts/[id]/route.ts` → `/api/carts/[id]`. */
function appRoute(path: string): string | null {
  const folders = /(?:^|\/)app\/(?:(.*)\/)?route\.[cm]?[jt]sx?$/u.exec(path)?.[1] ?? '';
  const names = folders.split('/').filter((name) => name !== '');
  // A folder with an underscore is private: nothing in it is a route.
  if (names.some((name) => name.startsWith('_'))) return null;
  const shown = names.filter((name) => !/^(?:\(.*\)|@.*)$/u.test(name));
  return `/${shown.join('/')}`;
}

/** `src/pages/api/invites/index.ts` → `/api/invites`. */
function pagesRoute(path: string): string | null {
  const inside = /(?:^|\/)pages\/(api\/.*)\.[cm]?[jt]sx?$/u.exec(path)?.[1];
  return inside === undefined ? null : `/${inside.replace(/\/?index$/u, '')}`;
}

const VERBS = { GET: 'GET', HEAD: 'HEAD', POST: 'POST', PUT: 'PUT', PATCH: 'PATCH', DELETE: 'DELETE', OPTIONS: 'OPTIONS' } as const;

export default {
  name: 'next',
  packages: ['next'],
  exports: [
    { path: /(?:^|\/)app\/(?:.*\/)?route\.[cm]?[jt]sx?$/u, names: VERBS, kind: 'route', parameters: ['request', 'context'], route: appRoute },
    { path: /(?:^|\/)pages\/api\/.*\.[cm]?[jt]s$/u, names: { default: 'ALL' }, kind: 'route', parameters: ['request', 'response'], needs: ['next'], route: pagesRoute },
    { path: /(?:^|\/)(?:middleware|proxy)\.[cm]?[jt]s$/u, names: { middleware: 'ALL', proxy: 'ALL', default: 'ALL' }, kind: 'middleware', parameters: ['request'], needs: ['next'], atRoot: true },
  ],
  directive: { text: 'use server', kind: 'action', parameters: ['input'] },
  parameterTypes: { 'next#NextApiRequest': 'request', 'next#NextApiResponse': 'response' },
  handlerTypes: { 'next#NextApiHandler': 'route' },
  parameters: { route: ['request', 'response'] },
  reads: {
    request: {
      ...EXPRESS_REQUEST,
      ...WEB_REQUEST,
      headers: 'headers:get',
      cookies: 'cookies:cookie',
      'nextUrl.searchParams': 'query:get',
      'nextUrl.search': 'query',
    },
    context: { params: 'params' },
  },
  globals: { 'next/headers#cookies()': 'cookies:cookie', 'next/headers#headers()': 'headers:get' },
  writers: { response: { json: { body: 0 }, send: { body: 0 }, end: { body: 0 }, redirect: { redirects: true } } },
  statusSetters: ['status'],
  responses: { ...WEB_RESPONSES, 'next/server#NextResponse.json': { body: 0, options: 1 }, 'new next/server#NextResponse': { body: 0, options: 1 } },
} satisfies HttpFramework;
