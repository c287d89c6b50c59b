import type { Anchors } from './anchors.ts';
import { expressionOf, indexExpression } from './expression.ts';
import { closeOf, identifierOf, isName, nameAt } from './names.ts';
import { stringContent } from './anchors.ts';
import type { AlterAction, AlterTableFact, ColumnFact, ConstraintFact, CreateIndexFact, CreateTableFact, CreateTriggerFact, DropFact, Fact, FkFact, ListCheck, SqlName, StatementKind, TruncateFact } from './types.ts';

/** Facts of a statement that defines or drops something; none for DML. Read from tokens alone. */
export function ddlFacts(kind: StatementKind, anchors: Anchors): Fact[] {
  const reader = new DdlReader(anchors);
  switch (kind) {
    case 'select':
    case 'values':
    case 'insert':
    case 'update':
    case 'delete':
    case 'merge':
    case 'explain':
      return [];
    case 'createTable':
      return present(reader.createTable(), kind);
    case 'alterTable':
      return reader.alterTable();
    case 'createIndex':
      return present(reader.createIndex(), kind);
    case 'drop':
      return present(reader.drop(), kind);
    case 'truncate':
      return present(reader.truncate(), kind);
    case 'trigger':
      return present(reader.trigger(), kind);
    case 'view':
      return present(reader.view(), kind);
    case 'type':
      return present(reader.enumType(), kind);
    case 'set':
      return present(reader.setting(), kind);
    case 'tx':
      // a savepoint neither begins nor ends one
      return /^(?:savepoint|release)$/.test(anchors.word(0)) || anchors.tokens.some(({ word }) => word === 'to') ? [{ k: 'other', kind, at: 0 }] : [{ k: 'transaction', begins: /^(?:begin|start)$/.test(anchors.word(0)), at: 0 }];
    default:
      return [{ k: 'other', kind, at: 0 }];
  }
}

const present = (fact: Fact | null, kind: StatementKind): Fact[] => [fact ?? { k: 'other', kind, at: 0 }];

const TABLE_CONSTRAINTS: ReadonlySet<string> = new Set(['constraint', 'primary', 'unique', 'check', 'foreign', 'exclude']);
const AFTER_DEFAULT: ReadonlySet<string> = new Set(['not', 'null', 'primary', 'unique', 'check', 'references', 'constraint', 'generated', 'collate', 'deferrable', 'initially']);
/** MySQL's indexes inside CREATE TABLE; in PostgreSQL all of these may name a column. */
const TABLE_INDEXES: ReadonlySet<string> = new Set(['index', 'key', 'fulltext', 'spatial']);

class DdlReader {
  private readonly anchors: Anchors;
  private readonly end: number;

  constructor(anchors: Anchors) {
    this.anchors = anchors;
    this.end = anchors.tokens.length;
  }

  private word(i: number): string {
    return this.anchors.word(i);
  }

  private text(i: number): string {
    return this.anchors.text(i);
  }

  private find(word: string, from: number, to: number): number {
    for (let i = from; i < to; i++) {
      if (this.text(i) === '(') i = closeOf(this.anchors.tokens, i, to);
      else if (this.word(i) === word) return i;
    }
    return -1;
  }

  /** Skips `IF [NOT] EXISTS`. */
  private skipGuard(i: number): { readonly at: number; readonly guarded: boolean } {
    if (this.word(i) !== 'if') return { at: i, guarded: false };
    return { at: i + (this.word(i + 1) === 'not' ? 3 : 2), guarded: true };
  }

  /** Ranges of the comma-separated entries between two tokens. */
  private entries(from: number, to: number): { readonly from: number; readonly to: number }[] {
    const entries: { from: number; to: number }[] = [];
    let start = from;
    for (let i = from; i < to; i++) {
      if (this.text(i) === '(' || this.text(i) === '[') i = closeOf(this.anchors.tokens, i, to);
      else if (this.text(i) === ',') {
        entries.push({ from: start, to: i });
        start = i + 1;
      }
    }
    if (start < to) entries.push({ from: start, to });
    return entries;
  }

