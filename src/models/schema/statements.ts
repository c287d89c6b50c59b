import { stringContent } from '../../sql/anchors.ts';
import { outerWords } from '../../sql/rows.ts';
import type { ColumnFact, ConstraintFact, Fact, FkFact, ListCheck as ListCheckFact, SqlName, SqlRange, SqlStatement, SqlToken } from '../../sql/types.ts';
import type { Locate } from '../sql/locate.ts';
import { withKeys } from './columns.ts';
import type { Change, ChangeOf, Column, ColumnDefault, ColumnType, Constraint, ForeignKey, ListCheck, Name, OnDelete, SchemaRange } from './types.ts';

/** Where the statements of one text stand. */
export interface SqlPlace {
  readonly locate: Locate;
  /** Stands for everything that has no place of its own. */
  readonly whole: SchemaRange | null;
  readonly step: 'up' | 'down';
  /** The file's text: a type may be followed by what stays when it is replaced. */
  readonly text: string;
}

const DEFINING: ReadonlySet<string> = new Set(['createTable', 'alterTable', 'createIndex', 'drop', 'truncate', 'delete', 'trigger', 'view', 'type', 'set', 'tx']);
/** PostgreSQL manual, "Function Volatility Categories": what gives every row another value. now() is stable. */
const VOLATILE: ReadonlySet<string> = new Set(['random', 'gen_random_uuid', 'uuid_generate_v4', 'uuid_generate_v1', 'uuidv4', 'uuidv7', 'gen_random_bytes', 'clock_timestamp', 'timeofday', 'nextval']);

/** What a statement of SQL does to the schema; of a DO block, what the statements in it do. Temporary tables are no part of it. */
export function changesOf(statement: SqlStatement, place: SqlPlace): readonly Change[] {
  if (statement.kind === 'do') return (statement.body?.statements ?? []).flatMap((inner) => changesOf(inner, place)).map((change) => ({ ...change, inBlock: true as const }));
  if (!DEFINING.has(statement.kind)) return [];
  // a condition of its own is told by its words
  if (statement.kind === 'delete' && outerWords(statement.tokens).has('where')) return [];
  const reader = new StatementReader(statement, place);
  return (statement.kind === 'delete' ? statement.facts : statement.definitions).flatMap((fact) => reader.changes(fact));
}

class StatementReader {
  private readonly tokens: readonly SqlToken[];
  private readonly place: SqlPlace;
  private readonly range: SchemaRange | null;

  constructor(statement: SqlStatement, place: SqlPlace) {
    this.tokens = statement.tokens;
    this.place = place;
    this.range = place.locate(statement.range.start, statement.range.end) ?? place.whole;
  }

  changes(fact: Fact): readonly Change[] {
    const { range } = this;
    if (!range) return [];
    const base = { range, step: this.place.step };
    switch (fact.k) {
      case 'createTable':
        return [fact.temporary ? { ...base, kind: 'createRelation', table: this.name(fact.table) } : { ...base, ...this.table(fact) }];
      case 'createIndex': {
        const { name, columns, expressions, unique, where, method, concurrently } = fact;
        const operatorClasses = this.tokens.flatMap(({ word }) => (word.endsWith('_ops') ? [word] : []));
        return [{ ...base, kind: 'createIndex', table: this.name(fact.table), index: { name, columns, ...(expressions && { expressions }), unique, partial: where, method, operatorClasses, concurrently, range } }];
      }
      case 'drop':
        if (fact.object === 'table') return fact.names.map((name) => ({ ...base, kind: 'dropTable', table: this.name(name) }));
        return fact.object === 'index' ? fact.names.map(({ name }) => ({ ...base, kind: 'dropIndex', name, table: null, concurrently: fact.concurrently })) : [];
      case 'truncate':
        return fact.tables.map((table) => ({ ...base, kind: 'truncate', table: this.name(table) }));
      case 'delete':
        return fact.hasWhere || fact.nested || fact.tables.length > 0 ? [] : [{ ...base, kind: 'deleteAll', table: this.name(fact.table) }];
      case 'createTrigger':
        return [{ ...base, kind: 'createTrigger', table: this.name(fact.table), name: fact.name, onUpdate: fact.onUpdate }];
      case 'createView':
        return [{ ...base, kind: 'createRelation', table: this.name(fact.view) }];
      case 'createEnum':
        return [{ ...base, kind: 'createEnum', name: this.name(fact.name) }];
      case 'set':
        return [{ ...base, kind: 'set', name: fact.name }];
      case 'transaction':
        return [{ ...base, kind: fact.begins ? 'begin' : 'commit' }];
      case 'alterTable':
        return this.alter(fact, base);
      default:
        return [];
    }
  }

