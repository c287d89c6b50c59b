import { closeOf, identifierOf, isName, nameAt } from './names.ts';
import type { SelectItem, SqlColumnRef, SqlName, SqlRange, SqlToken, SqlValue, TypeFact } from './types.ts';

const HOLE_NAME = /^hole(\d+)_*$/;

/** Identifier of `width` characters that stands for a hole in text given to a parser. */
export const holeName = (hole: number, width: number): string => `hole${hole}_`.padEnd(width, '_').slice(0, width);

/** A name as a parser gave it, with repaired holes shown as `${0}` again. */
export function unrepaired(name: string): string {
  const hole = HOLE_NAME.exec(name)?.[1];
  return hole === undefined ? name : `\${${hole}}`;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  int: 'int4', integer: 'int4', smallint: 'int2', bigint: 'int8', decimal: 'numeric', dec: 'numeric', real: 'float4', float: 'float8', boolean: 'bool',
  'double precision': 'float8', 'character varying': 'varchar', 'char varying': 'varchar', character: 'bpchar', char: 'bpchar', 'national character': 'bpchar',
  'bit varying': 'varbit', 'timestamp with time zone': 'timestamptz', 'timestamp without time zone': 'timestamp', 'time with time zone': 'timetz',
  'time without time zone': 'time', serial4: 'serial', serial8: 'bigserial', serial2: 'smallserial',
};
const SECOND_WORDS: Readonly<Record<string, string>> = { double: 'precision', character: 'varying', char: 'varying', bit: 'varying', national: 'character' };

/** Token questions shared by all readers of one statement: parsers give starts, tokens give the rest. */
export class Anchors {
  readonly tokens: readonly SqlToken[];
  private readonly base: number;

  /** `base` is the offset, in the text that was tokenised, of the first character given to the parser. */
  constructor(tokens: readonly SqlToken[], base: number) {
    this.tokens = tokens;
    this.base = base;
  }

  word(i: number): string {
    return this.tokens[i]?.word ?? '';
  }

  text(i: number): string {
    return this.tokens[i]?.text ?? '';
  }

  /** Index of the token at or first after an offset of the parser's text. */
  index(offset: number): number {
    const wanted = offset + this.base;
    let low = 0;
    let high = this.tokens.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.tokens[middle]?.end ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return Math.max(0, low);
  }

  /** Last index at or before `i` with that word; 0 without one. */
  wordBefore(i: number, word: string): number {
    for (let at = i; at >= 0; at--) if (this.word(at) === word) return at;
    return 0;
  }

  /** The name that starts at a token; odd tokens (a placeholder for a name) still give one. */
  name(i: number): SqlName {
    const found = nameAt(this.tokens, i);
    if (found !== null) return found.name;
    const token = this.tokens[i];
    return { start: token?.start ?? 0, end: token?.end ?? 0, name: token?.text ?? '', schema: null, quoted: false, holes: token?.holes ?? [] };
  }

  column(i: number): SqlColumnRef {
    const { name, schema } = this.name(i);
    return { column: name, qualifier: schema };
  }

  /** Unquoted name of the single token at `i`. */
  identifier(i: number): string {
    const token = this.tokens[i];
    return token === undefined ? '' : identifierOf(token);
  }

  /** The value a literal, parameter or hole token writes. */
  value(i: number): SqlValue {
    const token = this.tokens[i];
    if (token === undefined) return { kind: 'expression' };
    const range: SqlRange = { start: token.start, end: token.end };
    const hole = token.holes[0];
    if (token.kind === 'hole' && hole !== undefined) return { kind: 'hole', hole, range };
    if (token.kind === 'placeholder') return { kind: 'placeholder', text: token.text, range };
    if (token.kind === 'string') {
      if (hole !== undefined) return token.holes.length === 1 && token.end - token.start === 14 ? { kind: 'hole', hole, range } : { kind: 'expression' };
      return { kind: 'literal', text: stringContent(token.text), range };
    }
    if (token.kind === 'number' || token.word === 'true' || token.word === 'false' || token.word === 'null') return { kind: 'literal', text: token.word || token.text, range };
    if (token.text === '-' && this.tokens[i + 1]?.kind === 'number') {
      return { kind: 'literal', text: `-${this.text(i + 1)}`, range: { start: token.start, end: this.tokens[i + 1]?.end ?? token.end } };
    }
    return { kind: 'expression' };
  }

  /** The call whose name starts at `i`: null for special forms and for names without a parenthesis. */
  call(i: number): { readonly name: string; readonly schema: string | null; readonly open: number } | null {
    const found = nameAt(this.tokens, i);
    if (found === null) {
      // `left(…)`, `right(…)`: reserved words that are functions too
      return this.tokens[i]?.kind === 'word' && this.text(i + 1) === '(' ? { name: this.word(i), schema: null, open: i + 1 } : null;
    }
    return this.text(found.next) === '(' ? { name: found.name.name, schema: found.name.schema, open: found.next } : null;
  }

  /** The type written at token `i` and the index after it; null when no type can stand there. */
  type(i: number): { readonly type: TypeFact; readonly next: number } | null {
    const first = this.tokens[i];
    if (first === undefined || !(isName(first) || first.word === 'array')) return null;
    const named = nameAt(this.tokens, i);
    let next = named?.next ?? i + 1;
    let name = named?.name.name ?? first.word;
    const second = first.kind === 'word' && next === i + 1 ? SECOND_WORDS[first.word] : undefined;
    if (second !== undefined && Object.hasOwn(SECOND_WORDS, first.word) && this.word(next) === second) {
      name = `${name} ${second}`;
      next++;
    }
    const args: number[] = [];
    if (this.text(next) === '(') {
      const close = closeOf(this.tokens, next, this.tokens.length);
      for (let k = next + 1; k < close; k++) if (this.tokens[k]?.kind === 'number') args.push(Number(this.text(k)));
      next = Math.min(close + 1, this.tokens.length);
    }
    if (name === 'timestamp' || name === 'time') {
      const zone = this.word(next);
      if ((zone === 'with' || zone === 'without') && this.word(next + 1) === 'time' && this.word(next + 2) === 'zone') {
        name = `${name} ${zone} time zone`;
        next += 3;
      }
    }
    let array = false;
    while (this.text(next) === '[') {
      array = true;
      next = Math.min(closeOf(this.tokens, next, this.tokens.length) + 1, this.tokens.length);
    }
    if (this.word(next) === 'array') {
      array = true;
      next++;
    }
    const canonical = first.kind === 'word' && Object.hasOwn(TYPE_NAMES, name) ? (TYPE_NAMES[name] ?? name) : name;
    return { type: { name: canonical, args, array, at: i, end: next }, next };
  }
}

/** The text a string literal stands for, as far as quotes go. */
export function stringContent(text: string): string {
  const open = text.indexOf("'");
  if (open === -1) return text;
  const inner = text.slice(open + 1, text.length > open + 1 && text.endsWith("'") ? -1 : undefined);
  return inner.includes("''") ? inner.replaceAll("''", "'") : inner;
}

/** The item of a plain column. */
export const columnItem = ({ column, qualifier }: SqlColumnRef, alias: string | null): SelectItem => ({ column, qualifier, alias });