  createTable(): CreateTableFact | null {
    const keyword = this.find('table', 0, this.end);
    const { at, guarded } = this.skipGuard(keyword + 1);
    const found = nameAt(this.anchors.tokens, at);
    if (keyword === -1 || found === null) return null;
    const columns: ColumnFact[] = [];
    const constraints: ConstraintFact[] = [];
    let close = found.next;
    if (this.text(found.next) === '(') {
      close = closeOf(this.anchors.tokens, found.next, this.end);
      for (const entry of this.entries(found.next + 1, close)) {
        if (TABLE_CONSTRAINTS.has(this.word(entry.from))) {
          const constraint = this.constraint(entry.from, entry.to);
          if (constraint) constraints.push(constraint);
        } else if (this.word(entry.from) !== 'like' && !this.isTableIndex(entry.from)) {
          const column = this.column(entry.from, entry.to);
          if (column) columns.push(column);
        }
      }
    }
    const head = this.anchors.tokens.slice(0, keyword);
    return {
      k: 'createTable',
      at: 0,
      table: found.name,
      ifNotExists: guarded,
      temporary: head.some((token) => token.word === 'temp' || token.word === 'temporary'),
      columns,
      constraints,
      partition: this.find('partition', found.next, this.end) !== -1,
    };
  }

  /** `KEY name (column)`, `INDEX (column)`, `FULLTEXT KEY …`, but not `key varchar(20)`. */
  private isTableIndex(from: number): boolean {
    if (!TABLE_INDEXES.has(this.word(from))) return false;
    const open = [1, 2, 3].find((ahead) => this.text(from + ahead) === '(');
    return (open !== undefined && this.anchors.tokens[from + open + 1]?.kind !== 'number') && (open !== 3 || TABLE_INDEXES.has(this.word(from + 1)));
  }

  private column(from: number, to: number): ColumnFact | null {
    const token = this.anchors.tokens[from];
    // almost any word may name a column: only the comma and the parenthesis end it
    if (token === undefined || !(isName(token) || token.kind === 'word')) return null;
    const type = from + 1 < to ? this.anchors.type(from + 1) : null;
    const rest = type?.next ?? from + 1;
    const has = (word: string, next?: string): boolean => {
      const at = this.find(word, rest, to);
      return at !== -1 && (next === undefined || this.word(at + 1) === next);
    };
    const references = this.find('references', rest, to);
    const primaryKey = has('primary', 'key');
    const serial = type !== null && /serial$/.test(type.type.name);
    const check = this.find('check', rest, to);
    const generatedAs = this.generatedAs(rest, to);
    return {
      at: from,
      end: to,
      name: this.anchors.identifier(from),
      quoted: token.kind === 'quoted',
      type: type?.type ?? null,
      notNull: primaryKey || serial || this.hasNotNull(rest, to),
      explicitNull: this.hasNull(rest, to),
      primaryKey,
      unique: has('unique'),
      hasDefault: serial || has('default') || has('identity'),
      defaultTokens: this.defaultOf(rest, to),
      identity: has('identity'),
      generated: has('generated') && has('stored'),
      ...(generatedAs !== null && { generatedAs }),
      references: references === -1 ? null : this.foreignKey(references, to, [this.anchors.identifier(from)]),
      listCheck: check === -1 ? null : this.listCheck(check, to),
    };
  }

  /** The expression of `GENERATED ALWAYS AS (…)`. */
  private generatedAs(from: number, to: number): string | null {
    const at = this.find('generated', from, to);
    const open = at === -1 ? -1 : this.find('as', at, to) + 1;
    if (open <= 0 || this.text(open) !== '(') return null;
    return expressionOf(this.anchors.tokens, open + 1, closeOf(this.anchors.tokens, open, to))?.text ?? null;
  }

  /** `DEFAULT` and its expression: to the next word that begins another constraint of the column. */
  private defaultOf(from: number, to: number): readonly [number, number] | null {
    const at = this.find('default', from, to);
    if (at === -1 || this.word(at - 1) === 'by' || this.word(at - 1) === 'set') return null;
    let end = at + 1;
    while (end < to && (end === at + 1 || !AFTER_DEFAULT.has(this.word(end)))) end = this.text(end) === '(' ? closeOf(this.anchors.tokens, end, to) + 1 : end + 1;
    return [at + 1, Math.min(end, to)];
  }

  private hasNull(from: number, to: number): boolean {
    for (let i = from; i < to; i++) {
      if (this.text(i) === '(') i = closeOf(this.anchors.tokens, i, to);
      else if (this.word(i) === 'null' && !/^(?:not|default|set|is)$/.test(this.word(i - 1))) return true;
    }
    return false;
  }

