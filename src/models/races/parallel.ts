import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction, isFunction, patternNames, unwrap } from '../../ast/syntax.ts';
import { memo, perFile } from '../../core/memo.ts';
import type { Edit, RuleContext } from '../../core/rule-context.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import { AWAITS } from '../reach/awaited.ts';
import { runsAtLoad } from '../reach/model.ts';
import { isGuarded, isInTransaction, saysTransaction, stepsOf } from './steps.ts';

/** Reads that wait for one another though none needs what another gives. */
export interface SerialReads {
  /** The declarations, in order. */
  readonly nodes: readonly TSESTree.VariableDeclaration[];
  /** The first wait that need not come later. */
  readonly wait: Node;
  /** All of them at once; null where a comment would be lost. */
  readonly edits: readonly Edit[] | null;
}

interface Read {
  readonly statement: TSESTree.VariableDeclaration;
  readonly declarator: TSESTree.VariableDeclarator;
  readonly wait: TSESTree.AwaitExpression;
  readonly call: TSESTree.CallExpression;
}

/** Two awaited declarations, one after the other. */
const WAITS_TWICE = /\b(?:const|let)\s[^=;]*=\s*await\b[\s\S]{1,800}?\b(?:const|let)\s[^=;]*=\s*await\b/;
/** Reads that fail when there is no row: what follows them is not meant to run then. */
const FAILS_ON_NONE = /OrThrow|OrFail|orFail|throwIf|rejectOnEmpty|\bone(?:First)?\s*\(/;

/** The reads of the linted file that stand one after the other in a block and could be asked for at once. */
export const serialReadsOf = perFile((context): readonly SerialReads[] => {
  const { file: host } = hostViewOf(context);
  // What one file tells is seen in ESLint's own tree.
  if (!host.passes(AWAITS) || waitingBlocks(host).length === 0 || !WAITS_TWICE.test(host.text)) return [];
  const file = sourceFileOf(context);
  return waitingBlocks(file).flatMap((block) => runsOf(context, file, block));
});

/** The blocks in which one awaited declaration follows another. */
const waitingBlocks = memo((file: SourceFile) => file.nodes('BlockStatement').filter(({ body }) => body.some((statement, i) => i > 0 && waitOf(statement) !== null && waitOf(body[i - 1]) !== null)));

function runsOf(context: RuleContext, file: SourceFile, { body }: TSESTree.BlockStatement): readonly SerialReads[] {
  const runs: Read[][] = [];
  let run: Read[] = [];
  for (const [i, statement] of body.entries()) {
    const isAmong = waitOf(body[i - 1]) !== null || waitOf(body[i + 1]) !== null;
    const read = isAmong ? readOf(context, file, statement) : null;
    if (read && run.length > 0 && !dependsOn(file, read, run)) run.push(read);
    else {
      runs.push(run);
      run = read ? [read] : [];
    }
  }
  runs.push(run);
  return runs.flatMap((reads): SerialReads[] => {
    const [, second] = reads;
    return second ? [{ nodes: reads.map(({ statement }) => statement), wait: second.wait, edits: together(file, reads) }] : [];
  });
}

/** A declaration that waits for one call, whatever that does. */
function waitOf(statement: Node | undefined): Read | null {
  if (statement?.type !== 'VariableDeclaration' || statement.declarations.length !== 1 || statement.kind === 'var') return null;
  const [declarator] = statement.declarations;
  const wait = declarator.init ? unwrap(declarator.init) : null;
  const call = wait?.type === 'AwaitExpression' ? unwrap(wait.argument) : null;
  return wait?.type === 'AwaitExpression' && call?.type === 'CallExpression' ? { statement, declarator, wait, call } : null;
}

/** A declaration that waits for reads of the database and nothing else. */
function readOf(context: RuleContext, file: SourceFile, statement: Node): Read | null {
  const read = waitOf(statement);
  const fn = read && enclosingFunction(file, statement);
  if (!read || !fn || FAILS_ON_NONE.test(file.textOf(read.call)) || isGuarded(file, fn) || saysTransaction(file, fn) || runsAtLoad(file, fn)) return null;
  const steps = stepsOf(context, read.call);
  const isRead = steps.length > 0 && steps.every((step) => step.operation.action === 'read' && !isInTransaction(file, fn, step));
  return isRead && !mayRefuse(context, file, read.call) ? read : null;
}

/** Whether the function that a call calls may throw on purpose, or begins something: what follows is not meant to run then. */
function mayRefuse(context: RuleContext, file: SourceFile, call: TSESTree.CallExpression): boolean {
  const callee = projectOf(context).follow(originOf(file, call.callee));
  return callee.kind === 'function' && isFunction(callee.node) && (callee.file.nodesIn(callee.node, 'ThrowStatement').length > 0 || FAILS_ON_NONE.test(callee.file.textOf(callee.node)));
}

function dependsOn(file: SourceFile, { declarator }: Read, before: readonly Read[]): boolean {
  const given = new Set(before.flatMap((one) => patternNames(one.declarator.id).map((name) => file.variableOf(name))));
  return file.nodesIn(declarator, 'Identifier').some((name) => given.has(file.variableOf(name)));
}

function together(file: SourceFile, reads: readonly Read[]): readonly Edit[] | null {
  const [first] = reads;
  const last = reads.at(-1);
  if (!first || !last || reads.some(({ statement, declarator, wait }) => statement.kind !== first.statement.kind || ('typeAnnotation' in declarator.id && declarator.id.typeAnnotation) || declarator.init !== wait)) return null;
  const range = [first.statement.range[0], last.statement.range[1]] as const;
  const between = reads.slice(1).map(({ statement }, i) => file.text.slice(reads[i]?.statement.range[1], statement.range[0]));
  if (between.some((text) => text.trim() !== '')) return null;
  const names = reads.map(({ declarator }) => file.textOf(declarator.id)).join(', ');
  const calls = reads.map(({ wait }) => file.textOf(wait.argument)).join(', ');
  const end = file.textOf(last.statement).endsWith(';') ? ';' : '';
  return [{ range, text: `${first.statement.kind} [${names}] = await Promise.all([${calls}])${end}` }];
}
