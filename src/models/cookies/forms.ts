import type { CookieForm } from './types.ts';

const PLAIN: CookieForm = { name: 0, value: 1, options: 2, defaults: [] };
/** The package cookies: httpOnly by itself, and secure as the connection is. */
const KOA: CookieForm = { ...PLAIN, defaults: ['httpOnly', 'secure'] };

/** Functions and methods that set a cookie, by symbol. */
export const COOKIE_CALLS: Readonly<Record<string, CookieForm>> = {
  'new express#Response.cookie': PLAIN,
  'new koa#Context.cookies.set': KOA,
  'hono/cookie#setCookie': { ...PLAIN, name: 1, value: 2, options: 3 },
  'hono/cookie#setSignedCookie': { ...PLAIN, name: 1, value: 2, options: 4 },
  'cookie#serialize': PLAIN,
  'cookie#default.serialize': PLAIN,
  'next/headers#cookies().set': PLAIN,
  'new next/server#NextResponse.cookies.set': PLAIN,
  'next/server#NextResponse.json().cookies.set': PLAIN,
  'next/server#NextResponse.next().cookies.set': PLAIN,
  'next/server#NextResponse.redirect().cookies.set': PLAIN,
  'next/server#NextResponse.rewrite().cookies.set': PLAIN,
};

/** The same on what a framework hands to a handler: framework, role and path. */
export const HANDLER_CALLS: Readonly<Record<string, CookieForm>> = {
  'express response cookie': PLAIN,
  'signature response cookie': PLAIN,
  'koa context cookies.set': KOA,
};