  /** The list that the CHECK at `at` wants its column to be in. */
  private listCheck(at: number, to: number): ListCheck | null {
    const open = at + 1;
    if (this.text(open) !== '(') return null;
    const close = closeOf(this.anchors.tokens, open, to);
    const inner = this.anchors.tokens.slice(open + 1, close).filter((token) => !(token.text === '(' || token.text === ')' || token.text === '[' || token.text === ']' || token.text === ','));
    const values = inner.flatMap((token) => (token.kind === 'string' && token.holes.length === 0 ? [stringContent(token.text)] : []));
    const words = inner.flatMap((token, i) => (token.kind === 'string' || inner[i - 1]?.text === '::' || token.text === '::' ? [] : [token.word || token.text]));
    const column = inner[0];
    const isList = words.length === 2 ? words[1] === 'in' : words.length === 4 && words.slice(1).join(' ') === '= any array';
    return column && isName(column) && values.length > 0 && isList ? { at, end: close + 1, column: identifierOf(column), values } : null;
  }

  private hasNotNull(from: number, to: number): boolean {
    for (let i = from; i < to - 1; i++) {
      if (this.text(i) === '(') i = closeOf(this.anchors.tokens, i, to);
      else if (this.word(i) === 'not' && this.word(i + 1) === 'null' && this.word(i - 1) !== 'is') return true;
    }
    return false;
  }

  /** The names in the parenthesis at `open`. */
  private names(open: number): string[] {
    if (this.text(open) !== '(') return [];
    const close = closeOf(this.anchors.tokens, open, this.end);
    return this.entries(open + 1, close).map((entry) => this.anchors.identifier(entry.from));
  }

  private foreignKey(references: number, to: number, columns: readonly string[]): FkFact {
    const found = nameAt(this.anchors.tokens, references + 1);
    const next = found?.next ?? references + 1;
    let deferrable = false;
    for (let i = next; i < to; i++) if (this.word(i) === 'deferrable' && this.word(i - 1) !== 'not') deferrable = true;
    return {
      at: references,
      actionsAt: this.text(next) === '(' ? Math.min(closeOf(this.anchors.tokens, next, to) + 1, to) : next,
      end: this.endOfReferences(next, to),
      table: found?.name ?? this.anchors.name(references + 1),
      columns,
      refColumns: this.names(next),
      onDelete: this.action('delete', next, to),
      onUpdate: this.action('update', next, to),
      deferrable,
      notValid: this.notValid(next, to),
    };
  }

  /** The token after the columns and actions of REFERENCES. */
  private endOfReferences(next: number, to: number): number {
    let end = this.text(next) === '(' ? closeOf(this.anchors.tokens, next, to) + 1 : next;
    for (;;) {
      const word = this.word(end);
      if (word === 'match') end += 2;
      else if (word === 'on' && /^(?:delete|update)$/.test(this.word(end + 1))) end += /^(?:set|no)$/.test(this.word(end + 2)) ? 4 : 3;
      else if (word === 'deferrable') end += 1;
      else if (word === 'initially' || (word === 'not' && /^(?:deferrable|valid)$/.test(this.word(end + 1)))) end += 2;
      else return Math.min(end, to);
    }
  }

  private notValid(from: number, to: number): boolean {
    for (let i = from; i < to - 1; i++) if (this.word(i) === 'not' && this.word(i + 1) === 'valid') return true;
    return false;
  }

  /** `ON DELETE SET NULL` as `SET NULL`; null when it is not written. */
  private action(event: string, from: number, to: number): string | null {
    for (let i = from; i < to - 2; i++) {
      if (this.word(i) !== 'on' || this.word(i + 1) !== event) continue;
      const first = this.word(i + 2);
      const second = first === 'set' || first === 'no' ? ` ${this.word(i + 3)}` : '';
      return `${first}${second}`.toUpperCase();
    }
    return null;
  }

  private constraint(from: number, to: number): ConstraintFact | null {
    const named = this.word(from) === 'constraint';
    const name = named ? this.anchors.identifier(from + 1) : null;
    const at = named ? from + 2 : from;
    switch (this.word(at)) {
      case 'primary':
      case 'unique': {
        const open = this.find0('(', at, to);
        return { c: this.word(at) === 'unique' ? 'unique' : 'primaryKey', name, columns: open === -1 ? [] : this.names(open), usingIndex: this.find('using', at, to) !== -1, at: from, end: to };
      }
      case 'foreign': {
        const references = this.find('references', at, to);
        const open = this.find0('(', at, to);
        return references === -1 ? null : { c: 'foreignKey', name, fk: this.foreignKey(references, to, open === -1 ? [] : this.names(open)), at: from, end: to };
      }
      case 'check':
        return { c: 'check', name, listCheck: this.listCheck(at, to), notNullColumn: this.notNullColumn(at + 1, to), at: from, end: to };
      case 'exclude':
        return { c: 'exclude', name, at: from, end: to };
      case 'not':
        return { c: 'notNull', name, at: from, end: to };
      default:
        return null;
    }
  }

