import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, NodeType, SourceFile } from '../../ast/source-file.ts';
import { contains, enclosingFunction, keyName, unwrap } from '../../ast/syntax.ts';
import { calls } from '../../core/gates.ts';
import { perProject } from '../../core/memo.ts';
import type { Project } from '../../project/types.ts';
import type { LongLoop } from './types.ts';

type LoopStatement = TSESTree.ForStatement | TSESTree.WhileStatement | TSESTree.DoWhileStatement;

/** A hash of a short text takes as long as about a thousand turns that do next to nothing. */
const HASH_TURNS = 1000;
const HASHES: ReadonlySet<string> = new Set(['crypto#createHash', 'crypto#createHmac', 'crypto#hash']);
const CLOCKS: ReadonlySet<string> = new Set(['global#Date.now', 'global#performance.now', 'perf_hooks#performance.now', 'process#hrtime.bigint', 'global#process.hrtime.bigint']);
/** What gives the event loop a turn, or may end a loop before its time. */
const PAUSES: readonly NodeType[] = ['AwaitExpression', 'YieldExpression'];
const LOOPS = calls('for', 'while');
const LEAVES: readonly NodeType[] = ['BreakStatement', 'ReturnStatement', 'ThrowStatement'];

/**
 * The loops of a file that turn without a pause, and either as often as constants say, or until a hash they compute or the clock allows.
 * Of loops in one another the outermost stands for all.
 */
export const longLoops = perProject((file: SourceFile, project: Project): readonly LongLoop[] =>
  file.passes(LOOPS) ? loopsOf(file, project) : [],
);

function loopsOf(file: SourceFile, project: Project): readonly LongLoop[] {
  const statements: readonly LoopStatement[] = [...file.nodes('ForStatement'), ...file.nodes('WhileStatement'), ...file.nodes('DoWhileStatement')];
  const found = statements.flatMap((node): LongLoop[] => {
    if (has(file, node, PAUSES)) return [];
    const turns = node.type === 'ForStatement' ? turnsOf(file, node, project) : endOf(file, node, project);
    return turns === 0 || turns === null ? [] : [{ node, file, turns }];
  });
  return found.filter((one) => !found.some((other) => other !== one && contains(other.node, one.node) && enclosingFunction(file, other.node) === enclosingFunction(file, one.node)));
}

/** How much a counted loop does, at least; 0 where nothing says it. */
function turnsOf(file: SourceFile, node: TSESTree.ForStatement, project: Project): number {
  const own = counted(file, node, project);
  if (own === 0 || has(file, node, LEAVES)) return 0;
  const inner = file.nodesIn(node.body, 'ForStatement').filter((one) => isDirectlyIn(file, one, node)).reduce((sum, one) => sum + turnsOf(file, one, project), 0);
  return own * Math.max(1, inner + HASH_TURNS * hashesIn(file, node.body, node, project).length);
}

/** Turns of `for (let i = from; i < to; i += step)` where all three are constant; 0 elsewhere. */
function counted(file: SourceFile, { init, test, update }: TSESTree.ForStatement, project: Project): number {
  const declared = init?.type === 'VariableDeclaration' ? init.declarations.find(({ id }) => id.type === 'Identifier' && id.name === counterOf(update)) : undefined;
  if (!declared?.init || test?.type !== 'BinaryExpression' || !['<', '<=', '!=', '!=='].includes(test.operator)) return 0;
  if (test.left.type !== 'Identifier' || test.left.name !== counterOf(update)) return 0;
  const [from, to, step] = [numberOf(file, declared.init, project), numberOf(file, test.right, project), stepOf(file, update, project)];
  return from === null || to === null || step === null || step <= 0 ? 0 : Math.max(0, Math.floor((to - from) / step));
}

function counterOf(update: TSESTree.Expression | null): string | null {
  const target = update?.type === 'UpdateExpression' ? update.argument : update?.type === 'AssignmentExpression' ? update.left : null;
  return target?.type === 'Identifier' ? target.name : null;
}

function stepOf(file: SourceFile, update: TSESTree.Expression | null, project: Project): number | null {
  if (update?.type === 'UpdateExpression') return update.operator === '++' ? 1 : null;
  return update?.type === 'AssignmentExpression' && update.operator === '+=' ? numberOf(file, update.right, project) : null;
}

/** The least of the numbers a constant may be. */
function numberOf(file: SourceFile, node: Node, project: Project): number | null {
  const values = project.constants(file, node);
  return values && values.length > 0 && values.every((value) => typeof value === 'number') ? Math.min(...values) : null;
}

/** What a loop goes on for: a hash that it computes and that does not suit it yet, or the clock, where it does nothing but look at that. */
function endOf(file: SourceFile, node: TSESTree.WhileStatement | TSESTree.DoWhileStatement, project: Project): 'hash' | 'clock' | null {
  const { test, body } = node;
  if (body.type === 'EmptyStatement' || (body.type === 'BlockStatement' && body.body.length === 0)) return callsIn(file, test, CLOCKS, project).length > 0 ? 'clock' : null;
  if (has(file, node, LEAVES)) return null;
  const tested = new Set(file.nodesIn(test, 'Identifier').flatMap((name) => file.variableOf(name) ?? []));
  const isTested = hashesIn(file, body, node, project).some((hash) => {
    for (let at = file.parent(hash); at && at !== body; at = file.parent(at)) {
      const variable = at.type === 'AssignmentExpression' && at.left.type === 'Identifier' ? file.variableOf(at.left) : null;
      if (variable) return tested.has(variable);
    }
    return false;
  });
  return isTested ? 'hash' : null;
}

/** Hashes that are computed in each turn of a loop itself, not in one inside of it. */
function hashesIn(file: SourceFile, node: Node, loop: Node, project: Project): readonly Node[] {
  return callsIn(file, node, HASHES, project).filter((call) => isDirectlyIn(file, call, loop));
}

function callsIn(file: SourceFile, node: Node, symbols: ReadonlySet<string>, project: Project): readonly Node[] {
  const names = new Set([...symbols].map((symbol) => /(\w+)$/u.exec(symbol)?.[1] ?? ''));
  return file.nodesIn(node, 'CallExpression').filter(({ callee }) => {
    const inner = unwrap(callee);
    if (inner.type === 'MemberExpression' ? !names.has(keyName(inner) ?? '') : inner.type !== 'Identifier') return false;
    return symbols.has(project.symbol(originOf(file, inner)) ?? '');
  });
}

/** Whether a node stands in a loop with neither a function nor another loop between. */
function isDirectlyIn(file: SourceFile, node: Node, loop: Node): boolean {
  if (enclosingFunction(file, node) !== enclosingFunction(file, loop)) return false;
  for (let at = file.parent(node); at && at !== loop; at = file.parent(at)) if (/^(?:For|While|DoWhile)\w*Statement$/u.test(at.type)) return false;
  return true;
}

function has(file: SourceFile, loop: Node, types: readonly NodeType[]): boolean {
  const fn = enclosingFunction(file, loop);
  return types.some((type) => file.nodesIn(loop, type).some((node) => enclosingFunction(file, node) === fn));
}
