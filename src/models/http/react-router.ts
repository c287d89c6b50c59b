import { WEB_REQUEST, WEB_RESPONSES, below } from './shapes.ts';
import type { HttpFramework } from './types.ts';

const PACKAGES = ['react-router', '@react-router/node', '@react-router/dev', '@react-router/cloudflare', '@remix-run/node', '@remix-run/react', '@remix-run/cloudflare', '@remix-run/server-runtime', '@remix-run/dev'];

/** `app/routes/teams.$id._index.tsx` → `/teams/:id`, `app/routes/api+/health.ts` → `/api/health`. Optional segments are several addresses: null. */
function flatRoute(path: string): string | null {
  const name = /(?:^|\/)app\/routes\/(.+?)(?:\/route)?\.[cm]?[jt]sx?$/u.exec(path)?.[1];
  if (name === undefined || /[[\]()]/u.test(name)) return null;
  const parts = name.split('/').flatMap((folder) => folder.replace(/\+$/u, '').split('.'));
  const shown = parts.filter((part) => part !== '' && !part.startsWith('_') && part !== 'index');
  return `/${shown.map((part) => (part === '$' ? '*' : part.replace(/^\$/u, ':').replace(/_$/u, ''))).join('/')}`;
}

export default {
  name: 'react-router',
  packages: PACKAGES,
  exports: [{ path: /(?:^|\/)(?:app|routes)\/.*\.[cm]?[jt]sx?$/u, names: { loader: 'GET', action: 'POST' }, kind: 'action', parameters: ['context'], needs: PACKAGES, route: flatRoute, routesFile: { path: /\/app\/routes\.[jt]s$/u, unless: 'flatRoutes' } }],
  parameters: { action: ['context'] },
  handlerTypes: {
    'react-router#LoaderFunction': 'action',
    'react-router#ActionFunction': 'action',
    '@remix-run/node#LoaderFunction': 'action',
    '@remix-run/node#ActionFunction': 'action',
    '@remix-run/server-runtime#LoaderFunction': 'action',
    '@remix-run/server-runtime#ActionFunction': 'action',
    '@remix-run/cloudflare#LoaderFunction': 'action',
    '@remix-run/cloudflare#ActionFunction': 'action',
  },
  reads: { context: { ...below('request', WEB_REQUEST), params: 'params' } },
  responses: {
    ...WEB_RESPONSES,
    'react-router#data()': { body: 0, options: 1 },
    '@remix-run/node#json()': { body: 0, options: 1 },
    '@remix-run/cloudflare#json()': { body: 0, options: 1 },
    '@remix-run/server-runtime#json()': { body: 0, options: 1 },
  },
} satisfies HttpFramework;
