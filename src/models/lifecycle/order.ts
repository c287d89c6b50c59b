import type { TSESTree } from '@typescript-eslint/utils';
import { canFollow } from '../../ast/order.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains, enclosingFunction, isFunction } from '../../ast/syntax.ts';
import { all, any, packages, words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { closesByCallback, endingsOf } from './endings.ts';
import { MAY_END, SAYS_HOOK, SAYS_SIGNAL } from './libraries.ts';

/** Something that is closed while requests that need it may still be answered. */
export interface EarlyClose {
  /** The call that closes it; the one that closes the server where that is not waited for. */
  readonly node: Node;
  readonly name: string;
  readonly fault: 'before' | 'unawaited' | 'unpromised';
}

/** What makes or keeps a server: without one in sight nothing is closed in the wrong order. */
const SERVERS: readonly string[] = ['fastify', '@hono/node-server', '@nestjs/core'];
const OPENS = new RegExp(String.raw`\blisten\s*\(|\bcreateServer\b|['"](?:${SERVERS.join('|')})['"]`, 'u');
const CLOSES = /\.\s*(?:close|stop|terminate)\b/u;

/** Passed by a file that closes something, and has to do with a server or with the end of the process. */
export const MAY_CLOSE = all(words(/^(?:close|stop|terminate)\b/u), any(MAY_END, words(/\b(?:listen|createServer)\b/u), packages(...SERVERS)));

/** The functions of the linted file that close what requests need before the server is closed, or before its close is waited for. */
export const earlyCloses: (context: Parameters<typeof projectOf>[0]) => readonly EarlyClose[] = perFile((context) => {
  const { text } = hostViewOf(context).file;
  if (!CLOSES.test(text) || !(SAYS_SIGNAL.test(text) || SAYS_HOOK.test(text) || OPENS.test(text))) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const functions = new Set<FunctionNode>(file.nodes('CallExpression').flatMap((node) => enclosingFunction(file, node) ?? []));
  return [...functions].flatMap((fn) => orderIn(file, fn, project) ?? []);
});

function orderIn(file: SourceFile, fn: FunctionNode, project: Project): EarlyClose | null {
  const text = file.textOf(fn);
  if (!CLOSES.test(text)) return null;
  const calls = file.nodesIn(fn, 'CallExpression').filter((node) => enclosingFunction(file, node) === fn || isWrappedIn(file, fn, node));
  const endings = calls.map((node) => ({ node, kinds: endingsOf(file, node, project) }));
  const servers = endings.filter(({ kinds }) => kinds.size === 1 && kinds.has('server')).map(({ node }) => node);
  const resources = endings.filter(({ kinds }) => kinds.size === 1 && kinds.has('resource')).map(({ node }) => node);
  const [server] = servers;
  if (!server || servers.length > 1) return null;
  const before = resources.find((node) => canFollow(file, statementOf(file, fn, node), statementOf(file, fn, server)));
  if (before) return { node: before, name: file.textOf(before.callee), fault: 'before' };
  const after = resources.some((node) => canFollow(file, statementOf(file, fn, server), statementOf(file, fn, node)));
  if (!after || server.arguments.some((argument) => argument.type !== 'Literal')) return null;
  const isAwaited = file.parent(server)?.type === 'AwaitExpression' && closesByCallback(file, server, project);
  return isAwaited || isLeftAlone(file, fn, server) ? { node: server, name: file.textOf(server.callee), fault: isAwaited ? 'unpromised' : 'unawaited' } : null;
}

/** `new Promise((resolve) => server.close(resolve))` closes it where it stands. */
function isWrappedIn(file: SourceFile, fn: FunctionNode, node: TSESTree.CallExpression): boolean {
  const inner = enclosingFunction(file, node);
  const made = inner && file.parent(inner);
  return made?.type === 'NewExpression' && made.callee.type === 'Identifier' && made.callee.name === 'Promise' && enclosingFunction(file, made) === fn;
}

function statementOf(file: SourceFile, fn: FunctionNode, node: Node): Node {
  let at = node;
  for (let parent = file.parent(at); parent && parent !== fn.body && parent !== fn; parent = file.parent(at)) {
    if (parent.type === 'BlockStatement' || isFunction(parent)) break;
    at = parent;
  }
  const outer = enclosingFunction(file, at);
  return outer === fn || !outer ? at : statementOf(file, fn, outer);
}

/** Whether the close of a server is a statement by itself: no `await`, no `then`, and nothing that runs when it is done. */
function isLeftAlone(file: SourceFile, fn: FunctionNode, node: TSESTree.CallExpression): boolean {
  const parent = file.parent(node);
  const statement = parent?.type === 'UnaryExpression' || parent?.type === 'ChainExpression' ? file.parent(parent) : parent;
  return statement?.type === 'ExpressionStatement' && fn.body !== null && fn.body !== undefined && contains(fn.body, statement);
}
