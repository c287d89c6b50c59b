import { Anchors, stringContent } from './anchors.ts';
import { closeOf, isName, nameAt } from './names.ts';
import type { SqlColumnRef, SqlToken } from './types.ts';

/** A call in an expression: its arguments as `SqlExpression.text` has them. */
export interface ExpressionCall {
  /** Lower case, without the schema. */
  readonly name: string;
  readonly args: readonly string[];
}

/** An expression of columns and literals alone, as PostgreSQL compares it with that of an index. */
export interface SqlExpression {
  /** Case, white space, qualifiers, casts and the parentheses that change nothing are gone: two that are equal have the same text. */
  readonly text: string;
  /** As it is written, without qualifiers: in an index there is one table. */
  readonly written: string;
  readonly columns: readonly string[];
  /** Tables or aliases that its columns are qualified with. */
  readonly qualifiers: readonly string[];
  readonly calls: readonly ExpressionCall[];
}

/** The column that a hole stands for; null for another value. */
export type SplicedColumn = (hole: number) => SqlColumnRef | null;

const NO_COLUMN: SplicedColumn = () => null;

/** The expression of the tokens from one to before another; null where a part of it is bound, spliced, or of a kind that is not compared. */
export function expressionOf(tokens: readonly SqlToken[], from: number, to: number, spliced = NO_COLUMN): SqlExpression | null {
  const reader = new ExpressionReader(tokens, spliced);
  const items = from < to ? reader.items(from, to) : null;
  return items && { text: textOf(items), written: written(tokens, from, to, spliced), columns: [...reader.columns], qualifiers: [...reader.qualifiers], calls: reader.calls };
}

/** The expression an entry of an index holds, without the operator class and the order behind it; null for what is not compared. */
export function indexExpression(tokens: readonly SqlToken[], from: number, to: number): string | null {
  const open = tokens[from]?.text === '(' ? from : tokens[from + 1]?.text === '(' ? from + 1 : (nameAt(tokens, from)?.next ?? to);
  const close = tokens[open]?.text === '(' ? closeOf(tokens, open, to) : to;
  return close < to ? (expressionOf(tokens, from, close + 1)?.text ?? null) : null;
}

interface Item {
  readonly text: string;
  readonly isOperator: boolean;
}

const CONSTANTS: ReadonlySet<string> = new Set(['null', 'true', 'false']);
const PLAIN = /^[a-z_][a-z0-9_$]*$/u;

class ExpressionReader {
  readonly columns = new Set<string>();
  readonly qualifiers = new Set<string>();
  readonly calls: ExpressionCall[] = [];
  private readonly tokens: readonly SqlToken[];
  private readonly anchors: Anchors;
  private readonly spliced: SplicedColumn;

  constructor(tokens: readonly SqlToken[], spliced: SplicedColumn) {
    this.tokens = tokens;
    this.spliced = spliced;
    this.anchors = new Anchors(tokens, 0);
  }

  /** Operands and operators in turn; null where they are not. */
  items(from: number, to: number): readonly Item[] | null {
    const items: Item[] = [];
    for (let i = from; i < to; ) {
      const token = this.tokens[i];
      if (!token || (token.holes.length > 0 && token.kind !== 'hole')) return null;
      if (token.text === '::') {
        const next = this.anchors.type(i + 1)?.next;
        if (next === undefined || items.length % 2 === 0) return null;
        i = next;
        continue;
      }
      const isOperator = token.kind === 'operator';
      if (isOperator !== (items.length % 2 === 1)) return null;
      if (isOperator) {
        items.push({ text: token.text, isOperator });
        i++;
        continue;
      }
      const operand = this.operand(i, to, items.length === 0);
      if (!operand) return null;
      items.push(...operand.items);
      i = operand.next;
    }
    return items.length % 2 === 1 ? items : null;
  }

