import rule from '../../../src/rules/logging/require-span-end.ts';
import { testRule } from '../test-rule.ts';

const TRACER = "import { trace } from '@opentelemetry/api';\nconst tracer = trace.getTracer('orders');\n";
const LOAD = "import { load } from './load';\n";

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: a finally block', code: `${TRACER}${LOAD}export async function order(id: string) {\n  const span = tracer.startSpan('order');\n  try { return await load(id); } finally { span.end(); }\n}` },
    { name: 'remedy: a finally block around an active span', code: `${TRACER}${LOAD}export const order = (id: string) => tracer.startActiveSpan('order', async (span) => { try { return await load(id); } finally { span.end(); } });` },
    { name: 'remedy: on both ways', code: `${TRACER}${LOAD}export async function order(id: string) {\n  const span = tracer.startSpan('order');\n  try { const found = await load(id); span.end(); return found; } catch (error) { span.recordException(error as Error); span.end(); throw error; }\n}` },
    { name: 'nothing can fail between', code: `${TRACER}export function order(id: string) {\n  const span = tracer.startSpan('order');\n  span.setAttribute('id', id);\n  span.end();\n}` },
    { name: 'ended later, in a callback', code: `${TRACER}export function stream(source: NodeJS.ReadableStream) {\n  const span = tracer.startSpan('stream');\n  source.on('end', () => span.end());\n}` },
    { name: 'handed to somebody else', code: `${TRACER}export const begin = (name: string) => { const span = tracer.startSpan(name); return span; };` },
    { name: 'unknown: kept in an object', code: `${TRACER}export function begin(request: { span?: unknown }) { const span = tracer.startSpan('a'); request.span = span; }` },
    { name: 'look-alike: another tracer', code: "import { tracer } from './tracer';\nexport function order() { const span = tracer.startSpan('a'); span.setTag('a', 1); }" },
  ],
  invalid: [
    { name: 'it never ends', code: `${TRACER}${LOAD}export async function order(id: string) {\n  const span = tracer.startSpan('order');\n  span.setAttribute('id', id);\n  return load(id);\n}`, errors: [{ messageId: 'never', line: 5, column: 16 }] },
    { name: 'an error leaves it open', code: `${TRACER}${LOAD}export async function order(id: string) {\n  const part = tracer.startSpan('order');\n  const found = await load(id);\n  part.end();\n  return found;\n}`, errors: [{ messageId: 'fails', data: { line: 6 }, line: 5 }] },
    { name: 'a way out without an end', code: `${TRACER}export function order(id: string) {\n  const span = tracer.startSpan('order');\n  if (id === '') return null;\n  span.end();\n  return id;\n}`, errors: [{ messageId: 'leaves', data: { line: 5 }, line: 4 }] },
    { name: 'an active span', code: `${TRACER}${LOAD}export const order = (id: string) => tracer.startActiveSpan('order', async (span) => { span.setAttribute('id', id); return load(id); });`, errors: [{ messageId: 'never', line: 4 }] },
    { name: 'with options and a context', code: `${TRACER}${LOAD}export const order = (id: string) => tracer.startActiveSpan('order', {}, async (s) => { const found = await load(id); s.end(); return found; });`, errors: [{ messageId: 'fails', data: { line: 4 }, line: 4 }] },
    { name: 'a tracer of another file', filename: 'src/a.ts', files: { 'src/tracing.ts': "import { trace } from '@opentelemetry/api';\nexport const orders = trace.getTracer('orders');" }, code: `import { orders } from './tracing';\n${LOAD}export async function order(id: string) {\n  const span = orders.startSpan('order');\n  span.addEvent('a');\n  return load(id);\n}`, errors: [{ messageId: 'never', line: 4 }] },
    { name: 'a tracer by its type', code: `import type { Tracer } from '@opentelemetry/api';\n${LOAD}export class Orders {\n  constructor(private readonly tracer: Tracer) {}\n  async order(id: string) {\n    const span = this.tracer.startSpan('order');\n    span.addEvent('a');\n    return load(id);\n  }\n}`, errors: [{ messageId: 'never', line: 6 }] },
    { name: 'a context with the span uses it', code: `import { context, trace } from '@opentelemetry/api';\n${LOAD}const tracer = trace.getTracer('orders');\nexport async function order(id: string) {\n  const span = tracer.startSpan('order');\n  return context.with(trace.setSpan(context.active(), span), () => load(id));\n}`, errors: [{ messageId: 'never', line: 5 }] },
  ],
});
