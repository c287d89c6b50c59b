import { mentionedVariables } from '../../ast/provenance.ts';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { enclosingFunction } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { httpModel } from '../http/model.ts';
import { reachedFrom, runsIn } from '../reach/model.ts';
import { startOf } from './addresses.ts';
import { isNear } from './hosts.ts';
import { requestsIn } from './requests.ts';
import type { OutgoingRequest } from './types.ts';

/** A request to another service that is the same for every request that is answered. */
export interface RepeatedRequest {
  /** The request; in the handler's file, the call by which it is reached. */
  readonly node: Node;
  readonly host: string;
  /** Names of the functions from the handler to it. */
  readonly path: readonly string[];
}

const ADDRESS = /^https?:\/\/(?:[^/@?#]*@)?([^/:?#]+)(?=[/:?#]|$)/iu;
/** What a text says where an answer is kept: here, before the handler, or by the client. */
const KEEPS = /cach|memo[iz]|revalidat|\bswr\b|\bmaxAge\b|\bstale/iu;
/** Routes whose business is to ask whether the other side is there. */
const PROBES = /health|ready|live|status|ping|probe/iu;
/** Calls that give the same each time. */
const STEADY = /^(?:new )?global#(?:URL|URLSearchParams|AbortSignal\.timeout|JSON\.stringify|String|Number|encodeURIComponent)$/u;

/**
 * The GET requests to a host of the internet that handlers of GET routes of the linted file send, with nothing in them that differs from one caller to the next, and with no word of a
 * cache in the files on the way. One value kept for a while would answer them all (RFC 9111).
 */
export const repeatedRequests: (context: Parameters<typeof projectOf>[0]) => readonly RepeatedRequest[] = perFile((context) => {
  const handlers = httpModel(context).handlers.filter(({ kind, route }) => kind === 'route' && route?.method === 'GET' && !PROBES.test(route.fullPath ?? route.path ?? ''));
  if (handlers.length === 0 || KEEPS.test(context.sourceCode.text)) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const found = new Map<Node, RepeatedRequest>();
  for (const { fn, file: at, path, exit } of reachedFrom(handlers.filter((handler) => handler.file === file), project)) {
    if (at !== file && KEEPS.test(at.text)) continue;
    for (const request of requestsIn(at, project)) {
      const node = exit ?? request.node;
      const host = found.has(node) || request.form.makes || request.method !== 'GET' ? null : hostOf(request, project);
      if (host === null || enclosingFunction(at, request.node) !== fn || !runsIn(at, fn, request.node) || !isSame(request, project)) continue;
      found.set(node, { node, host, path });
    }
  }
  return [...found.values()];
});

/** The host elsewhere that a request goes to, where it is written whole. */
function hostOf({ addresses, bases }: OutgoingRequest, project: Project): string | null {
  const hosts = [...bases, ...addresses].flatMap(({ node, file }) => {
    const start = startOf(file, node, project);
    const match = start && ADDRESS.exec(start.text);
    return match?.[1] === undefined || (start?.isOpen && match[0] === start.text) ? [] : [match[1]];
  });
  const [host, ...others] = hosts;
  return host === undefined || others.length > 0 || isNear(host) ? null : host;
}

/** Whether nothing of a request differs from one run to the next: no parameter takes part in it, nothing that is waited for, and no call that may give something else. */
function isSame({ file, node, options }: OutgoingRequest, project: Project): boolean {
  if (options.isOpen) return false;
  const parts = [...node.arguments.map((argument) => ({ node: argument as Node, file })), ...options.properties.values()];
  return parts.every((part) => [part.node, ...definitionsIn(part.file, part.node)].every((one) => isSteady(part.file, one, project)));
}

function definitionsIn(file: SourceFile, node: Node): readonly Node[] {
  return [...mentionedVariables(file, node)].flatMap((variable) => (isLocal(file, variable) ? variable.references.flatMap(({ writeExpr }) => (writeExpr ? [writeExpr as Node] : [])) : []));
}

function isLocal(file: SourceFile, variable: Variable): boolean {
  const place = variable.defs[0]?.node as Node | undefined;
  return place !== undefined && enclosingFunction(file, place) !== null;
}

function isSteady(file: SourceFile, node: Node, project: Project): boolean {
  if ([...mentionedVariables(file, node)].some((variable) => variable.defs[0]?.type === 'Parameter')) return false;
  if (file.nodesIn(node, 'AwaitExpression').length > 0) return false;
  const calls = [...file.nodesIn(node, 'CallExpression').map((call) => project.symbol(originOf(file, call.callee)) ?? ''), ...file.nodesIn(node, 'NewExpression').map((made) => `new ${project.symbol(originOf(file, made.callee)) ?? ''}`)];
  return calls.every((symbol) => STEADY.test(symbol)) && file.nodesIn(node, 'ThisExpression').length === 0;
}
