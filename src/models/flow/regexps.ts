import { originOf, symbolOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { unwrap } from '../../ast/syntax.ts';

interface Pattern {
  readonly source: string;
  readonly flags: string;
}

/** A regular expression that is written out, `new RegExp('…')` left out; null for anything else. */
export function patternOf(node: Node): Pattern | null {
  const inner = unwrap(node);
  return inner.type === 'Literal' && 'regex' in inner ? { source: inner.regex.pattern, flags: inner.regex.flags } : null;
}

/** The same through a `const` and `new RegExp(/…/g)`. */
export function writtenPattern(file: SourceFile, node: Node): Pattern | null {
  const origin = originOf(file, node);
  if (origin.kind === 'value') return patternOf(origin.node);
  const [first] = origin.kind === 'instance' && origin.node && symbolOf(origin.of) === 'global#RegExp' ? origin.node.arguments : [];
  return first ? patternOf(first) : null;
}

/** Whether a whole text that matches can hold only letters, digits and plain marks: no quote, blank class or comment. */
export function isBounded({ source, flags }: Pattern): boolean {
  const anchored = /^\^([\s\S]*)\$$/.exec(source);
  return anchored?.[1] !== undefined && !flags.includes('m') && isPlain(anchored[1], 0);
}

function isPlain(body: string, start: number): boolean {
  let depth = 0;
  let inClass = false;
  for (let i = start; i < body.length; i++) {
    const c = body[i] ?? '';
    if (c === '\\') {
      const next = body[++i] ?? '';
      if (/[SDWsBPk\\'"`;]/.test(next)) return false;
      continue;
    }
    if (/['"`;]/.test(c)) return false;
    if (inClass) {
      if (c === ']') inClass = false;
      else if (c === ' ') return false;
      continue;
    }
    if (c === '[') {
      if (body[i + 1] === '^') return false;
      inClass = true;
    } else if (c === '.') return false;
    else if (c === '(') depth++;
    else if (c === ')') depth--;
    else if (c === '|' && depth === 0) return false;
  }
  return true;
}

/** Whether replacing every match leaves only plain characters: `/[^a-z0-9_]/gi`, `/\D/g`, `/\W+/g`. */
export function stripsAllButPlain({ source, flags }: Pattern): boolean {
  if (!flags.includes('g')) return false;
  if (/^\\[DW]\+?$/.test(source)) return true;
  const inner = /^\[\^([^\]]*)\]\+?$/.exec(source)?.[1];
  return inner !== undefined && isPlain(`[${inner}]`, 0);
}
