import rule from '../../../src/rules/scaling/prefer-latency-histogram.ts';
import { testRule } from '../test-rule.ts';

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: a histogram', code: "import { Histogram } from 'prom-client';\nexport const took = new Histogram({ name: 'http_request_duration_seconds', help: 'Duration' });" },
    { name: 'remedy: a histogram of OpenTelemetry', code: "import { metrics } from '@opentelemetry/api';\nexport const took = metrics.getMeter('http').createHistogram('http.server.request.duration');" },
    { name: 'a gauge of something else', code: "import { Gauge } from 'prom-client';\nexport const open = new Gauge({ name: 'http_requests_in_flight', help: 'Open' });" },
    { name: 'the time of a job that runs now and then', code: "import { Gauge } from 'prom-client';\nexport const a = new Gauge({ name: 'backup_duration_seconds', help: 'a' });\nexport const b = new Gauge({ name: 'last_request_time_seconds', help: 'b' });\nexport const c = new Gauge({ name: 'request_timeout_seconds', help: 'c' });" },
    { name: 'look-alike: another gauge', code: "import { Gauge } from './charts';\nexport const took = new Gauge({ name: 'request_duration_seconds' });" },
    { name: 'unknown: the name comes from elsewhere', code: "import { Gauge } from 'prom-client';\nexport const make = (name: string) => new Gauge({ name, help: name });" },
  ],
  invalid: [
    { name: 'a gauge', code: "import { Gauge as Meter } from 'prom-client';\nexport const took = new Meter({ name: 'http_request_duration_seconds', help: 'Duration' });", errors: [{ messageId: 'gauge', data: { name: 'http_request_duration_seconds' }, line: 2, column: 21 }] },
    { name: 'a sum', code: "import client from 'prom-client';\nexport const took = new client.Counter({ name: 'db_query_seconds_total', help: 'Time' });", errors: [{ messageId: 'counter', data: { name: 'db_query_seconds_total' }, line: 2 }] },
    { name: 'OpenTelemetry', code: "import { metrics } from '@opentelemetry/api';\nconst meter = metrics.getMeter('http');\nexport const took = meter.createGauge('http.server.response_time');", errors: [{ messageId: 'gauge', line: 3 }] },
    { name: 'a name and a meter of other files', filename: 'src/a.ts', files: { 'src/names.ts': "export const LATENCY = 'rpc_latency_ms';", 'src/meter.ts': "import { metrics } from '@opentelemetry/api';\nexport const own = metrics.getMeter('rpc');" }, code: "import { own } from './meter';\nimport { LATENCY } from './names';\nexport const took = own.createCounter(LATENCY);", errors: [{ messageId: 'counter', data: { name: 'rpc_latency_ms' }, line: 3 }] },
  ],
});
