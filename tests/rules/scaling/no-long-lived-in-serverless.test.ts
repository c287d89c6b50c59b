import rule from '../../../src/rules/scaling/no-long-lived-in-serverless.ts';
import { testRule } from '../test-rule.ts';

const LAMBDA = "import type { APIGatewayProxyHandlerV2 } from 'aws-lambda';\n";
const TRACK = { 'src/track.ts': "export async function track(event: string) { await fetch('https://events.example.com', { method: 'POST', body: event }); }" };
const IMPORT = "import { track } from './track';\n";

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: awaited', filename: 'src/handler.ts', files: TRACK, code: `${LAMBDA}${IMPORT}export const handler: APIGatewayProxyHandlerV2 = async () => { await track('a'); return 'ok'; };` },
    { name: 'remedy: waitUntil', filename: 'src/index.ts', files: TRACK, code: `${IMPORT}export default { fetch(request: Request, env: object, ctx: { waitUntil(p: Promise<unknown>): void }) { ctx.waitUntil(track(request.url)); return new Response('ok'); } };` },
    { name: 'handed on', filename: 'src/handler.ts', files: TRACK, code: `${LAMBDA}${IMPORT}export const handler: APIGatewayProxyHandlerV2 = async () => { const sent = track('a'); const found = await fetch('https://a.example.com'); await sent; return found.text(); };` },
    { name: 'an interval that ends with the call', filename: 'src/handler.ts', code: `${LAMBDA}export const handler: APIGatewayProxyHandlerV2 = async () => { const beat = setInterval(() => console.log('.'), 100); try { return await (await fetch('https://a.example.com')).text(); } finally { clearInterval(beat); } };` },
    { name: 'look-alike: a function of that name', filename: 'src/handler.ts', code: `${LAMBDA}const setInterval = (run: () => void) => run();\nexport const handler: APIGatewayProxyHandlerV2 = async () => { setInterval(() => undefined); return 'ok'; };` },
    { name: 'a call that is not asynchronous', filename: 'src/handler.ts', files: { 'src/track.ts': 'export function track(event: string) { console.log(event); }' }, code: `${LAMBDA}${IMPORT}export const handler: APIGatewayProxyHandlerV2 = async () => { track('a'); return 'ok'; };` },
    { name: 'unknown: what is called is not found', filename: 'src/handler.ts', code: `${LAMBDA}import { track } from '@acme/track';\nexport const handler: APIGatewayProxyHandlerV2 = async () => { track('a'); return 'ok'; };` },
    { name: 'a server that runs on its own', filename: 'src/server.ts', files: TRACK, code: `${IMPORT}Deno.serve((request: Request) => { void track(request.url); return new Response('ok'); });` },
    { name: 'a server of Bun', filename: 'src/index.ts', files: TRACK, code: `${IMPORT}export default { port: 3000, fetch(request: Request) { void track(request.url); return new Response('ok'); } };` },
    { name: 'a route of a server', filename: 'src/app.ts', files: TRACK, code: `import express from 'express';\n${IMPORT}const app = express();\napp.post('/orders', (req, res) => { void track('order'); setInterval(() => undefined, 1000); res.sendStatus(202); });` },
  ],
  invalid: [
    { name: 'a timer', filename: 'src/handler.ts', code: `${LAMBDA}export const handler: APIGatewayProxyHandlerV2 = async () => { setInterval(() => fetch('https://a.example.com'), 60_000); return 'ok'; };`, errors: [{ messageId: 'timer', data: { name: 'setInterval' }, line: 2, column: 64 }] },
    { name: 'a promise of the project, dropped', filename: 'src/handler.ts', files: TRACK, code: `${LAMBDA}import { track as send } from './track';\nexport const answer: APIGatewayProxyHandlerV2 = async () => { send('a'); return 'ok'; };`, errors: [{ messageId: 'promise', data: { name: 'send' }, line: 3 }] },
    { name: 'a request, with void', filename: 'src/handler.ts', code: `${LAMBDA}export const handler: APIGatewayProxyHandlerV2 = async () => { void fetch('https://a.example.com/hit'); return 'ok'; };`, errors: [{ messageId: 'promise', data: { name: 'fetch' }, line: 2 }] },
    { name: 'its error handled, nobody waits', filename: 'src/index.ts', files: TRACK, code: `${IMPORT}export default { async fetch(request: Request) { track(request.url).catch(console.error); return new Response('ok'); } };`, errors: [{ messageId: 'promise', data: { name: 'track' }, line: 2 }] },
    { name: 'a server', filename: 'src/handler.ts', code: `${LAMBDA}import { WebSocketServer } from 'ws';\nexport const handler: APIGatewayProxyHandlerV2 = async () => { const sockets = new WebSocketServer({ port: 8080 }); sockets.on('connection', () => undefined); return 'ok'; };`, errors: [{ messageId: 'server', data: { name: 'WebSocketServer' }, line: 3 }] },
    { name: 'in a function of the file that the handler calls', filename: 'src/handler.ts', code: `${LAMBDA}function beat() { setInterval(() => undefined, 1000); }\nexport const handler: APIGatewayProxyHandlerV2 = async () => { beat(); return 'ok'; };`, errors: [{ messageId: 'timer', line: 2 }] },
  ],
});
