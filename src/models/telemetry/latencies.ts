import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { propertyOf } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { wordsOf } from '../words/model.ts';

/** A metric of how long answers take that keeps no distribution. */
export interface FlatLatency {
  /** What makes it. */
  readonly node: Node;
  /** Its name, as it is exported. */
  readonly name: string;
  readonly kind: 'gauge' | 'counter';
}

const MAY_MAKE = /\b(?:Gauge|Counter|create(?:Observable)?(?:Gauge|Counter|UpDownCounter))\b/u;
/** Passed by a file that may make a metric which keeps no distribution. */
export const MAKES_METRIC = words(MAY_MAKE);
const PROMETHEUS = /^new prom-client#(?:default\.)?(Gauge|Counter)$/u;
const OPENTELEMETRY = /^(?:@opentelemetry\/api#(?:default\.)?metrics\.getMeter\(\)|new @opentelemetry\/api#Meter)\.create(?:Observable)?(Gauge|Counter|UpDownCounter)$/u;
const TIMES: ReadonlySet<string> = new Set(['duration', 'durations', 'latency', 'latencies', 'elapsed', 'ms', 'milliseconds', 'seconds', 'time']);
/** What is asked and answers many times a second: how long one of it took says nothing. */
const ASKED: ReadonlySet<string> = new Set(['request', 'requests', 'http', 'response', 'responses', 'query', 'queries', 'rpc', 'grpc', 'route', 'endpoint', 'api', 'call', 'calls']);
/** Moments, spans of a plan and results of things that happen now and then. */
const SELDOM: ReadonlySet<string> = new Set(['last', 'next', 'start', 'started', 'since', 'until', 'timestamp', 'uptime', 'timeout', 'ttl', 'age', 'interval', 'limit', 'retry', 'backup', 'batch', 'cron', 'startup', 'window', 'max', 'min', 'threshold', 'lag']);

/** Metrics of latency in the linted file that are a gauge or a sum. */
export const flatLatencies = perFile((context): readonly FlatLatency[] => {
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const made = file.nodes('NewExpression').flatMap((node) => {
    const [options] = node.arguments;
    const name = options?.type === 'ObjectExpression' ? (propertyOf(options, 'name')?.value ?? null) : null;
    return name ? ofCall(file, project, node, PROMETHEUS.exec(project.symbol(originOf(file, node)) ?? '')?.[1], name) : [];
  });
  const created = file.nodes('CallExpression').flatMap((node) => {
    const [name] = node.arguments;
    return name && MAY_MAKE.test(file.textOf(node.callee)) ? ofCall(file, project, node, OPENTELEMETRY.exec(project.symbol(originOf(file, node.callee)) ?? '')?.[1], name) : [];
  });
  return [...made, ...created];
});

function ofCall(file: SourceFile, project: Project, node: Node, kind: string | undefined, given: Node): readonly FlatLatency[] {
  const [name] = kind === undefined ? [] : (project.constants(file, given) ?? []);
  return typeof name === 'string' && isLatency(name) ? [{ node, name, kind: kind === 'Gauge' ? 'gauge' : 'counter' }] : [];
}

function isLatency(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word) => TIMES.has(word)) && words.some((word) => ASKED.has(word)) && !words.some((word) => SELDOM.has(word));
}
