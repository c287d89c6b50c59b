import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, symbolOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { displayName, enclosingClass, enclosingFunction, isFunction, keyName, unwrap } from '../../ast/syntax.ts';
import { calls as calling } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import { hostViewOf, says } from '../../project/project.ts';
import { isForDevelopers } from '../errors/knowledge.ts';
import { httpModel, saysHttp } from '../http/model.ts';
import { LISTENERS } from '../http/servers.ts';
import { isOfBundledPackage } from '../layers/bundled.ts';
import { isOfCommands } from '../layers/importers.ts';
import { accessesData, roleOf } from '../layers/model.ts';
import { runsAtLoad } from '../reach/model.ts';
import { isLoggerShaped } from './loggers.ts';
import { consoleCallsOf } from './model.ts';

/** A call of the console that runs while a server serves. */
export interface ConsoleCall {
  readonly node: TSESTree.CallExpression;
  readonly method: string;
}

const LISTENS = calling('listen');

/** Folders of code that shows how something is used. */
const SHOWN = /(?:^|\/)(?:examples?|demos?|benchmarks?|bench|playground)\//;

/**
 * The calls of the console in server code that run after it has started: none of banners, of what runs while modules are loaded, of
 * messages before the process exits, of loggers that print, and of conditions for developers.
 */
export const serverConsoleCallsOf = perFile((context): readonly ConsoleCall[] => {
  const calls = consoleCallsOf(context);
  if (calls.length === 0) return [];
  const { file, project } = hostViewOf(context);
  // A component runs in the browser too, whatever else its module does.
  if (SHOWN.test(file.path.slice(project.root.length)) || file.has('JSXElement') || file.has('JSXFragment')) return [];
  const isServer = roleOf(context).role !== 'unknown' || saysHttp(context) || accessesData(file, project);
  if (isServer && roleOf(context).role === 'unknown' && !answers(context) && isOfCommands(file, project, settingsOf(context))) return [];
  return isServer ? calls.filter(({ node }) => isServed(file, node) && !isOfBundledPackage(file, node)) : [];
});

function isServed(file: SourceFile, node: TSESTree.CallExpression): boolean {
  const fn = enclosingFunction(file, node);
  if (!fn || runsAtLoad(file, fn) || isForDevelopers(file, node) || isInLogger(file, node) || isPrinter(file, fn, node)) return false;
  for (let around: FunctionNode | null = fn; around; around = enclosingFunction(file, around)) {
    if (isAtStartOrEnd(file, around)) return false;
  }
  return !/\bprocess\.(?:exit\(|exitCode\b)/.test(file.textOf(fn));
}

/** `app.listen(port, () => …)`, `serve(app, () => …)`, `process.on('SIGTERM', () => …)`. */
function isAtStartOrEnd(file: SourceFile, fn: FunctionNode): boolean {
  const call = file.parent(fn);
  const callee = call?.type === 'CallExpression' && call.callee !== fn ? unwrap(call.callee) : null;
  if (callee?.type === 'Identifier') return LISTENERS.has(symbolOf(originOf(file, callee)) ?? '');
  if (callee?.type !== 'MemberExpression') return false;
  // What an ORM says of each query it is asked by who wants to see queries.
  return keyName(callee) === 'listen' || keyName(callee) === '$on' || (callee.object.type === 'Identifier' && callee.object.name === 'process');
}

/** Names of functions that print what they are given. They silence. */
const PRINTERS = /^_?(?:(?:log|print)(?:[A-Z]\w*)?|debug|info|warn|error)$/;

/** `function log(text) { if (quiet) return; console.log(text); }`: who calls it decides, and it does nothing else. */
function isPrinter(file: SourceFile, fn: FunctionNode, node: TSESTree.CallExpression): boolean {
  const name = displayName(file, fn)?.split('.').at(-1);
  if (name === undefined || !PRINTERS.test(name) || fn.params.length === 0) return false;
  const calls = file.nodesIn(fn, 'CallExpression').filter((call) => call !== node && unwrap(call.callee).type === 'Identifier' && file.parent(call)?.type === 'ExpressionStatement');
  return calls.length === 0 && !fn.async && node.arguments.some((given) => file.nodesIn(given, 'Identifier').some((part) => file.variableOf(part)?.defs[0]?.node === fn));
}

/** Whether a file has a part in answering requests, or takes them, or runs something at times. */
function answers(context: RuleContext): boolean {
  const { handlers, routes } = httpModel(context);
  return handlers.length > 0 || routes.length > 0 || says(context, LISTENS);
}

/** Whether a node stands in a method of something that is a logger itself. */
function isInLogger(file: SourceFile, node: Node): boolean {
  const owner = enclosingClass(file, node);
  if (owner && isLoggerShaped({ kind: 'instance', of: { kind: 'class', node: owner, file }, node: null, typeArguments: [], file })) return true;
  for (let at = file.parent(node); at; at = file.parent(at)) {
    if (at.type === 'ObjectExpression' && isLoggerShaped({ kind: 'value', node: at, file })) return true;
    if (isFunction(at) && file.parent(at)?.type !== 'Property') return false;
  }
  return false;
}
