import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains, displayName, enclosingFunction, isFunction, returnedExpressions, unwrap } from '../../ast/syntax.ts';
import { any, packages } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { isAlways } from '../../project/constants.ts';
import { optionsOf } from '../../project/options.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { CATCHES } from '../errors/caught.ts';
import { requestsIn } from '../outgoing/requests.ts';
import { runsIn } from '../reach/model.ts';
import { functionsOf } from '../reach/targets.ts';
import { CONSTANT_PAUSES, RETRIES, RETRY_PACKAGES } from './libraries.ts';
import { pauseIn } from './pauses.ts';
import type { PauseFault, PoorRetry, RetryForm } from './types.ts';

const OF_LIBRARY = packages(...RETRY_PACKAGES);
/** Passed by a file that may try something again. */
export const MAY_RETRY = any(OF_LIBRARY, CATCHES);
const LOOPS = ['ForStatement', 'WhileStatement', 'DoWhileStatement'] as const;

/** The retries of the linted file whose pauses do not help the other side: by a library, in a loop, by a function that calls itself. */
export const poorRetries: (context: Parameters<typeof projectOf>[0]) => readonly PoorRetry[] = perFile((context) => {
  const host = hostViewOf(context).file;
  const isOfLibrary = host.passes(OF_LIBRARY);
  if (!isOfLibrary && !(host.passes(CATCHES) && mayTryAgain(host))) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  return [...(isOfLibrary ? byLibrary(file, project) : []), ...byHand(file, project)].sort((a, b) => a.node.range[0] - b.node.range[0]);
});

/** Whether a `catch` stands in a loop, or names the function it stands in, so that there may be another try. */
function mayTryAgain(file: SourceFile): boolean {
  return file.nodes('TryStatement').some((attempt) => {
    if (!attempt.handler) return false;
    if (retryLoop(file, attempt)) return true;
    const own = enclosingFunction(file, attempt);
    const name = own && displayName(file, own)?.split('.').at(-1);
    return name !== null && name !== undefined && file.textOf(attempt.handler).includes(`${name}(`);
  });
}

function byLibrary(file: SourceFile, project: Project): PoorRetry[] {
  const made = file.nodes('NewExpression').flatMap((node): PoorRetry[] => (CONSTANT_PAUSES.has(`new ${project.symbol(originOf(file, node.callee)) ?? ''}`) ? [{ node, fault: 'constant', name: file.textOf(node.callee) }] : []));
  const called = file.nodes('CallExpression').flatMap((node): PoorRetry[] => {
    const symbol = project.symbol(originOf(file, node.callee));
    const form = symbol !== null && Object.hasOwn(RETRIES, symbol) ? RETRIES[symbol] : undefined;
    const found = form ? faultOf(file, node, form, project) : null;
    return found ? [{ ...found, name: file.textOf(node.callee) }] : [];
  });
  return [...made, ...called];
}

function faultOf(file: SourceFile, call: TSESTree.CallExpression, form: RetryForm, project: Project): { readonly node: Node; readonly fault: PauseFault } | null {
  const given = call.arguments[form.options];
  if (call.arguments.some((argument) => argument.type === 'SpreadElement')) return null;
  const { properties, isOpen } = optionsOf(file, given && !isFunction(unwrap(given)) ? given : null, project);
  const retries = properties.get('retries');
  if (retries && isAlways(project, retries.file, retries.node, (value) => value === 0)) return null;
  const at = (said: { readonly node: Node; readonly file: SourceFile }): Node => (said.file === file ? said.node : call);
  const is = (name: string | undefined, value: number): { readonly node: Node; readonly file: SourceFile } | null => {
    const said = name === undefined ? undefined : properties.get(name);
    return said && isAlways(project, said.file, said.node, (one) => one === value) ? said : null;
  };
  const pause = form.pause === undefined ? undefined : properties.get(form.pause);
  if (pause) return isConstantPause(pause.file, pause.node, project) ? { node: at(pause), fault: 'constant' } : null;
  const factor = is(form.factor, 1);
  if (factor) return { node: at(factor), fault: 'constant' };
  const first = is(form.first, 0);
  if (first) return { node: at(first), fault: 'none' };
  if (isOpen) return null;
  if (form.fallback) return { node: call, fault: form.fallback === 'none' ? 'library' : 'constant' };
  const spread = form.spread && properties.get(form.spread.name);
  const isSpread = spread ? !isAlways(project, spread.file, spread.node, (value) => value === false || value === 'none') : (form.spread?.fallback ?? true);
  return isSpread ? null : { node: spread ? at(spread) : call, fault: 'unspread' };
}

