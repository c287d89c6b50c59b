import type { TSESTree } from '@typescript-eslint/utils';
import { argumentAdded, propertyAdded } from '../../ast/edits.ts';
import { originOf, symbolOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { annotationOf, callsOn, enclosingFunction, isFunction, isOpen, keyName, propertyOf, unwrap, wrapped } from '../../ast/syntax.ts';
import { memo } from '../../core/memo.ts';
import type { Edit } from '../../core/rule-context.ts';
import { isAlways } from '../../project/constants.ts';
import { shippedFiles } from '../../project/test-files.ts';
import type { Project } from '../../project/types.ts';
import { startOf } from './addresses.ts';
import type { OutgoingRequest, TimePolicy } from './types.ts';

/** Whether a request ends by itself when the other side does not answer. */
export type TimeLimit = 'given' | 'none' | 'unknown';

/** Calls that wait for promises and bound none of them; observables and streams have functions of their own. */
const WAITING: ReadonlySet<string> = new Set(['global#Promise.all', 'global#Promise.allSettled', 'global#Promise.any', 'global#Promise.resolve', 'rxjs#firstValueFrom', 'rxjs#lastValueFrom']);
/** Methods of arrays and promises whose function runs at once or behind the promise. */
const CALLING: ReadonlySet<string> = new Set(['map', 'forEach', 'flatMap', 'filter', 'reduce', 'then', 'catch', 'finally']);
/** Answers that are meant to go on. */
const ENDLESS = /text\/event-stream/u;

/** Whether what a request waits for is bounded: in the call, in its instance, by what is done with its result. */
export function timeLimitOf(request: OutgoingRequest, project: Project): TimeLimit {
  const { library, options, file, node } = request;
  const policy = library.time;
  if (!policy) return 'unknown';
  const said = policy.limits.flatMap((name) => options.properties.get(name) ?? []);
  const isSwitchedOff = said.length > 0 && said.every((one) => isAlways(project, one.file, one.node, (value) => value === false || value === 0 || value === null));
  if (said.length > 0 && !isSwitchedOff) return 'given';
  if (options.isOpen) return 'unknown';
  if (policy.isBounded && !isSwitchedOff) return 'given';
  if (policy.standIns?.some((name) => options.properties.has(name))) return 'unknown';
  if (!goesOut(request, project) || ENDLESS.test(file.textOf(node)) || isBoundedElsewhere(file, policy, project)) return 'unknown';
  return request.form.makes ? ofInstance(request) : ofResult(file, node, policy, project);
}

/** What bounds it, written into its options; null where those stand elsewhere. */
export function limitEdits({ node, form, library }: OutgoingRequest): readonly Edit[] | null {
  const remedy = library.time?.remedy;
  const place = form.options.at(-1);
  if (remedy === undefined || place === undefined || node.type !== 'CallExpression') return null;
  const given = form.options.flatMap((at) => node.arguments[at] ?? []).map((argument) => unwrap(argument)).find((argument) => argument.type === 'ObjectExpression');
  if (given) {
    const [name = ''] = remedy.split(':');
    const said = propertyOf(given, name);
    return isOpen(given) ? null : [said ? { range: said.range, text: remedy } : propertyAdded(given, remedy)];
  }
  const added = node.arguments.length === place ? argumentAdded(node, `{ ${remedy} }`) : null;
  return added && [added];
}

/** Whether the address is one a server can ask: not a path of the page, not data. And whether the argument is an address, and no request that was made elsewhere. */
function goesOut({ addresses, bases, form }: OutgoingRequest, project: Project): boolean {
  return addresses.every(({ node, file }) => {
    const start = startOf(file, node, project);
    if (start) return !/^(?:\/(?!\/)|\.|data:|blob:|file:|about:|#)/iu.test(start.text) || bases.length > 0;
    return form.address.properties !== undefined || !mayBeRequest(file, node, project);
  });
}

/** A `Request` holds a signal of its own; what a function is given without a type that says better may be one. */
function mayBeRequest(file: SourceFile, node: Node, project: Project): boolean {
  const inner = unwrap(node);
  const origin = project.follow(originOf(file, inner));
  if (origin.kind === 'parameter') {
    const parameter = origin.function.params[origin.index];
    const type = parameter && origin.path.length === 0 ? annotationOf(parameter) : null;
    return type?.type !== 'TSStringKeyword' && origin.path.length === 0;
  }
  if (origin.kind !== 'instance') return origin.kind === 'unknown' && inner.type === 'Identifier' && !isDeclaredText(file, inner);
  const of = symbolOf(origin.of);
  return of !== 'global#URL' && of !== 'global#String' && of !== 'url#URL';
}

/** `let url: string`. */
function isDeclaredText(file: SourceFile, name: TSESTree.Identifier): boolean {
  const declared = file.variableOf(name)?.identifiers[0] as Node | undefined;
  return declared !== undefined && annotationOf(declared)?.type === 'TSStringKeyword';
}

const texts: (policy: TimePolicy) => (project: Project) => Map<string, boolean> = memo(() => memo(() => new Map<string, boolean>()));

function isBoundedElsewhere(file: SourceFile, policy: TimePolicy, project: Project): boolean {
  const { elsewhere } = policy;
  const folder = project.packageOf(file)?.folder;
  if (!elsewhere) return false;
  if (folder === undefined) return elsewhere.test(file.text);
  const answers = texts(policy)(project);
  const before = answers.get(folder);
  if (before !== undefined) return before;
  const found = shippedFiles(project, folder).some((path) => elsewhere.test(project.text(path) ?? ''));
  answers.set(folder, found);
  return found;
}

/** An instance is said to be unbounded where it is made, unless each request of its file says a limit itself or it is the base of another. */
function ofInstance({ file, node, library }: OutgoingRequest): TimeLimit {
  const names = library.time?.limits.join('|') ?? '';
  const rest = `${file.text.slice(0, node.range[0])}${file.text.slice(node.range[1])}`;
  return names !== '' && new RegExp(String.raw`\b(?:${names})\b`, 'u').test(rest) ? 'unknown' : 'none';
}

/** What is done with what a request gives: some of it bounds the time. */
function ofResult(file: SourceFile, node: Node, policy: TimePolicy, project: Project): TimeLimit {
  if (node.type === 'CallExpression') {
    for (const { name, node: call } of callsOn(file, node)) {
      if (name !== null && policy.limitMethods?.includes(name)) return 'given';
      if (name === 'pipe' && /\b(?:timeout|race|takeUntil)\w*\s*\(/u.test(call.arguments.map((argument) => file.textOf(argument)).join())) return 'given';
    }
  }
  const outer = behind(file, node);
  const parent = file.parent(outer);
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? ofVariable(file, parent.id, policy, project) : 'none';
    case 'AssignmentExpression':
    case 'PropertyDefinition':
    case 'Property':
      return policy.gives === 'handle' ? 'unknown' : 'none';
    case 'ReturnStatement':
    case 'ArrowFunctionExpression':
      if (policy.gives === 'handle') return 'unknown';
      return isRunByAnother(file, parent) ? 'unknown' : 'none';
    default:
      return ofPlace(file, outer, project);
  }
}

/** A variable that holds the promise or the handle: what its uses do. */
function ofVariable(file: SourceFile, name: TSESTree.Identifier, policy: TimePolicy, project: Project): TimeLimit {
  for (const { identifier, init } of file.variableOf(name)?.references ?? []) {
    if (init) continue;
    const use = identifier as Node;
    const parent = file.parent(use);
    if (parent?.type === 'MemberExpression' && parent.object === use) {
      const member = keyName(parent);
      if (member === null || policy.limitMethods?.includes(member)) return 'given';
      if (member === 'pipe' || (policy.gives === 'handle' && file.parent(parent)?.type !== 'CallExpression')) return 'unknown';
      continue;
    }
    if (policy.gives === 'handle' && (parent?.type === 'ReturnStatement' || parent?.type === 'Property')) return 'unknown';
    if (ofPlace(file, use, project) !== 'none') return 'unknown';
  }
  return 'none';
}

/** What takes a promise may bound it: any call but those that only wait. */
function ofPlace(file: SourceFile, node: Node, project: Project): TimeLimit {
  let at = wrapped(file, node);
  let parent = file.parent(at);
  while (parent?.type === 'ArrayExpression' || parent?.type === 'ConditionalExpression' || parent?.type === 'LogicalExpression') {
    at = wrapped(file, parent);
    parent = file.parent(at);
  }
  if (parent?.type !== 'CallExpression' || parent.callee === at) return 'none';
  const symbol = project.symbol(originOf(file, parent.callee));
  return symbol !== null && WAITING.has(symbol) ? 'none' : 'unknown';
}

/** A promise with the calls of `then` and `catch` behind it. */
function behind(file: SourceFile, node: Node): Node {
  const last = node.type === 'CallExpression' ? callsOn(file, node).at(-1)?.node : undefined;
  return wrapped(file, last ?? node);
}

/** `withTimeout(() => fetch(…))`: a function that does nothing but the request, given to what may bound it. */
function isRunByAnother(file: SourceFile, at: Node): boolean {
  const fn = isFunction(at) ? at : enclosingFunction(file, at);
  if (!fn || (fn.body?.type === 'BlockStatement' && fn.body.body.length > 1)) return false;
  const parent = file.parent(wrapped(file, fn));
  if (parent?.type !== 'CallExpression') return false;
  const callee = unwrap(parent.callee);
  return callee !== unwrap(fn) && !(callee.type === 'MemberExpression' && CALLING.has(keyName(callee) ?? ''));
}
