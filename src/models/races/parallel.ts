import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction, isFunction, patternNames, unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { Edit, RuleContext } from '../../core/rule-context.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import { runsAtLoad } from '../reach/model.ts';
import { isGuarded, isInTransaction, stepsOf } from './steps.ts';

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
const GATE = /\b(?:const|let)\s[^=;]*=\s*await\b[\s\S]{1,800}?\b(?:const|let)\s[^=;]*=\s*await\b/;
/** Reads that fail when there is no row: what follows them is not meant to run then. */
const FAILS_ON_NONE = /OrThrow|OrFail|orFail|throwIf|rejectOnEmpty|\bone(?:First)?\s*\(/;

/** The reads of the linted file that stand one after the other in a block and could be asked for at once. */
export const serialReadsOf = perFile((context): readonly SerialReads[] => {
  if (!GATE.test(hostViewOf(context).file.text)) return [];
  const file = sourceFileOf(context);
  return file.nodes('BlockStatement').flatMap((block) => runsOf(context, file, block));
});

function runsOf(context: RuleContext, file: SourceFile, block: TSESTree.BlockStatement): readonly SerialReads[] {
  const runs: Read[][] = [];
  let run: Read[] = [];
  for (const statement of block.body) {
    const read = readOf(context, file, statement);
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

/** A declaration that waits for reads of the database and nothing else. */
function readOf(context: RuleContext, file: SourceFile, statement: Node): Read | null {
  if (statement.type !== 'VariableDeclaration' || statement.declarations.length !== 1 || statement.kind === 'var') return null;
  const [declarator] = statement.declarations;
  const wait = declarator.init ? unwrap(declarator.init) : null;
  const call = wait?.type === 'AwaitExpression' ? unwrap(wait.argument) : null;
  const fn = enclosingFunction(file, statement);
  if (wait?.type !== 'AwaitExpression' || call?.type !== 'CallExpression' || !fn || FAILS_ON_NONE.test(file.textOf(call)) || isGuarded(file, fn) || runsAtLoad(file, fn)) return null;
  const steps = stepsOf(context, call);
  if (steps.length === 0 || steps.some((step) => step.operation.action !== 'read' || isInTransaction(file, fn, step)) || mayRefuse(context, file, call)) return null;
  return { statement, declarator, wait, call };
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
