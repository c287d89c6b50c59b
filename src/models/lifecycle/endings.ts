import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { unwrap } from '../../ast/syntax.ts';
import { promisified } from '../../project/promisified.ts';
import type { Project } from '../../project/types.ts';
import { reachedFrom } from '../reach/model.ts';
import { functionsOf } from '../reach/targets.ts';
import type { Start } from '../reach/types.ts';
import { CALLBACK_CLOSES, MODULE_CLOSES, RESOURCES, SERVER_CLOSES } from './resources.ts';
import type { Ending } from './types.ts';

const MAX_DEPTH = 3;

/** What a call ends by itself; null where it ends nothing that is known. */
export function endingOf(file: SourceFile, call: TSESTree.CallExpression, project: Project): Ending | null {
  const symbol = closingSymbol(file, call.callee, project);
  if (symbol === null) return null;
  if (SERVER_CLOSES.has(symbol)) return 'server';
  if (Object.hasOwn(MODULE_CLOSES, symbol)) return 'resource';
  return resourceClosed(symbol) === null ? null : 'resource';
}

/** Whether a call closes a server and gives no promise of it, as that of `node:http`. */
export function closesByCallback(file: SourceFile, call: TSESTree.CallExpression, project: Project): boolean {
  // What is promisified has another shape than the method itself.
  return CALLBACK_CLOSES.has(project.symbol(originOf(file, unwrap(call.callee))) ?? '');
}

/** The symbol of what a method closes: `new pg#Pool` of `new pg#Pool.end`; null where it closes none. */
export function resourceClosed(symbol: string): string | null {
  if (Object.hasOwn(MODULE_CLOSES, symbol)) return MODULE_CLOSES[symbol] ?? null;
  const [, value = '', method = ''] = /^(.*)\.([\w$]+)$/u.exec(symbol) ?? [];
  return Object.hasOwn(RESOURCES, value) && (RESOURCES[value] ?? []).includes(method) ? value : null;
}

/** The symbol of a method, also bound or promisified. */
export function closingSymbol(file: SourceFile, callee: Node, project: Project): string | null {
  const origin = originOf(file, unwrap(callee));
  const inner = promisified(project.follow(origin), project);
  return project.symbol(inner ?? origin)?.replace(/\.bind\(\)$/u, '') ?? null;
}

/**
 * The functions that run at the end, from some on: what they call, and what they hand by name to a call, as `close` in `server.close(close)`.
 */
export function runAtEnd(functions: readonly Start[], project: Project): readonly Start[] {
  const starts = [...functions];
  const told = new Set(starts.map(({ fn }) => fn));
  let reached = reachedFrom(starts, project);
  for (let round = 0; round < MAX_DEPTH; round++) {
    const handed = reached.flatMap(({ fn, file }) => file.nodesIn(fn, 'CallExpression').flatMap((call) => call.arguments.filter((argument) => argument.type === 'Identifier' || argument.type === 'MemberExpression').flatMap((argument) => functionsOf(project.follow(originOf(file, argument)), false))));
    const added = handed.filter(({ fn }) => !told.has(fn) && told.add(fn));
    if (added.length === 0) break;
    starts.push(...added);
    reached = reachedFrom(starts, project);
  }
  return reached;
}

/** What a call ends, itself or in the functions of the project that it runs. */
export function endingsOf(file: SourceFile, call: TSESTree.CallExpression, project: Project, depth = 0): ReadonlySet<Ending> {
  const own = endingOf(file, call, project);
  const found = new Set<Ending>(own ? [own] : []);
  if (own || depth >= MAX_DEPTH) return found;
  for (const { fn, file: at } of functionsOf(project.follow(originOf(file, call.callee)), false)) {
    for (const inner of at.nodesIn(fn, 'CallExpression')) for (const ending of endingsOf(at, inner, project, depth + 1)) found.add(ending);
  }
  return found;
}
