import { readSql } from './read.ts';
import { FULL_CHARACTERS } from './skim.ts';
import { tokenize } from './tokens.ts';
import type { SqlStatement, SqlText, SqlToken } from './types.ts';

interface SqlNode {
  readonly range: readonly [number, number];
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
  return {
    type: 'SqlFile',
    range: [0, text.length],
    body: sql.statements.map((statement) => ({ type: 'SqlStatement', range: [statement.range.start, statement.range.end], statement })),
    comments: sql.comments.map(commentNode),
    sql,
  };
}

/** The node of a comment. */
export function commentNode({ start, end, text }: SqlToken): SqlCommentNode {
  return { type: 'SqlComment', range: [start, end], value: text.startsWith('--') ? text.slice(2) : text.slice(2, -2) };
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
  const { tokens, comments } = tokenize(blanked, { limit: FULL_CHARACTERS });
  // Only what goes over the end of a line can hold the start of one.
  const spans = [...tokens, ...comments].filter(({ text: written }) => written.includes('\n'));
  return blanked.replace(/^[ \t]*\\[A-Za-z?!.][^\r\n]*/gmu, (line, offset: number) => (spans.some(({ start, end }) => start < offset && offset < end) ? line : blank(line)));
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
