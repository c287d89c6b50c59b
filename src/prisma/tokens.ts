import type { PrismaCommentNode, PrismaProblem } from './types.ts';

export interface PrismaToken {
  /** `line` is the end of one; `odd` is what the language has no use for. */
  readonly kind: 'name' | 'number' | 'string' | 'mark' | 'line' | 'odd';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface Tokens {
  readonly tokens: readonly PrismaToken[];
  readonly comments: readonly PrismaCommentNode[];
  readonly problems: readonly PrismaProblem[];
}

/** Every text is a sequence of these. `$` stands without the flag `m`: the end of the text. */
const PIECE = /(?<space>[^\S\r\n]+)|(?<line>\r\n|\r|\n)|(?<comment>\/\/[^\r\n]*|\/\*[^]*?(?:\*\/|$))|(?<string>"[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*"?)|(?<name>\p{L}[\p{L}\p{N}_-]*)|(?<number>-?\d+(?:\.\d+)?)|(?<mark>@@|[@{}()[\],:.=?!])|(?<odd>[^])/gu;

/** Splits a schema. Never throws. */
export function tokenize(text: string): Tokens {
  const tokens: PrismaToken[] = [];
  const comments: PrismaCommentNode[] = [];
  const problems: PrismaProblem[] = [];
  for (const { 0: piece, index: start, groups } of text.matchAll(PIECE)) {
    const end = start + piece.length;
    if (groups?.['space'] !== undefined) continue;
    if (groups?.['comment'] !== undefined) {
      const isClosed = piece.startsWith('//') || (piece.length > 3 && piece.endsWith('*/'));
      if (!isClosed) problems.push({ message: 'This comment is not closed.', offset: start });
      comments.push({ type: 'PrismaComment', range: [start, end], value: piece.startsWith('//') || !isClosed ? piece.slice(2) : piece.slice(2, -2) });
      continue;
    }
    const kind = (['line', 'string', 'name', 'number', 'mark'] as const).find((one) => groups?.[one] !== undefined) ?? 'odd';
    const isOpen = kind === 'string' && !/^"(?:[^"\\]|\\[^])*"$/u.test(piece);
    if (isOpen) problems.push({ message: 'This string is not closed.', offset: start });
    tokens.push({ kind: isOpen ? 'odd' : kind, text: piece, start, end });
  }
  return { tokens, comments, problems };
}

const ESCAPES: ReadonlyMap<string, string> = new Map([['n', '\n'], ['r', '\r'], ['t', '\t']]);

/** The text of a string with its quotes. */
export function stringValue(written: string): string {
  return written.slice(1, -1).replace(/\\(?:u([\dA-Fa-f]{4})|([^]))/gu, (_, code: string | undefined, char: string) => (code === undefined ? (ESCAPES.get(char) ?? char) : String.fromCharCode(Number.parseInt(code, 16))));
}