/** A number, or a function that gives one and the same. */
function isConstantPause(file: SourceFile, node: Node, project: Project): boolean {
  const inner = unwrap(node);
  if (!isFunction(inner)) return isAlways(project, file, inner, (value) => typeof value === 'number');
  const returned = returnedExpressions(file, inner);
  return returned.length > 0 && returned.every((one) => isAlways(project, file, one, (value) => typeof value === 'number'));
}

/** `catch` clauses after which a request is tried again. */
function byHand(file: SourceFile, project: Project): PoorRetry[] {
  return file.nodes('TryStatement').flatMap((attempt): PoorRetry[] => {
    const { handler } = attempt;
    const loop = handler && retryLoop(file, attempt);
    const again = handler && !loop ? recursion(file, attempt, project) : null;
    const area = loop ? (loop as { readonly body: Node }).body : again && handler ? handler : null;
    if (!area) return [];
    const request = requestOf(file, attempt.block, project);
    // A list of hosts that are asked in turn is no retry.
    if (!request || (loop && dependsOnTurn(file, request.node, loop))) return [];
    const pause = pauseIn(file, area, again ?? attempt.block, project);
    if (pause.kind === 'given') return [];
    if (pause.kind === 'none') return [{ node: again ?? request.node, fault: 'none', name: request.name }];
    return [{ node: pause.node, fault: pause.kind === 'growing' ? 'unspread' : 'constant', name: request.name }];
  });
}

/** The loop whose next turn is another try: success leaves it, failure does not. */
function retryLoop(file: SourceFile, attempt: TSESTree.TryStatement): Node | null {
  for (let at: Node = attempt, outer = file.parent(at); outer && !isFunction(outer); at = outer, outer = file.parent(outer)) {
    if (!LOOPS.some((type) => type === outer.type)) continue;
    const leaves = (area: Node): boolean => [...file.nodesIn(area, 'ReturnStatement'), ...file.nodesIn(area, 'BreakStatement')].some((node) => enclosingFunction(file, node) === enclosingFunction(file, attempt));
    const last = attempt.handler?.body.body.at(-1);
    const failsAlways = last?.type === 'ThrowStatement' || last?.type === 'ReturnStatement' || last?.type === 'BreakStatement';
    return leaves(attempt.block) && !failsAlways ? outer : null;
  }
  return null;
}

/** The call in a `catch` by which a function tries itself again. */
function recursion(file: SourceFile, attempt: TSESTree.TryStatement, project: Project): Node | null {
  const own = enclosingFunction(file, attempt);
  if (!own || !attempt.handler) return null;
  const { handler } = attempt;
  return file.nodesIn(handler, 'CallExpression').find((call) => functionsOf(project.follow(originOf(file, call.callee)), false).some(({ fn }) => fn === own) && !asksAnew(file, handler, call)) ?? null;
}

/** `catch { options.headers.accept = 'text/plain'; return read(options); }`: what failed is not asked again, but something else. */
function asksAnew(file: SourceFile, handler: Node, call: TSESTree.CallExpression): boolean {
  const handed = call.arguments.flatMap((argument) => (argument.type === 'Identifier' ? (file.variableOf(argument) ?? []) : []));
  return file.nodesIn(handler, 'AssignmentExpression').some(({ left, range }) => {
    let root: Node = left;
    while (root.type === 'MemberExpression') root = unwrap(root.object);
    const variable = root.type === 'Identifier' ? file.variableOf(root) : null;
    return variable !== null && handed.includes(variable) && range[1] <= call.range[0];
  });
}

/** The request that a block sends and waits for, itself or one call away. */
function requestOf(file: SourceFile, block: Node, project: Project): { readonly node: Node; readonly name: string } | null {
  const own = requestsIn(file, project).find((request) => !request.form.makes && contains(block, request.node));
  if (own) return own;
  for (const call of file.nodesIn(block, 'CallExpression')) {
    if (file.parent(call)?.type !== 'AwaitExpression' && file.parent(call)?.type !== 'ReturnStatement') continue;
    for (const { fn, file: at } of functionsOf(project.follow(originOf(file, call.callee)), false)) {
      if (requestsIn(at, project).some((request) => !request.form.makes && runsIn(at, fn, request.node))) return { node: call, name: file.textOf(call.callee) };
    }
  }
  return null;
}

/** Whether what is asked changes with the turn of the loop. */
function dependsOnTurn(file: SourceFile, request: Node, loop: Node): boolean {
  return file.nodesIn(request, 'Identifier').some((name) => {
    const declared = file.variableOf(name)?.defs[0]?.node as Node | undefined;
    return declared !== undefined && contains(loop, declared) && !contains(request, declared);
  });
}
