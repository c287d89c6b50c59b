import { stringValue, tokenize } from './tokens.ts';
import type { PrismaToken } from './tokens.ts';
import { KEYWORDS } from './types.ts';
import type { PrismaArgument, PrismaAttributeNode, PrismaBlockNode, PrismaEnumValueNode, PrismaFieldNode, PrismaFileNode, PrismaKeyword, PrismaMemberNode, PrismaName, PrismaProblem, PrismaSettingNode, PrismaValue } from './types.ts';

/** Lists and calls inside each other; nobody writes more. */
const MAX_DEPTH = 50;

/**
 * Reads a Prisma schema. What a line says is taken only when all of it is understood; a line of another kind is left out,
 * and its block is `open`. Never throws.
 * Source: Prisma documentation, "Prisma schema reference" and "Data model".
 */
export function readPrismaFile(text: string): PrismaFileNode {
  return new Reader(text).file();
}

class Reader {
  readonly #tokens: readonly PrismaToken[];
  readonly #file: Omit<PrismaFileNode, 'body'>;
  readonly #problems: PrismaProblem[];
  #at = 0;

  constructor(text: string) {
    const { tokens, comments, problems } = tokenize(text);
    this.#tokens = tokens;
    this.#problems = [...problems];
    this.#file = { type: 'PrismaFile', range: [0, text.length], comments, problems: this.#problems };
  }

  file(): PrismaFileNode {
    const body: PrismaBlockNode[] = [];
    while (this.#token()) {
      if (this.#takes('line')) continue;
      const keyword = this.#opening();
      if (keyword) body.push(this.#block(keyword));
      else this.#skipUnknown();
    }
    return { ...this.#file, body };
  }

  #token(ahead = 0): PrismaToken | undefined {
    return this.#tokens[this.#at + ahead];
  }

  #is(kind: PrismaToken['kind'], text?: string, ahead = 0): boolean {
    const token = this.#token(ahead);
    return token?.kind === kind && (text === undefined || token.text === text);
  }

  #takes(kind: PrismaToken['kind'], text?: string): boolean {
    const is = this.#is(kind, text);
    if (is) this.#at++;
    return is;
  }