  private notNullColumn(open: number, to: number): string | null {
    const inner = this.anchors.tokens.slice(open + 1, closeOf(this.anchors.tokens, open, to)).filter(({ text }) => text !== '(' && text !== ')');
    const [column] = inner;
    return column && inner.length === 4 && inner.slice(1).map(({ word }) => word).join(' ') === 'is not null' ? identifierOf(column) : null;
  }

  private find0(text: string, from: number, to: number): number {
    for (let i = from; i < to; i++) if (this.text(i) === text) return i;
    return -1;
  }

  alterTable(): Fact[] {
    const { at: afterGuard, guarded } = this.skipGuard(2);
    const only = this.word(afterGuard) === 'only' ? 1 : 0;
    const found = nameAt(this.anchors.tokens, afterGuard + only);
    if (found === null) return [{ k: 'other', kind: 'alterTable', at: 0 }];
    const from = this.text(found.next) === '*' ? found.next + 1 : found.next;
    return this.entries(from, this.end).map((entry) => this.alterAction(entry.from, entry.to, found.name, guarded));
  }

  private alterAction(from: number, to: number, table: SqlName, ifExists: boolean): AlterTableFact {
    const base: AlterTableFact = { k: 'alterTable', at: from, table, action: 'other', column: null, columnName: null, constraint: null, end: to, newName: null, notValid: this.notValid(from, to), using: false, ifExists };
    const second = this.word(from + 1);
    switch (this.word(from)) {
      case 'add': {
        if (TABLE_CONSTRAINTS.has(second)) return { ...base, action: 'addConstraint', constraint: this.constraint(from + 1, to) };
        const { at } = this.skipGuard(second === 'column' ? from + 2 : from + 1);
        const column = this.column(at, to);
        return { ...base, action: 'addColumn', column, columnName: column?.name ?? null };
      }
      case 'drop': {
        if (second === 'constraint') return { ...base, action: 'dropConstraint', newName: this.anchors.name(this.skipGuard(from + 2).at) };
        const { at } = this.skipGuard(second === 'column' ? from + 2 : from + 1);
        return { ...base, action: 'dropColumn', columnName: this.anchors.identifier(at) };
      }
      case 'alter': {
        if (second === 'constraint') return base;
        const at = second === 'column' ? from + 2 : from + 1;
        return this.alterColumn(base, at, to);
      }
      case 'validate':
        return { ...base, action: 'validate', newName: this.anchors.name(from + 2) };
      case 'enable':
        return { ...base, action: second === 'row' ? 'enableRls' : 'other' };
      case 'rename': {
        if (second === 'to') return { ...base, action: 'renameTable', newName: this.anchors.name(from + 2) };
        if (second === 'constraint') return base;
        const old = second === 'column' ? from + 2 : from + 1;
        return { ...base, action: 'renameColumn', columnName: this.anchors.identifier(old), newName: this.anchors.name(old + 2) };
      }
      default:
        return base;
    }
  }

  private alterColumn(base: AlterTableFact, at: number, to: number): AlterTableFact {
    const columnName = this.anchors.identifier(at);
    const phrase = [this.word(at + 1), this.word(at + 2), this.word(at + 3)];
    const action = columnAction(phrase);
    if (action !== 'alterType') return { ...base, action, columnName };
    const typeAt = phrase[0] === 'type' ? at + 2 : at + 4;
    const type = this.anchors.type(typeAt)?.type ?? null;
    const column: ColumnFact = {
      at, end: to, name: columnName, quoted: this.anchors.tokens[at]?.kind === 'quoted', type, notNull: false, explicitNull: false, primaryKey: false, unique: false,
      hasDefault: false, defaultTokens: null, identity: false, generated: false, references: null, listCheck: null,
    };
    return { ...base, action, columnName, column, using: this.find('using', typeAt, to) !== -1 };
  }

