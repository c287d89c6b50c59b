import type { Node, SourceFile } from '../../ast/source-file.ts';
import { callChain, contains, unwrap } from '../../ast/syntax.ts';
import type { Edit } from '../../core/rule-context.ts';
import type { Schema, Step, Transform } from './types.ts';

/** A step that runs behind a check which should come after it: a transform its answer depends on, a cheaper check. */
export interface LateTransform {
  readonly transform: Step;
  readonly check: Step;
  /** Moves it, and others like it, in front of the check; null where they do not stand in one chain. */
  readonly edits: readonly Edit[] | null;
}

/** What a method of the chain is called that does what a step does, where the step may be a function of the project's own. */
const METHODS: Readonly<Partial<Record<Transform, string>>> = { trim: '.trim()', lowercase: '.toLowerCase()', uppercase: '.toUpperCase()' };

/** The first check of a string that sees the text before it is trimmed or its case is changed; null without one. */
export function lateTransformOf(schema: Schema): LateTransform | null {
  if (!schema.library.ordered || schema.type !== 'string') return null;
  const { steps } = schema;
  const late = steps.filter((step, i) => {
    // Behind a function of the project's own the value is no longer what was checked.
    const from = steps.findLastIndex((other, at) => at < i && other.kind === 'transform' && METHODS[other.is] === undefined) + 1;
    return steps.slice(from, i).some((check) => dependsOn(check, step));
  });
  const [transform] = late;
  const check = steps.find((step) => late.some((other) => dependsOn(step, other)));
  return transform && check ? { transform, check, edits: moved(schema, check, late) } : null;
}

/**
 * The first condition of the project's own that sees a text before it is trimmed or its case is changed; null without one, and
 * where a check of the library does too.
 */
export function lateCleaningOf(schema: Schema): LateTransform | null {
  if (!schema.library.ordered || schema.type !== 'string' || lateTransformOf(schema)) return null;
  const { steps } = schema;
  const at = steps.findIndex(({ kind }) => kind === 'refinement');
  const check = steps[at];
  const end = steps.findIndex((step, i) => i > at && step.kind === 'transform' && METHODS[step.is] === undefined);
  const late = at < 0 ? [] : steps.slice(at, end < 0 ? undefined : end).filter(({ kind }) => kind === 'transform');
  const [transform] = late;
  return check && transform ? { transform, check, edits: moved(schema, check, late) } : null;
}

/** The first check of the library behind a condition that asks the database; null without one. */
export function lateFormOf(schema: Schema, asksDatabase: (refinement: Step) => boolean): LateTransform | null {
  if (!schema.library.ordered || schema.type !== 'string') return null;
  const { steps } = schema;
  const at = steps.findIndex((step, i) => step.kind === 'refinement' && steps.slice(i).some(isForm) && asksDatabase(step));
  const check = steps[at];
  const end = steps.findIndex((step, i) => i > at && step.kind === 'transform');
  const late = at < 0 ? [] : steps.slice(at, end < 0 ? undefined : end).filter(isForm);
  const [transform] = late;
  return check && transform ? { transform, check, edits: moved(schema, check, late) } : null;
}

function isForm({ kind }: Step): boolean {
  return kind === 'format' || kind === 'bound' || kind === 'values';
}

function dependsOn(check: Step, transform: Step): boolean {
  if (transform.kind !== 'transform') return false;
  switch (transform.is) {
    case 'trim':
      return check.kind === 'format' || check.kind === 'values' || (check.kind === 'bound' && check.is !== 'integer');
    case 'lowercase':
    case 'uppercase':
      return check.kind === 'values' || (check.kind === 'format' && (check.is === 'email' || check.is === 'text' || (check.is === 'pattern' && tellsCase(check))));
    default:
      return false;
  }
}

/** Whether a pattern that is written out lets one case of the letters pass and not the other. */
function tellsCase({ arguments: [written] }: Step): boolean {
  const literal = written && unwrap(written);
  if (literal?.type !== 'Literal' || !('regex' in literal) || literal.regex.flags.includes('i')) return false;
  return literal.regex.pattern.includes('a-z') !== literal.regex.pattern.includes('A-Z');
}

/** What the check is called in the linted file: the function that made it, where it stands in another. */
export function checkName(file: SourceFile, { node }: Schema, check: Step): string {
  const callee = check.file === file ? null : callChain(node)?.first.callee;
  if (!callee) return `${check.name}()`;
  return callee.type === 'MemberExpression' ? file.textOf(callee.object) : `${file.textOf(callee)}()`;
}

function moved(schema: Schema, check: Step, late: readonly Step[]): readonly Edit[] | null {
  const { file, node } = schema;
  const inOneChain = [check, ...late].every((step) => step.file === file && contains(node, step.node));
  if (!inOneChain) return null;
  if (schema.library.form === 'pipe') return movedInPipe(file, check, late);
  return schema.library.form === 'chain' ? movedInChain(file, check, late) : null;
}

function movedInChain(file: SourceFile, check: Step, late: readonly Step[]): readonly Edit[] | null {
  const texts = late.map((step) => (step.kind === 'transform' && METHODS[step.is] && step.name === 'transform' ? METHODS[step.is] : file.text.slice(...step.range)));
  const removed = late.map(({ range }): Edit => ({ range, text: '' }));
  const call = check.node;
  const callee = call.type === 'CallExpression' ? call.callee : null;
  const isMaker = callee?.type === 'MemberExpression' && callee.object.range[1] === check.range[0] && callee.object.type === 'Identifier';
  // `z.email().trim()` is `z.string().trim().pipe(z.email())`.
  if (isMaker) return [{ range: call.range, text: `${file.textOf(callee.object)}.string()${texts.join('')}.pipe(${file.textOf(call)})` }, ...removed];
  return [{ range: [check.range[0], check.range[0]], text: texts.join('') }, ...removed];
}

function movedInPipe(file: SourceFile, check: Step, late: readonly Step[]): readonly Edit[] | null {
  const pipe = file.parent(check.node);
  if (pipe?.type !== 'CallExpression') return null;
  const items: readonly Node[] = pipe.arguments;
  const removed = late.map(({ node }): Edit | null => {
    const before = items[items.indexOf(node) - 1];
    return before ? { range: [before.range[1], node.range[1]], text: '' } : null;
  });
  if (removed.some((edit) => edit === null)) return null;
  return [{ range: [check.range[0], check.range[0]], text: late.map(({ node }) => `${file.textOf(node)}, `).join('') }, ...removed.filter((edit) => edit !== null)];
}
