import type { SinkForm, SinkLibrary } from './types.ts';

const first: SinkForm = { sink: 'redirect', name: 'redirect', arguments: [0] };

/** Functions that send the browser somewhere. What responses and contexts do is the http model's. */
export default {
  name: 'redirects',
  packages: ['global', 'express', 'next/server', 'next/navigation', 'react-router', '@remix-run/node', '@remix-run/server-runtime', '@remix-run/cloudflare', '@sveltejs/kit'],
  calls: {
    // The address is last, behind a status.
    'new express#Response.redirect': { ...first, arguments: [-1] },
    'global#Response.redirect': first,
    'next/server#NextResponse.redirect': first,
    'next/navigation#redirect': first,
    'next/navigation#permanentRedirect': first,
    'react-router#redirect': first,
    '@remix-run/node#redirect': first,
    '@remix-run/server-runtime#redirect': first,
    '@remix-run/cloudflare#redirect': first,
    '@sveltejs/kit#redirect': { ...first, arguments: [1] },
  },
} as const satisfies SinkLibrary;