  private table({ table, ifNotExists, columns: facts, constraints: written }: Extract<Fact, { k: 'createTable' }>): Omit<ChangeOf<'createTable'>, 'range' | 'step'> {
    const constraints = written.map((constraint) => this.constraint(constraint));
    const columns = withKeys(facts.map((column) => this.column(column)), constraints);
    // CREATE TABLE … AS, PARTITION OF and LIKE take columns from elsewhere
    return { kind: 'createTable', table: this.name(table), ifNotExists, columns, constraints, indexes: [], open: columns.length === 0 || this.tokens.some(({ kind, word }) => kind === 'hole' || word === 'like' || word === 'inherits') };
  }

  private alter(fact: Extract<Fact, { k: 'alterTable' }>, statement: Pick<Change, 'range' | 'step'>): readonly Change[] {
    const table = this.name(fact.table);
    const base = { ...statement, range: this.between(fact.at, fact.end) ?? statement.range, table };
    const column = fact.columnName ?? '';
    switch (fact.action) {
      case 'addColumn':
      case 'alterType':
        // a new type says nothing of NULL
        return fact.column ? [{ ...base, kind: fact.action, column: { ...this.column(fact.column), ...(fact.action === 'alterType' && { nullable: 'unknown' as const }) }, using: fact.using }] : [];
      case 'setNotNull':
      case 'dropNotNull':
      case 'dropColumn':
        return [{ ...base, kind: fact.action, column }];
      case 'renameColumn':
        return fact.newName ? [{ ...base, kind: 'renameColumn', column, to: this.name(fact.newName) }] : [];
      case 'renameTable':
        return fact.newName ? [{ ...base, kind: 'renameTable', to: this.name(fact.newName) }] : [];
      case 'addConstraint':
        return fact.constraint ? [{ ...base, kind: 'addConstraint', constraint: this.constraint(fact.constraint) }] : [];
      case 'dropConstraint':
      case 'validate':
        return fact.newName ? [{ ...base, kind: fact.action === 'validate' ? 'validateConstraint' : 'dropConstraint', name: fact.newName.name }] : [];
      default:
        return [];
    }
  }

  /** Range of the tokens from one to before another. */
  private between(from: number, to: number): SchemaRange | null {
    const [first, last] = [this.tokens[from], this.tokens[to - 1]];
    return first && last && from < to ? this.place.locate(first.start, last.end) : null;
  }

  private at(from: number, to: number): SchemaRange {
    return this.between(from, to) ?? this.range ?? [0, 0];
  }

  private name({ name, schema, start, end, holes, quoted }: SqlName): Name {
    const last = this.tokens.findLast((token) => token.start >= start && token.end <= end);
    const range = last && holes.length === 0 ? this.place.locate(last.start, last.end) : null;
    return { name, written: quoted ? name : (last?.text ?? name), schema, range };
  }