  private operand(i: number, to: number, isFirst: boolean): { readonly items: readonly Item[]; readonly next: number } | null {
    const token = this.tokens[i];
    if (!token) return null;
    const one = (text: string, next: number): { readonly items: readonly Item[]; readonly next: number } => ({ items: [{ text, isOperator: false }], next });
    if (token.text === '(') return this.group(i + 1, closeOf(this.tokens, i, to), to, isFirst);
    if (token.kind === 'string') return one(token.text.startsWith("'") ? `'${stringContent(token.text).replaceAll("'", "''")}'` : token.text, i + 1);
    if (token.kind === 'number' || CONSTANTS.has(token.word)) return one(token.word || token.text, i + 1);
    const call = this.anchors.call(i);
    if (call && token.word === 'cast') {
      const close = closeOf(this.tokens, call.open, to);
      const as = this.tokens.findIndex(({ word }, at) => word === 'as' && at > call.open && at < close);
      const inner = as === -1 ? null : this.group(call.open + 1, as, to, false);
      return inner && { ...inner, next: close + 1 };
    }
    if (call && call.open < to) {
      const close = closeOf(this.tokens, call.open, to);
      const args = close < to ? this.list(call.open + 1, close) : null;
      const name = call.name.toLowerCase();
      if (!args) return null;
      const compared = name === 'to_tsvector' && args.length > 1 ? args.with(0, configuration(args[0] ?? '')) : args;
      this.calls.push({ name, args: compared });
      return one(`${name}(${compared.join(', ')})`, close + 1);
    }
    const column = token.kind === 'hole' ? this.spliced(token.holes[0] ?? -1) : null;
    if (column) return one(this.column(column.column, column.qualifier), i + 1);
    const found = isName(token) ? nameAt(this.tokens, i) : null;
    if (!found || found.next > to || found.name.holes.length > 0) return null;
    const { name, schema } = found.name;
    return one(this.column(name, schema), found.next);
  }

  private column(name: string, qualifier: string | null): string {
    this.columns.add(name);
    if (qualifier !== null) this.qualifiers.add(qualifier);
    return identifier(name);
  }

  /** What parentheses hold; they count where they change the order of operators, as on the right of `||`. */
  private group(from: number, close: number, to: number, isFirst: boolean): { readonly items: readonly Item[]; readonly next: number } | null {
    const inner = close < to ? this.items(from, close) : null;
    if (!inner) return null;
    const isNeedless = inner.length === 1 || (isFirst && inner.every(({ text, isOperator }) => !isOperator || text === '||'));
    return { items: isNeedless ? inner : [{ text: `(${textOf(inner)})`, isOperator: false }], next: close + 1 };
  }

  private list(from: number, to: number): readonly string[] | null {
    if (from === to) return [];
    const args: string[] = [];
    let start = from;
    for (let i = from; i <= to; i++) {
      if (i < to && this.tokens[i]?.text === '(') i = closeOf(this.tokens, i, to);
      if (i < to && this.tokens[i]?.text !== ',') continue;
      const items = this.items(start, i);
      if (!items) return null;
      args.push(textOf(items));
      start = i + 1;
    }
    return args;
  }
}

/** The name of a text search configuration: it is an identifier, and those of PostgreSQL are found without their schema. */
function configuration(text: string): string {
  return text.startsWith("'") ? text.toLowerCase().replace(/^'pg_catalog\./u, "'") : text;
}

function textOf(items: readonly Item[]): string {
  return items.map(({ text }) => text).join(' ');
}

function identifier(name: string): string {
  return PLAIN.test(name) ? name : `"${name}"`;
}

function written(tokens: readonly SqlToken[], from: number, to: number, spliced: SplicedColumn): string {
  let text = '';
  let before: SqlToken | undefined;
  for (let i = from; i < to; i++) {
    const token = tokens[i];
    if (!token || token.text === '.' || tokens[i + 1]?.text === '.') continue;
    const isTight = text === '' || /^[),[\]]$|^::$/u.test(token.text) || /^(?:[([.]|::)$/u.test(before?.text ?? '') || (token.text === '(' && before?.kind === 'word');
    const column = token.kind === 'hole' ? spliced(token.holes[0] ?? -1) : null;
    const shown = column ? identifier(column.column) : token.text;
    text += isTight ? shown : ` ${shown}`;
    before = token;
  }
  return text;
}
