import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, unwrap } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { isAlways } from '../../project/constants.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';

/** A place that takes the time limit of incoming requests off a server. */
export interface LiftedLimit {
  readonly node: Node;
  /** As it is named: `requestTimeout`. */
  readonly name: string;
}

/** Limits of the time a client may take to send its request (https://nodejs.org/api/http.html#serverrequesttimeout). */
const LIMITS: ReadonlySet<string> = new Set(['requestTimeout', 'headersTimeout']);
const SAYS_LIMIT = words(...LIMITS);
const SERVERS = ['http#createServer', 'https#createServer', 'http2#createServer', 'http2#createSecureServer', 'new http#Server', 'new https#Server', 'fastify#default', 'fastify#fastify'];
const MAKERS: ReadonlySet<string> = new Set(SERVERS);
const MADE: ReadonlySet<string> = new Set([
  ...SERVERS.flatMap((symbol) => (symbol.startsWith('new ') ? [symbol] : [`${symbol}()`, `${symbol}().server`])),
  'express#default().listen()', 'new koa#default.listen()', '@hono/node-server#serve()', '@nestjs/core#NestFactory.create().getHttpServer()', 'new @nestjs/common#INestApplication.getHttpServer()',
]);

/** The places where the linted file lets clients take forever to send a request. */
export const liftedLimits: (context: Parameters<typeof projectOf>[0]) => readonly LiftedLimit[] = perFile((context) => {
  if (!says(context, SAYS_LIMIT)) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  const isOff = (value: Node): boolean => isAlways(project, file, value, (one) => one === 0);
  return [
    ...file.nodes('Property').flatMap((node): LiftedLimit[] => {
      const name = keyName(node);
      return name !== null && LIMITS.has(name) && isOff(node.value) && isOfServer(file, node, project) ? [{ node, name }] : [];
    }),
    ...file.nodes('AssignmentExpression').flatMap((node): LiftedLimit[] => {
      const left = unwrap(node.left);
      const name = left.type === 'MemberExpression' ? keyName(left) : null;
      if (left.type !== 'MemberExpression' || name === null || !LIMITS.has(name) || !isOff(node.right)) return [];
      const symbol = project.symbol(originOf(file, left.object));
      return symbol !== null && MADE.has(symbol) ? [{ node, name }] : [];
    }),
  ];
});

function isOfServer(file: SourceFile, property: Node, project: Project): boolean {
  const object = file.parent(property);
  const call = object && file.parent(object);
  if (call?.type !== 'CallExpression' && call?.type !== 'NewExpression') return false;
  const symbol = project.symbol(originOf(file, call.callee));
  return symbol !== null && MAKERS.has(call.type === 'NewExpression' ? `new ${symbol}` : symbol);
}
