import { readSql } from './read.ts';
import { tokenize } from './tokens.ts';
import type { SqlStatement, SqlText } from './types.ts';

/** A place as ESLint counts: lines from 1, columns from 0. */
export interface SqlPosition {
  readonly line: number;
  readonly column: number;
}

interface SqlNode {
  readonly range: readonly [number, number];
  readonly loc: { readonly start: SqlPosition; readonly end: SqlPosition };
}

/** A comment; `value` is what stands between its marks. */
export interface SqlCommentNode extends SqlNode {
  readonly type: 'SqlComment';
  readonly value: string;
}

export interface SqlStatementNode extends SqlNode {
  readonly type: 'SqlStatement';
  readonly statement: SqlStatement;
}

/** The tree of a file of SQL. */
export interface SqlFileNode extends SqlNode {
  readonly type: 'SqlFile';
  readonly body: readonly SqlStatementNode[];
  readonly comments: readonly SqlCommentNode[];
  /** Offsets are those of the file; what only psql understands reads as white space. */
  readonly sql: SqlText;
}

/** Statements and comments of a whole file, a BOM taken off. Parses nothing: facts are read on first use. Never throws. */
export function readSqlFile(text: string): SqlFileNode {
  const sql = readSql(withoutPsql(text));
  const locate = locator(text);
  const node = (start: number, end: number): SqlNode => ({ range: [start, end], loc: { start: locate(start), end: locate(end) } });
  return {
    type: 'SqlFile',
    ...node(0, text.length),
    body: sql.statements.map((statement) => ({ type: 'SqlStatement', ...node(statement.range.start, statement.range.end), statement })),
    comments: sql.comments.map(({ start, end, text: written }) => ({ type: 'SqlComment', ...node(start, end), value: written.startsWith('--') ? written.slice(2) : written.slice(2, -2) })),
    sql,
  };
}

/** Positions of offsets: where lines begin is found once. */
function locator(text: string): (offset: number) => SqlPosition {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|[\r\n\u2028\u2029]/gu)) starts.push(index + end.length);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) };
  };
}

/**
 * The text with psql's own commands (`\connect db`) and the data after `COPY … FROM stdin;` blanked, so that every offset stays.
 * Source: PostgreSQL manual, psql, meta-commands; COPY, text format.
 */
function withoutPsql(text: string): string {
  if (!/^[ \t]*\\/mu.test(text)) return text;
  const blanked = text.replace(/\bfrom\s+stdin\b[^;]*;[^\n]*\n[^]*?^\\\.[ \t]*\r?$/gimu, (block) => {
    const head = block.indexOf('\n');
    return block.slice(0, head) + blank(block.slice(head));
  });
  const { tokens, comments } = tokenize(blanked);
  const spans = [...tokens, ...comments].filter(({ kind }) => kind === 'string' || kind === 'dollar' || kind === 'comment' || kind === 'quoted');
  return blanked.replace(/^[ \t]*\\[A-Za-z?!.][^\r\n]*/gmu, (line, offset: number) => (spans.some(({ start, end }) => start < offset && offset < end) ? line : blank(line)));
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
