import type { TSESTree } from '@typescript-eslint/utils';
import { modulesLoaded } from '../../ast/imports.ts';
import type { LoadedModule } from '../../ast/imports.ts';
import { originOf } from '../../ast/origin.ts';
import type { SourceFile } from '../../ast/source-file.ts';
import { words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { packagesBehind } from '../../project/packages-behind.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';

/** The set-up of OpenTelemetry behind something it should have patched. */
export interface LateSetup {
  /** The import of the set-up. */
  readonly node: LoadedModule['node'];
  /** What is loaded before it, as it is written. */
  readonly before: string;
  /** The instrumented package that it loads. */
  readonly module: string;
}

/** Passed by a file that may load such a set-up, by its name. */
export const SAYS_TELEMETRY = words(/otel|opentelemetry|instrument|tracing|telemetry|tracer|observability|monitoring/i);
const SETS_UP = /@opentelemetry\/(?:sdk-node|instrumentation|auto-instrumentations-node|sdk-trace-node)/u;
/** Modules whose loading is the whole set-up. */
const REGISTERS: ReadonlySet<string> = new Set(['@opentelemetry/auto-instrumentations-node/register']);
const STARTS = /^(?:new @opentelemetry\/sdk-node#(?:default\.)?NodeSDK\.start|@opentelemetry\/instrumentation#registerInstrumentations)$/u;
/** What the instrumentations of `@opentelemetry/auto-instrumentations-node` patch when it is loaded. */
const PATCHED: ReadonlySet<string> = new Set([
  ...['express', 'fastify', 'koa', '@hapi/hapi', '@nestjs/core', 'restify', 'connect', 'http', 'https', 'net', 'dns', 'fs', 'graphql'],
  ...['pg', 'pg-pool', 'mysql', 'mysql2', 'mysql2/promise', 'mongodb', 'mongoose', 'redis', 'ioredis', 'knex', 'tedious', 'cassandra-driver', 'memcached', 'oracledb'],
  ...['amqplib', 'kafkajs', 'aws-sdk', '@aws-sdk/client-s3', '@aws-sdk/client-sqs', '@aws-sdk/client-dynamodb', 'socket.io', 'bunyan', 'winston', 'pino', '@grpc/grpc-js', 'undici', 'openai'],
]);
const MAX_FILES = 80;

/** Where the linted file loads the set-up of OpenTelemetry behind modules that it has to patch; null where it does not, or a flag of Node may load it first. */
export const lateSetup = perFile((context): LateSetup | null => {
  if (!says(context, SAYS_TELEMETRY)) return null;
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const loaded = modulesLoaded(file).toSorted((a, b) => Number(isCall(a)) - Number(isCall(b)) || a.node.range[0] - b.node.range[0]);
  const at = loaded.findIndex((one) => setsUp(file, project, one));
  const setup = loaded[at];
  if (!setup || isLoadedByFlag(file, project, setup.specifier)) return null;
  for (const one of loaded.slice(0, at)) {
    const module = patchedBy(file, project, one.specifier);
    if (module !== null) return { node: setup.node, before: one.specifier, module };
  }
  return null;
});

/** `require()` runs where it stands, behind all imports. */
function isCall({ node }: LoadedModule): boolean {
  return node.type === 'CallExpression';
}

/** Whether a module starts OpenTelemetry as soon as it is loaded. */
function setsUp(file: SourceFile, project: Project, { specifier }: LoadedModule): boolean {
  if (REGISTERS.has(specifier)) return true;
  const path = project.resolve(file, specifier);
  const target = path !== null && SETS_UP.test(project.text(path) ?? '') ? project.file(path) : null;
  return target !== null && target.ast.body.some((statement) => startsIn(target, project, statement));
}

/** `sdk.start()` at the top of a file, in a condition or not. */
function startsIn(file: SourceFile, project: Project, statement: TSESTree.ProgramStatement): boolean {
  if (statement.type !== 'ExpressionStatement' && statement.type !== 'IfStatement' && statement.type !== 'VariableDeclaration' && statement.type !== 'TryStatement') return false;
  return file.nodesIn(statement, 'CallExpression').some((call) => STARTS.test(project.symbol(originOf(file, call.callee)) ?? ''));
}

/** The instrumented package that a module is or loads, itself or through files of the project. */
function patchedBy(from: SourceFile, project: Project, specifier: string): string | null {
  for (const { module } of packagesBehind(from, specifier, project, new Set(), MAX_FILES)) if (PATCHED.has(module)) return module;
  return null;
}

/** `node --import ./tracing.js server.js` in a script of the package or in a Dockerfile beside it. */
function isLoadedByFlag(file: SourceFile, project: Project, specifier: string): boolean {
  const info = project.packageOf(file);
  const name = specifier.split('/').at(-1)?.replace(/\.[cm]?[jt]s$/u, '') ?? '';
  const flag = new RegExp(`(?:--import|--require|-r|--experimental-loader)[=\\s"',]+[^\\s"']*${name.replace(/[^\w-]/gu, '.')}`, 'u');
  return info !== null && ['package.json', 'Dockerfile', 'docker-compose.yml', 'compose.yaml', 'Procfile'].some((one) => flag.test(project.text(`${info.folder}/${one}`) ?? ''));
}