  createIndex(): CreateIndexFact | null {
    const keyword = this.find('index', 0, this.end);
    let i = keyword + 1;
    const concurrently = this.word(i) === 'concurrently';
    if (concurrently) i++;
    const { at, guarded } = this.skipGuard(i);
    const on = this.find('on', at, this.end);
    if (keyword === -1 || on === -1) return null;
    const named = on > at ? nameAt(this.anchors.tokens, at) : null;
    const table = nameAt(this.anchors.tokens, this.word(on + 1) === 'only' ? on + 2 : on + 1);
    if (table === null) return null;
    const using = this.word(table.next) === 'using';
    const open = using ? table.next + 2 : table.next;
    const close = closeOf(this.anchors.tokens, open, this.end);
    const entries = this.text(open) === '(' ? this.entries(open + 1, close) : [];
    const columns = entries.map((entry) => this.indexColumn(entry.from, entry.to));
    return {
      k: 'createIndex',
      at: 0,
      table: table.name,
      name: named?.name.name ?? null,
      columns,
      ...(columns.includes(null) && { expressions: entries.map((entry, i) => (columns[i] === null ? indexExpression(this.anchors.tokens, entry.from, entry.to) : null)) }),
      unique: this.find('unique', 0, keyword) !== -1,
      concurrently,
      ifNotExists: guarded,
      where: this.find('where', close, this.end) !== -1,
      method: using ? this.anchors.identifier(table.next + 1) : 'btree',
    };
  }

  private indexColumn(from: number, to: number): string | null {
    const token = this.anchors.tokens[from];
    const next = this.anchors.tokens[from + 1];
    if (token === undefined || !(isName(token) || token.kind === 'word')) return null;
    const plain = from + 1 >= to || next?.kind === 'word' || next?.kind === 'quoted';
    return plain ? this.anchors.identifier(from) : null;
  }

  drop(): DropFact | null {
    let i = 1;
    while (this.word(i) === 'materialized' || this.word(i) === 'foreign' || this.word(i) === 'event' || this.word(i) === 'temporary') i++;
    const object = this.word(i++);
    const concurrently = this.word(i) === 'concurrently';
    if (concurrently) i++;
    const { at, guarded } = this.skipGuard(i);
    const names: SqlName[] = [];
    for (const entry of this.entries(at, this.end)) {
      const found = nameAt(this.anchors.tokens, entry.from);
      if (found) names.push(found.name);
    }
    if (names.length === 0) return null;
    return { k: 'drop', at: 0, object, names, ifExists: guarded, concurrently, cascade: this.word(this.end - 1) === 'cascade' };
  }

  trigger(): CreateTriggerFact | null {
    const keyword = this.find('trigger', 0, this.end);
    const on = this.find('on', keyword, this.end);
    const found = on === -1 || this.word(0) !== 'create' ? null : nameAt(this.anchors.tokens, on + 1);
    return found && { k: 'createTrigger', at: 0, name: this.anchors.identifier(keyword + 1), table: found.name, onUpdate: this.find('update', keyword, on) !== -1 };
  }

  view(): Fact | null {
    const keyword = this.find('view', 0, this.end);
    const found = keyword === -1 || this.word(0) !== 'create' ? null : nameAt(this.anchors.tokens, this.skipGuard(keyword + 1).at);
    return found && { k: 'createView', at: 0, view: found.name };
  }

  enumType(): Fact | null {
    const found = this.word(0) === 'create' && this.word(1) === 'type' ? nameAt(this.anchors.tokens, 2) : null;
    return found && this.word(found.next + 1) === 'enum' ? { k: 'createEnum', at: 0, name: found.name } : null;
  }

  setting(): Fact | null {
    const at = /^(?:local|session)$/.test(this.word(1)) ? 2 : 1;
    return this.word(0) === 'set' && this.word(at) !== '' ? { k: 'set', at: 0, name: this.word(at) } : null;
  }

  truncate(): TruncateFact | null {
    const from = this.word(1) === 'table' ? 2 : 1;
    const tables: SqlName[] = [];
    for (const entry of this.entries(from, this.end)) {
      const found = nameAt(this.anchors.tokens, this.word(entry.from) === 'only' ? entry.from + 1 : entry.from);
      if (found) tables.push(found.name);
    }
    return tables.length === 0 ? null : { k: 'truncate', at: 0, tables };
  }
}

function columnAction([first, second, third]: readonly (string | undefined)[]): AlterAction {
  if (first === 'type' || (first === 'set' && second === 'data')) return 'alterType';
  if (first === 'set') return second === 'not' ? 'setNotNull' : second === 'default' ? 'setDefault' : 'other';
  if (first === 'drop') return second === 'not' && third === 'null' ? 'dropNotNull' : second === 'default' ? 'dropDefault' : 'other';
  return 'other';
}
