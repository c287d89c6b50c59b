import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains, enclosingFunction, keyName, unwrap } from '../../ast/syntax.ts';
import { memo, perFile } from '../../core/memo.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import { isTestBelow } from '../../project/test-files.ts';
import type { Project } from '../../project/types.ts';
import { httpModel } from '../http/model.ts';
import { functionsOf } from '../reach/targets.ts';
import { closingSymbol, resourceClosed, runAtEnd } from './endings.ts';
import { RESOURCES } from './resources.ts';
import { servesIn, shutdownOf } from './shutdown.ts';
import type { Resource, Shutdown } from './types.ts';

/** The resources that the linted file opens for the life of the process, where all that runs at its end is seen and closes none of them. */
export const unclosedResources: (context: Parameters<typeof projectOf>[0]) => readonly Resource[] = perFile((context) => {
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const folder = project.packageOf(file)?.folder;
  if ((folder !== undefined && isTestBelow(folder, file.path)) || !servesIn(file, project)) return [];
  const handlers = httpModel(context).handlers;
  const opened = resourcesIn(file, project).filter(({ node }) => !handlers.some((handler) => contains(handler.fn, node)));
  if (opened.length === 0) return [];
  const shutdown = shutdownOf(file, project);
  if (!shutdown.isComplete || shutdown.functions.length === 0) return [];
  const closed = closedBy(shutdown)(project);
  return closed === null ? [] : opened.filter(({ symbol, node }) => !closed.has(symbol) && !isClosedHere(file, node, symbol, project));
});

interface Opened extends Resource {
  readonly symbol: string;
}

function resourcesIn(file: SourceFile, project: Project): readonly Opened[] {
  return [...file.nodes('NewExpression'), ...file.nodes('CallExpression')].flatMap((node): Opened[] => {
    const callee = unwrap(node.callee);
    if (callee.type !== 'Identifier' && callee.type !== 'MemberExpression') return [];
    const origin = originOf(file, callee);
    const called = project.symbol(origin);
    const symbol = called === null ? null : node.type === 'NewExpression' ? `new ${called}` : `${called}()`;
    const [close] = symbol !== null && Object.hasOwn(RESOURCES, symbol) ? (RESOURCES[symbol] ?? []) : [];
    // A function of the project's own that gives one opens it there.
    return close === undefined || symbol === null || project.follow(origin).kind === 'function' ? [] : [{ node, file, symbol, name: `${node.type === 'NewExpression' ? 'new ' : ''}${file.textOf(callee)}()`, close: `${close}()` }];
  });
}

/** What the functions of a shutdown close, by symbol; null where a call among them leads somewhere that is not seen. */
const closedBy: (shutdown: Shutdown) => (project: Project) => ReadonlySet<string> | null = memo((shutdown) => memo((project) => {
  const found = new Set<string>();
  for (const { fn, file } of runAtEnd(shutdown.functions, project)) {
    for (const call of file.nodesIn(fn, 'CallExpression')) {
      const symbol = closingSymbol(file, call.callee, project);
      const closed = symbol === null ? null : resourceClosed(symbol);
      if (closed !== null) found.add(closed);
      else if (symbol === null && mayClose(file, call, project)) return null;
    }
  }
  return found;
}));

/** Whether a call of the project's own may close something that is not seen: a method or function nothing is known of. */
function mayClose(file: SourceFile, call: TSESTree.CallExpression, project: Project): boolean {
  const callee = unwrap(call.callee);
  const origin = project.follow(originOf(file, callee));
  if (functionsOf(origin, false).length > 0) return false;
  // What a function is given, as `next` or `resolve`, is called with no arguments that could be closed.
  if (origin.kind === 'parameter' && origin.path.length === 0) return false;
  return callee.type !== 'MemberExpression' || !LOGS.has(keyName(callee) ?? '');
}

/** Methods of loggers, whoever made them. */
const LOGS: ReadonlySet<string> = new Set(['trace', 'debug', 'info', 'log', 'warn', 'error', 'fatal', 'flush']);

/** Whether the file closes it in the function that opens it, or hands it to somebody who may. */
function isClosedHere(file: SourceFile, node: Node, symbol: string, project: Project): boolean {
  const own = enclosingFunction(file, node);
  return file.nodes('CallExpression').some((call) => {
    const closing = closingSymbol(file, call.callee, project);
    return closing !== null && resourceClosed(closing) === symbol && own !== null && enclosingFunction(file, call) === own;
  });
}