  private column(fact: ColumnFact): Column {
    const token = this.tokens[fact.at];
    const named: SqlRange = token ?? { start: 0, end: 0 };
    const name = this.name({ name: fact.name, schema: null, quoted: fact.quoted, holes: token?.holes ?? [], start: named.start, end: named.end });
    const type = name.range ? this.type(fact) : null;
    return {
      name,
      type,
      nullable: fact.notNull ? 'no' : fact.explicitNull || this.isNullByDefault(fact) ? 'written' : 'yes',
      primaryKey: fact.primaryKey,
      unique: fact.unique,
      increments: fact.type && /serial$/.test(fact.type.name) ? 'serial' : fact.identity ? 'identity' : null,
      stored: fact.generated,
      ...(fact.generatedAs !== undefined && { generatedAs: fact.generatedAs }),
      default: this.default(fact),
      references: fact.references && this.foreignKey(fact.references),
      listCheck: fact.listCheck && this.listCheck(fact.listCheck),
      range: type?.range ?? name.range ?? this.at(fact.at, fact.end),
    };
  }

  private type({ type }: ColumnFact): ColumnType | null {
    const range = type && this.between(type.at, type.end);
    if (!type || !range) return null;
    const written = this.place.text.slice(...range);
    return { name: type.name, args: type.args, range, retyped: (to) => [{ range, text: retypedText(type.name, written, to) }] };
  }

  private default({ defaultTokens }: ColumnFact): ColumnDefault | null {
    if (!defaultTokens) return null;
    const tokens = this.tokens.slice(...defaultTokens);
    const [first, cast] = tokens;
    const isString = first?.kind === 'string' && first.holes.length === 0 && (!cast || cast.text === '::');
    return { literal: isString ? stringContent(first.text) : null, volatile: isVolatile(tokens) };
  }

  /** `DEFAULT NULL` does nothing but say that the column may be empty. */
  private isNullByDefault({ defaultTokens }: ColumnFact): boolean {
    return defaultTokens !== null && this.tokens[defaultTokens[0]]?.word === 'null';
  }

  private foreignKey(fact: FkFact): ForeignKey {
    const { columns, refColumns, onDelete, table } = fact;
    const after = this.between(fact.at, fact.actionsAt);
    return {
      ...(after && { onDeleteEdits: (action: string) => [{ range: [after[1], after[1]], text: ` ON DELETE ${action}` }] }),
      columns, refColumns, table: table.holes.length > 0 ? null : table.name, onDelete: (onDelete as OnDelete | null) ?? 'unwritten', range: this.at(fact.at, fact.end) };
  }

  private listCheck({ column, values, at, end }: ListCheckFact): ListCheck {
    return { column, values, range: this.at(at, end) };
  }

  private constraint(fact: ConstraintFact): Constraint {
    const base = { name: fact.name, range: this.at(fact.at, fact.end) };
    switch (fact.c) {
      case 'primaryKey':
      case 'unique':
        return { ...base, kind: fact.c, columns: fact.columns, usingIndex: fact.usingIndex };
      case 'foreignKey':
        return { ...base, kind: 'foreignKey', foreignKey: this.foreignKey(fact.fk), notValid: fact.fk.notValid };
      case 'check':
        return { ...base, kind: 'check', listCheck: fact.listCheck && this.listCheck(fact.listCheck), notNullColumn: fact.notNullColumn, notValid: this.isNotValid(fact) };
      default:
        return { ...base, kind: 'other' };
    }
  }

  private isNotValid({ at, end }: ConstraintFact): boolean {
    return this.tokens.slice(at, end).some(({ word }, i, all) => word === 'not' && all[i + 1]?.word === 'valid');
  }
}

/** Whether an expression gives every row another value. */
export function isVolatile(tokens: readonly SqlToken[]): boolean {
  return tokens.some(({ word }, i) => VOLATILE.has(word) && tokens[i + 1]?.text === '(');
}

/** What stands behind the name of a type stays: the precision of a time, array bounds. */
export function retypedText(before: string, written: string, name: string): string {
  const precision = before === 'timestamp' ? (/\(\s*\d+\s*\)/u.exec(written)?.[0] ?? '') : '';
  const bounds = /(?:(?:\s*\[[^\]]*\])+|\s+array\b.*)$/iu.exec(written)?.[0] ?? '';
  return `${name}${precision}${bounds}`;
}
