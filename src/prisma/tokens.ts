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

/** Spaces, line ends, comments, strings, names, numbers, marks, and anything else: every text is a sequence of these. `$` stands without the flag `m`: the end of the text. */
const PIECE = /[^\S\r\n]+|\r\n|[\r\n]|\/\/[^\r\n]*|\/\*[^]*?(?:\*\/|$)|"[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*"?|\p{L}[\p{L}\p{N}_-]*|-?\d+(?:\.\d+)?|@@|[^]/uy;
const CLOSED = /^"(?:[^"\\]|\\[^])*"$/u;

/** Splits a schema. Never throws. */
export function tokenize(text: string): Tokens {
  const tokens: PrismaToken[] = [];
  const comments: PrismaCommentNode[] = [];
  const problems: PrismaProblem[] = [];
  PIECE.lastIndex = 0;
  for (let start = 0; start < text.length; start = PIECE.lastIndex) {
    const piece = PIECE.exec(text)?.[0] ?? '';
    const end = PIECE.lastIndex;
    if (piece.startsWith('//')) comments.push({ type: 'PrismaComment', range: [start, end], value: piece.slice(2) });
    else if (piece.startsWith('/*')) {
      const isClosed = piece.length > 3 && piece.endsWith('*/');
      if (!isClosed) problems.push({ message: 'This comment is not closed.', offset: start });
      comments.push({ type: 'PrismaComment', range: [start, end], value: piece.slice(2, isClosed ? -2 : undefined) });
    } else {
      const kind = kindOf(piece);
      if (kind === null) continue;
      const isOpen = kind === 'string' && !CLOSED.test(piece);
      if (isOpen) problems.push({ message: 'This string is not closed.', offset: start });
      tokens.push({ kind: isOpen ? 'odd' : kind, text: piece, start, end });
    }
  }
  return { tokens, comments, problems };
}

/** What a piece is by its first character; null for white space. */
function kindOf(piece: string): PrismaToken['kind'] | null {
  const first = piece[0] ?? '';
  if (/[A-Za-z]/u.test(first)) return 'name';
  if (first === '\n' || first === '\r') return 'line';
  if (first === '"') return 'string';
  if ('@{}()[],:.=?!'.includes(first)) return 'mark';
  if (/\s/u.test(first)) return null;
  if (/^\p{L}/u.test(piece)) return 'name';
  return /\d/u.test(piece) ? 'number' : 'odd';
}

const ESCAPES: ReadonlyMap<string, string> = new Map([['n', '\n'], ['r', '\r'], ['t', '\t']]);

/** The text of a string with its quotes. */
export function stringValue(written: string): string {
  return written.slice(1, -1).replace(/\\(?:u([\dA-Fa-f]{4})|([^]))/gu, (_, code: string | undefined, char: string) => (code === undefined ? (ESCAPES.get(char) ?? char) : String.fromCharCode(Number.parseInt(code, 16))));
}
