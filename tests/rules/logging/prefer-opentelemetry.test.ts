import rule from '../../../src/rules/logging/prefer-opentelemetry.ts';
import { testRule } from '../test-rule.ts';

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: OpenTelemetry', code: "import { NodeSDK } from '@opentelemetry/sdk-node';\nnew NodeSDK().start();" },
    { name: 'types only', code: "import type { Tracer } from 'dd-trace';\nexport type Own = Tracer;" },
    { name: 'look-alike: a file of that name', code: "import { trace } from './newrelic';\nexport { trace };" },
  ],
  invalid: [
    { name: 'Datadog', code: "import tracer from 'dd-trace';\ntracer.init();", errors: [{ messageId: 'vendor', data: { module: 'dd-trace', vendor: 'Datadog' }, line: 1, column: 1 }] },
    { name: 'its start as an import', code: "import 'dd-trace/init';", errors: [{ messageId: 'vendor', data: { module: 'dd-trace/init', vendor: 'Datadog' }, line: 1 }] },
    { name: 'required', filename: 'src/a.js', code: "const apm = require('elastic-apm-node').start();\nmodule.exports = apm;", errors: [{ messageId: 'vendor', line: 1 }] },
  ],
});
