import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains, isFunction, parameterIndex, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { functionsOf } from '../reach/targets.ts';

/** What is known of the pause in a piece of code. `given`: it grows, is told by the other side, or cannot be told. */
export type Pause = { readonly kind: 'none' } | { readonly kind: 'given' } | { readonly kind: 'constant'; readonly node: Node } | { readonly kind: 'growing'; readonly node: Node };

const TIMERS: ReadonlySet<string> = new Set(['global#setTimeout', 'timers#setTimeout', 'timers/promises#setTimeout']);
/** Packages that only wait; the first argument is how long. */
const SLEEPERS: ReadonlySet<string> = new Set(['delay#default', 'timers/promises#setTimeout', 'util#promisify()']);

/**
 * The pause that a piece of code makes: by a timer or by a function that does nothing but wait. An awaited call that nothing is known of may wait, so
 * `none` is said only where there is no such call. `skip` is what is tried again.
 */
export function pauseIn(file: SourceFile, area: Node, skip: Node, project: Project): Pause {
  let isUnknown = false;
  for (const call of file.nodesIn(area, 'CallExpression')) {
    if (contains(skip, call) || contains(call, skip)) continue;
    const milliseconds = waitedBy(file, call, project);
    if (milliseconds === 'unknown') isUnknown = true;
    else if (milliseconds) return judged(milliseconds.file, milliseconds.node, file, area, project);
  }
  return isUnknown ? { kind: 'given' } : { kind: 'none' };
}

/** How long a call waits; null where it does not, unknown where it may. */
function waitedBy(file: SourceFile, call: TSESTree.CallExpression, project: Project): { readonly node: Node; readonly file: SourceFile } | 'unknown' | null {
  const symbol = project.symbol(originOf(file, call.callee));
  const [first, second] = call.arguments;
  if (symbol !== null && SLEEPERS.has(symbol)) return first ? { node: first, file } : 'unknown';
  if (symbol !== null && TIMERS.has(symbol)) return second ? { node: second, file } : null;
  if (file.parent(call)?.type !== 'AwaitExpression') return null;
  const targets = functionsOf(project.follow(originOf(file, call.callee)), false);
  for (const { fn, file: at } of targets) {
    const timer = at.nodesIn(fn, 'CallExpression').find((inner) => TIMERS.has(project.symbol(originOf(at, inner.callee)) ?? ''));
    if (!timer) continue;
    const length = timer.arguments[project.symbol(originOf(at, timer.callee)) === 'timers/promises#setTimeout' ? 0 : 1];
    const index = length ? parameterIndex(at, fn, length) : null;
    if (index !== null) return call.arguments[index] ? { node: call.arguments[index], file } : 'unknown';
    return length ? { node: length, file: at } : 'unknown';
  }
  // A log line or the body of an answer takes no time that is meant; a function that is not seen may.
  return targets.length > 0 || isOfPackage(symbol) ? null : 'unknown';
}

function isOfPackage(symbol: string | null): boolean {
  return symbol !== null && !symbol.startsWith('global#');
}

function judged(at: SourceFile, length: Node, file: SourceFile, area: Node, project: Project): Pause {
  if (!isWrittenLater(at, length) && project.constants(at, length)) return { kind: 'constant', node: at === file ? length : area };
  if (at !== file) return { kind: 'given' };
  const inner = unwrap(length);
  const text = inner.type === 'Identifier' ? writtenTo(file, inner) : file.textOf(inner);
  return /\*\*|\bMath\s*\.\s*pow\b|<<|\*/u.test(text) && !/retry-?after|random|jitter/iu.test(file.textOf(around(file, area))) ? { kind: 'growing', node: length } : { kind: 'given' };
}

/** `pause *= 2`: a variable with a constant at its start. */
function isWrittenLater(file: SourceFile, length: Node): boolean {
  const inner = unwrap(length);
  return inner.type === 'Identifier' && (file.variableOf(inner)?.references ?? []).some((reference) => reference.isWrite() && !reference.init);
}

/** What a variable is set to, as text. */
function writtenTo(file: SourceFile, name: TSESTree.Identifier): string {
  const variable = file.variableOf(name);
  const declared = variable?.defs[0]?.node as Node | undefined;
  const writes = (variable?.references ?? []).filter((reference) => reference.isWrite()).map(({ identifier }) => file.textOf(file.parent(identifier as Node) ?? (identifier as Node)));
  return [declared?.type === 'VariableDeclarator' && declared.init ? file.textOf(declared.init) : '', ...writes].join(' ');
}

function around(file: SourceFile, node: Node): FunctionNode | Node {
  for (let at = file.parent(node); at; at = file.parent(at)) if (isFunction(at)) return at;
  return node;
}