  #end(): number {
    return this.#tokens[this.#at - 1]?.end ?? 0;
  }

  /** The keyword of a block that opens here; null where none does. */
  #opening(): PrismaKeyword | null {
    return this.#is('name', undefined, 1) && this.#is('mark', '{', 2) ? (KEYWORDS.find((keyword) => this.#is('name', keyword)) ?? null) : null;
  }

  #isLineEnd(): boolean {
    return !this.#token() || this.#is('line') || this.#is('mark', '}');
  }

  #block(keyword: PrismaKeyword): PrismaBlockNode {
    const start = this.#token()?.start ?? 0;
    this.#at++;
    const name = this.#name() ?? { name: '', range: [start, start] };
    this.#at++;
    const body: PrismaMemberNode[] = [];
    let open = false;
    while (!this.#takes('mark', '}')) {
      if (this.#takes('line')) continue;
      if (!this.#token() || this.#opening()) {
        this.#problems.push({ message: `The block \`${name.name}\` is not closed.`, offset: start });
        open = true;
        break;
      }
      const from = this.#at;
      const member = this.#member(keyword);
      if (member && this.#isLineEnd()) body.push(member);
      else {
        open = true;
        this.#at = from;
        this.#skipLine();
      }
    }
    return { type: 'PrismaBlock', keyword, name, head: [start, name.range[1]], body, open, range: [start, this.#end()] };
  }

  /** To the end of a line; braces that open in it are closed again. */
  #skipLine(): void {
    let depth = 0;
    for (; this.#token(); this.#at++) {
      if (depth === 0 && this.#isLineEnd()) return;
      if (this.#is('mark', '{')) depth++;
      else if (this.#is('mark', '}')) depth--;
      else if (this.#is('line') && this.#opensAfterLine()) return;
    }
  }

  /** What no block of ours begins: a line, or a block with a word of its own. */
  #skipUnknown(): void {
    // a brace that closes nothing
    if (!this.#takes('mark', '}')) this.#skipLine();
  }

  #opensAfterLine(): boolean {
    this.#at++;
    const opens = this.#opening() !== null;
    this.#at--;
    return opens;
  }

  #member(keyword: PrismaKeyword): PrismaMemberNode | null {
    if (this.#is('mark', '@@')) return this.#attribute();
    if (keyword === 'enum') return this.#enumValue();
    return keyword === 'datasource' || keyword === 'generator' ? this.#setting() : this.#field();
  }

  #setting(): PrismaSettingNode | null {
    const name = this.#name();
    const value = name && this.#takes('mark', '=') ? this.#value(0) : null;
    return name && value && { type: 'PrismaSetting', name, value, range: [name.range[0], this.#end()] };
  }

  #enumValue(): PrismaEnumValueNode | null {
    const name = this.#name();
    const attributes = name && this.#attributes();
    return name && attributes && { type: 'PrismaEnumValue', name, attributes, range: [name.range[0], this.#end()] };
  }

  #field(): PrismaFieldNode | null {
    const name = this.#name();
    const base = name && this.#typeName();
    if (!name || !base) return null;
    const list = this.#takes('mark', '[');
    if (list && !this.#takes('mark', ']')) return null;
    const optional = this.#takes('mark', '?');
    const fieldType = { ...base, list, optional, end: this.#end() };
    const attributes = this.#attributes();
    return attributes && { type: 'PrismaField', name, fieldType, attributes, range: [name.range[0], this.#end()] };
  }

  /** `String`, `Unsupported("point")`. */
  #typeName(): PrismaName | null {
    const base = this.#name();
    if (base?.name !== 'Unsupported') return base;
    const isWhole = this.#takes('mark', '(') && this.#takes('string') && this.#takes('mark', ')');
    return isWhole ? { name: base.name, range: [base.range[0], this.#end()] } : null;
  }

  #attributes(): readonly PrismaAttributeNode[] | null {
    const found: PrismaAttributeNode[] = [];
    while (this.#is('mark', '@')) {
      const attribute = this.#attribute();
      if (!attribute) return null;
      found.push(attribute);
    }
    return found;
  }

  #attribute(): PrismaAttributeNode | null {
    const start = this.#token()?.start ?? 0;
    this.#at++;
    const name = this.#path();
    const args = name && (this.#takes('mark', '(') ? this.#args(0) : []);
    return name && args && { type: 'PrismaAttribute', name, args, range: [start, this.#end()] };
  }

  #name(): PrismaName | null {
    const token = this.#token();
    if (token?.kind !== 'name') return null;
    this.#at++;
    return { name: token.text, range: [token.start, token.end] };
  }

  /** Names joined by dots. */
  #path(): PrismaName | null {
    let path = this.#name();
    while (path && this.#takes('mark', '.')) {
      const next = this.#name();
      path = next && { name: `${path.name}.${next.name}`, range: [path.range[0], next.range[1]] };
    }
    return path;
  }

  /** What stands up to a closing bracket, with commas between. No line may end there. */
  #items<T>(close: string, item: () => T | null): readonly T[] | null {
    const found: T[] = [];
    for (;;) {
      if (this.#takes('mark', close)) return found;
      const one = item();
      if (!one) return null;
      found.push(one);
      if (!this.#takes('mark', ',') && !this.#is('mark', close)) return null;
    }
  }

  #args(depth: number): readonly PrismaArgument[] | null {
    return this.#items(')', () => {
      const start = this.#token()?.start ?? 0;
      const name = this.#is('mark', ':', 1) ? this.#name() : null;
      if (name) this.#at++;
      const value = this.#value(depth);
      return value && { name: name?.name ?? null, value, range: [start, this.#end()] };
    });
  }

  #value(depth: number): PrismaValue | null {
    const token = this.#token();
    if (!token || depth > MAX_DEPTH) return null;
    const range = [token.start, token.end] as const;
    if (this.#takes('string')) return { kind: 'string', value: stringValue(token.text), range };
    if (this.#takes('number')) return { kind: 'number', value: Number(token.text), range };
    if (this.#takes('mark', '[')) {
      const items = this.#items(']', () => this.#value(depth + 1));
      return items && { kind: 'list', items, range: [token.start, this.#end()] };
    }
    if (this.#takes('mark', '{')) {
      const fields = this.#items('}', () => (this.#name() && this.#takes('mark', ':') ? this.#value(depth + 1) : null));
      return fields && { kind: 'object', range: [token.start, this.#end()] };
    }
    const path = this.#path();
    if (!path || !this.#takes('mark', '(')) return path && { kind: 'name', ...path };
    const args = this.#args(depth + 1);
    return args && { kind: 'call', name: path.name, args, range: [path.range[0], this.#end()] };
  }
}
