import rule from '../../../src/rules/logging/no-high-cardinality-label.ts';
import { testRule } from '../test-rule.ts';

const COUNTER = "import { Counter } from 'prom-client';\nconst requests = new Counter({ name: 'requests_total', help: 'Requests', labelNames: ['method', 'route'] });\n";
const EXPRESS = "import express from 'express';\nconst app = express();\n";

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: the pattern of the route', code: `${COUNTER}${EXPRESS}app.get('/orders/:id', (req, res) => { requests.inc({ method: req.method, route: req.route.path }); res.json({}); });` },
    { name: 'remedy: the name of the error', code: `${COUNTER}export async function run() { try { await fetch('https://a.example.com'); } catch (error) { requests.inc({ method: 'GET', route: (error as Error).name }); } }` },
    { name: 'names with few values', code: "import { Histogram } from 'prom-client';\nexport const duration = new Histogram({ name: 'duration', help: 'Duration', labelNames: ['status_code', 'queue_id', 'valid', 'tenant_plan', 'paid', 'token_type'] });" },
    { name: 'look-alike: another counter', code: "import { Counter } from './counter';\nexport const seen = new Counter({ labelNames: ['user_id'] });\nexport const count = (id: string) => seen.inc({ user_id: id });" },
    { name: 'look-alike: fields of a log', code: "import pino from 'pino';\nconst log = pino();\nexport const say = (email: string) => log.info({ email }, 'signed in');" },
    { name: 'unknown: a value that comes from elsewhere', code: `${COUNTER}export const count = (route: string) => requests.inc({ method: 'GET', route });` },
    { name: 'an attribute of a span may be anything', code: "import { trace } from '@opentelemetry/api';\nexport const tag = (userId: string) => trace.getActiveSpan()?.setAttribute('user.id', userId);" },
  ],
  invalid: [
    { name: 'declared names', code: "import { Counter } from 'prom-client';\nexport const logins = new Counter({ name: 'logins_total', help: 'Logins', labelNames: ['method', 'user_id', 'email', 'clientIp', 'session_token', 'url'] });", errors: [{ messageId: 'id', data: { name: 'user_id' }, line: 2, column: 98 }, { messageId: 'email', line: 2 }, { messageId: 'address', line: 2 }, { messageId: 'token', line: 2 }, { messageId: 'url', line: 2 }] },
    { name: 'the address of the request', code: `${COUNTER}${EXPRESS}app.get('/orders/:id', (request, res) => { requests.inc({ method: 'GET', route: request.originalUrl }); res.json({}); });`, errors: [{ messageId: 'url', data: { name: 'route' }, line: 5 }] },
    { name: 'what a client sends', code: `${COUNTER}${EXPRESS}app.get('/orders/:id', (req, res) => { requests.labels({ method: 'GET', route: \`/orders/\${req.params.id}\` }).inc(); res.json({}); });`, errors: [{ messageId: 'input', data: { name: 'route' }, line: 5 }] },
    { name: 'the text of an error', code: `${COUNTER}export async function run() { try { await fetch('https://a.example.com'); } catch (failure) { requests.inc({ method: 'GET', route: (failure as Error).message }); } }`, errors: [{ messageId: 'error', line: 3 }] },
    { name: 'another value each time', code: `${COUNTER}export const count = () => requests.inc({ method: String(Date.now()), route: '/' });`, errors: [{ messageId: 'unique', data: { name: 'method' }, line: 3 }] },
    { name: 'OpenTelemetry', code: `import { metrics } from '@opentelemetry/api';\n${EXPRESS}const hits = metrics.getMeter('http').createCounter('hits');\napp.get('/', (req, res) => { hits.add(1, { client: req.ip }); res.json({}); });`, errors: [{ messageId: 'address', data: { name: 'client' }, line: 5 }] },
    { name: 'a metric of another file', filename: 'src/a.ts', files: { 'src/metrics.ts': "import { Histogram } from 'prom-client';\nexport const took = new Histogram({ name: 'took', help: 'Took', labelNames: ['route'] });" }, code: `import { took } from './metrics';\n${EXPRESS}app.get('/', (req, res) => { took.observe({ route: req.url }, 1); res.json({}); });`, errors: [{ messageId: 'url', line: 4 }] },
  ],
});
