import { modulesLoaded } from '../../ast/imports.ts';
import type { LoadedModule } from '../../ast/imports.ts';
import { packages } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import { applicationsOf } from '../http/installations.ts';
import type { Node } from '../../ast/source-file.ts';

/** Agents whose traces only their vendor reads, by package, as the field calls them. */
const VENDORS: ReadonlyMap<string, string> = new Map([
  ['dd-trace', 'Datadog'],
  ['newrelic', 'New Relic'],
  ['applicationinsights', 'Application Insights'],
  ['elastic-apm-node', 'Elastic APM'],
  ['@instana/collector', 'Instana'],
  ['@dynatrace/oneagent-sdk', 'Dynatrace'],
  ['@google-cloud/trace-agent', 'Google Cloud Trace'],
  ['aws-xray-sdk', 'AWS X-Ray'],
  ['aws-xray-sdk-core', 'AWS X-Ray'],
  ['skywalking-backend-js', 'SkyWalking'],
  ['honeycomb-beeline', 'Honeycomb'],
]);
/** Passed by a file that names such an agent. */
export const NAMES_VENDOR = packages(...VENDORS.keys());
const TRACES = /^(?:@opentelemetry\/(?:sdk|auto-instrumentations|instrumentation)|@sentry\/|@vercel\/otel$|@splunk\/otel$|@honeycombio\/|@azure\/monitor-opentelemetry|@elastic\/opentelemetry-node$|@google-cloud\/opentelemetry|nestjs-otel$|@fastify\/otel$|@hono\/otel$|@uptrace\/node$|logfire$|@pydantic\/logfire)/u;
const MEASURES = /^(?:prom-client$|express-prom-bundle$|express-prometheus-middleware$|fastify-metrics$|@willsoto\/nestjs-prometheus$|koa-prometheus|@hono\/prometheus$|swagger-stats$|hot-shots$|node-statsd$|statsd-client$|lynx$|@opentelemetry\/(?:sdk-metrics|sdk-node|exporter-prometheus)|@vercel\/otel$|@splunk\/otel$|@azure\/monitor-opentelemetry|@aws-lambda-powertools\/metrics$|@elastic\/opentelemetry-node$|appmetrics)/u;

export interface VendorImport {
  readonly node: LoadedModule['node'];
  readonly module: string;
  readonly vendor: string;
}

/** The agents of a single vendor that the linted file loads. */
export const vendorImports = perFile((context): readonly VendorImport[] => {
  if (!says(context, NAMES_VENDOR)) return [];
  return modulesLoaded(sourceFileOf(context)).flatMap(({ node, specifier }) => {
    const vendor = VENDORS.get(specifier.replace(/\/init(?:\.js)?$/u, ''));
    return vendor === undefined ? [] : [{ node, module: specifier, vendor }];
  });
});

/** The application the linted file makes and lets listen, in a package that depends on nothing that traces, or that measures. */
export function applicationsWithout(context: RuleContext, what: 'traces' | 'metrics'): readonly { readonly node: Node }[] {
  const apps = applicationsOf(context).filter(({ serves, complete }) => serves && complete).slice(0, 1);
  if (apps.length === 0) return [];
  const project = projectOf(context);
  const file = sourceFileOf(context);
  const isIt = (name: string): boolean => VENDORS.has(name) || (what === 'traces' ? TRACES : MEASURES).test(name);
  const own = project.packageOf(file);
  const around = project.packageOf({ path: `${project.root}/package.json` });
  const depends = [own, around].some((info) => info !== null && [...info.dependencies.keys()].some(isIt));
  // A package of the workspace may set it up for the one that depends on it.
  const below = own === null ? [] : project.dependenciesOf(own.folder);
  return depends || below.some((folder) => [...(project.packageOf({ path: `${folder}/package.json` })?.dependencies.keys() ?? [])].some(isIt)) ? [] : apps;
}
