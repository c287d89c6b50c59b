import { originOf, symbolOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction, stringValue, summands, unwrap } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { hostViewOf } from '../../project/project.ts';

/** Something thrown that nobody who catches it can tell from other failures. */
export interface UntypedThrow {
  readonly node: Node;
  /** `value`: no error at all. `error`: a plain error that says what a class should. */
  readonly kind: 'value' | 'error';
  readonly text: string;
}

/** What a caller may want to answer to: something is not there, is there already, may not be done, or is no good. */
const BUSINESS = /\b(?:not found|does(?: not|n't) exist|no such|already (?:exists|taken|registered|in use|been)|not allowed|not permitted|forbidden|unauthori[sz]ed|no permission|permission denied|not have (?:the )?permission|access denied|expired|insufficient|out of stock|too many|limit (?:reached|exceeded)|exceeded)\b/i;

/** Something that is there already in the memory of the process: whoever sets the program up twice has made a mistake, and nobody answers to it. */
const SET_TWICE = /\balready (?:been )?(?:registered|added|set|defined|initiali[sz]ed|started|configured|mounted|installed)\b/i;

/** `routes.add: …`: a message that begins with the name of a method tells whoever calls it what is wrong with the call. */
const TO_CALLER = /^[a-z]\w*\.[a-z]\w*(?:\(\))?: /i;

/** Passed by a file that throws. */
export const THROWS = words('throw');

/** Throws of the linted file that want a class of their own. */
export const untypedThrowsOf = perFile((context): readonly UntypedThrow[] => {
  const { file } = hostViewOf(context);
  if (!file.passes(THROWS)) return [];
  return file.nodes('ThrowStatement').flatMap(({ argument }): UntypedThrow[] => {
    const inner = unwrap(argument);
    if (inner.type === 'Literal' || inner.type === 'TemplateLiteral' || inner.type === 'ObjectExpression') return [{ node: inner, kind: 'value', text: '' }];
    const made = inner.type === 'NewExpression' || inner.type === 'CallExpression' ? inner : null;
    const [message, options] = made?.arguments ?? [];
    if (!made || !message || options || symbolOf(originOf(file, made.callee)) !== 'global#Error') return [];
    const text = textOf(message);
    return BUSINESS.test(text) && !TO_CALLER.test(text) && !(SET_TWICE.test(text) && looksAtMemoryOnly(file, made)) ? [{ node: made, kind: 'error', text }] : [];
  });
});

/** Whether the function around waits for nothing: what it found to be there is not stored data. */
function looksAtMemoryOnly(file: SourceFile, node: Node): boolean {
  const fn = enclosingFunction(file, node);
  return fn !== null && !fn.async && !fn.generator && file.parent(fn)?.type !== 'CallExpression';
}

/** The constant parts of a message. */
function textOf(node: Node): string {
  const inner = unwrap(node);
  if (inner.type === 'TemplateLiteral') return inner.quasis.map((quasi) => quasi.value.cooked ?? '').join('…');
  return summands(inner)
    .map((part) => stringValue(part) ?? '…')
    .join('');
}
