import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction, keyName, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import { hostViewOf } from '../../project/project.ts';
import { AWAITS } from '../reach/awaited.ts';
import { CATCHES } from './caught.ts';

/** A `catch` after which nobody knows that anything failed. */
export interface SwallowedError {
  readonly node: TSESTree.CatchClause;
  /** What it gives instead, as the code says it; null where it gives nothing. */
  readonly given: string | null;
}

/**
 * Methods whose failure is an answer, or changes nothing: reading a form, proving a token, asking for a file that need not be there, cleaning up.
 * They silence.
 */
const EXPECTED = /^(?:json|text|formData|arrayBuffer|blob|parse\w*|safeParse|decode\w*|verify\w*|compare|validate\w*|access|stat|lstat|exists\w*|realpath|readFile\w*|readlink|close|end|quit|destroy|release|unlink|rm|rmdir|remove\w*|dele\w*|dispose|disconnect|unsubscribe|rollback\w*|cleanup\w*|clear\w*|stop|terminate|kill|abort|cancel|off|sleep|delay|ping|resolve\w*|lookup|import)$/i;
const LANGUAGE: ReadonlySet<string> = new Set(['Promise', 'Array', 'Object', 'JSON']);

/** The catches of the linted file that keep an error of input or output to themselves, without a word of why. */
export const swallowedErrorsOf = perFile((context): readonly SwallowedError[] => {
  const { file } = hostViewOf(context);
  if (!file.passes(CATCHES) || !file.passes(AWAITS)) return [];
  return file.nodes('CatchClause').flatMap((clause): SwallowedError[] => {
    const attempt = file.parent(clause);
    if (attempt?.type !== 'TryStatement' || !isSilent(file, clause) || hasReason(file, clause) || !waitsForSomething(file, attempt.block)) return [];
    const [only] = clause.body.body;
    return [{ node: clause, given: only?.type === 'ReturnStatement' && only.argument ? file.textOf(only.argument) : null }];
  });
});

/** Whether a `catch` does nothing, or gives an empty value. */
function isSilent(file: SourceFile, { body }: TSESTree.CatchClause): boolean {
  const [only, ...more] = body.body;
  if (!only) return true;
  if (more.length > 0) return false;
  if (only.type === 'ContinueStatement') return true;
  return only.type === 'ReturnStatement' && (only.argument === null || isEmpty(only.argument)) && enclosingFunction(file, only) !== null;
}

function isEmpty(node: Node): boolean {
  const inner = unwrap(node);
  switch (inner.type) {
    case 'Literal':
      return inner.value === null || inner.value === '' || inner.value === 0;
    case 'Identifier':
      return inner.name === 'undefined';
    case 'ArrayExpression':
      return inner.elements.length === 0;
    case 'ObjectExpression':
      return inner.properties.length === 0;
    default:
      return false;
  }
}

/** A comment in the `catch`, or above it, is a reason. */
function hasReason(file: SourceFile, clause: TSESTree.CatchClause): boolean {
  return /\/\/|\/\*/.test(file.textOf(clause));
}

/** Whether a `try` waits for calls that may fail because something else did. */
function waitsForSomething(file: SourceFile, block: TSESTree.BlockStatement): boolean {
  const fn = enclosingFunction(file, block);
  const waited = file.nodesIn(block, 'AwaitExpression').filter((node) => enclosingFunction(file, node) === fn);
  return waited.length > 0 && waited.every(({ argument }) => isOfInterest(argument));
}

function isOfInterest(argument: Node): boolean {
  const inner = unwrapAwait(argument);
  if (inner.type !== 'CallExpression') return false;
  const callee = unwrap(inner.callee);
  const name = callee.type === 'MemberExpression' ? keyName(callee) : callee.type === 'Identifier' ? callee.name : null;
  const isOfLanguage = callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && LANGUAGE.has(callee.object.name);
  return name !== null && !isOfLanguage && !EXPECTED.test(name) && !/^try[A-Z]/.test(name);
}
