import type { RuleContext } from '../../core/rule-context.ts';
import { isPlural, pluralOf, singularOf, snakeCase, wordsOf } from '../words/model.ts';
import { columnsOf } from './model.ts';
import { standingSchemaOf } from './standing.ts';
import type { Change, ChangeOf, Column, ForeignKey, Name, SchemaFacts, SchemaRange } from './types.ts';

/** Changes of the PostgreSQL schema in the linted file that go forwards and hold; none where the dialect is another one, or unknown. */
export function postgresChanges(context: RuleContext): readonly Change[] {
  const { changes, dialect } = standingSchemaOf(context);
  return dialect === 'postgres' ? changes.filter(({ step }) => step !== 'down') : [];
}

/** A foreign key with its columns, as far as the file defines them. */
export interface KeyedColumns {
  readonly foreignKey: ForeignKey;
  readonly columns: readonly Column[];
}

/** The foreign keys that a file makes. */
export function foreignKeysOf(changes: readonly Change[]): readonly KeyedColumns[] {
  return changes.flatMap((change): KeyedColumns[] => {
    switch (change.kind) {
      case 'createTable': {
        const ofConstraints = change.constraints.flatMap((c) => (c.kind === 'foreignKey' ? [c.foreignKey] : []));
        const inline = change.columns.flatMap((column) => (column.references ? [{ foreignKey: column.references, columns: [column] }] : []));
        return [...inline, ...ofConstraints.map((foreignKey) => ({ foreignKey, columns: change.columns.filter(({ name }) => foreignKey.columns.includes(name.name)) }))];
      }
      case 'addColumn':
        return change.column.references ? [{ foreignKey: change.column.references, columns: [change.column] }] : [];
      case 'addConstraint':
        return change.constraint.kind === 'foreignKey' ? [{ foreignKey: change.constraint.foreignKey, columns: [] }] : [];
      default:
        return [];
    }
  });
}

/** A name that a file gives to something new. */
export interface GivenName {
  readonly of: 'table' | 'column' | 'type';
  readonly name: Name;
}

/** The names that a file gives to tables, columns and types, and that they keep. */
function givenNames(changes: readonly Change[]): readonly GivenName[] {
  return writtenNames(changes).filter(({ name }) => !name.isPast);
}

function writtenNames(changes: readonly Change[]): readonly GivenName[] {
  return changes.flatMap((change): GivenName[] => {
    switch (change.kind) {
      case 'createTable':
        return [{ of: 'table', name: change.table }, ...change.columns.map(({ name }) => ({ of: 'column' as const, name }))];
      case 'addColumn':
        return [{ of: 'column', name: change.column.name }];
      case 'renameColumn':
        return [{ of: 'column', name: change.to }];
      case 'renameTable':
        return [{ of: 'table', name: change.to }];
      case 'createEnum':
        return [{ of: 'type', name: change.name }];
      default:
        return [];
    }
  });
}

/** A name that is not in lower case with underscores, where it is written. */
export interface OddName extends GivenName {
  readonly range: SchemaRange;
  readonly better: string;
  /** PostgreSQL folds it: what is written is not what is stored. */
  readonly folded: boolean;
}

/** The names of a file that have to be quoted in every query, or that PostgreSQL stores in another way than they are written. */
export function oddNames(changes: readonly Change[]): readonly OddName[] {
  return givenNames(changes).flatMap(({ of, name }) => {
    const { range, written } = name;
    const folded = name.name !== written;
    // capitals alone are a way to write SQL: what is folded is the word that was meant
    const isOdd = folded ? /\p{Ll}\p{Lu}/u.test(written) : !/^[\p{Ll}\p{Lo}_][\p{Ll}\p{Lo}\d_$]*$/u.test(written);
    const better = snakeCase(written);
    return isOdd && range && better !== '' ? { of, name, range, better, folded } : [];
  });
}

/** A table whose name is a singular noun. */
export interface SingularTable {
  readonly name: string;
  readonly plural: string;
  readonly range: SchemaRange;
}

/** The tables of a file whose name is a singular noun; join tables and what has no plural are left out. */
export function singularTables(changes: readonly Change[]): readonly SingularTable[] {
  return changes.flatMap((change) => {
    if (change.kind !== 'createTable' || change.table.isPast || isJoinTable(change)) return [];
    const { table: { written, range } } = change;
    const words = wordsOf(written);
    const last = words.at(-1);
    // `emails_sent`, `metrics_daily`: the noun that is counted may be another one
    const plural = last === undefined || words.some(isPlural) ? null : pluralOf(last);
    if (!range || plural === null || last === undefined) return [];
    const at = written.toLowerCase().lastIndexOf(last);
    return { name: written, plural: written.slice(0, at) + cased(written.slice(at, at + last.length), plural) + written.slice(at + last.length), range };
  });
}

/** The plural in the case of the noun. */
function cased(noun: string, plural: string): string {
  if (noun === noun.toUpperCase()) return plural.toUpperCase();
  return noun.charAt(0) + plural.slice(1);
}

/** A table that joins two others: two columns of its primary key refer to other tables, or its name is made of theirs. */
function isJoinTable(change: ChangeOf<'createTable'>): boolean {
  const keys = foreignKeysOf([change]).map(({ foreignKey }) => foreignKey);
  if (keys.length < 2) return false;
  const referring = new Set(keys.flatMap(({ columns }) => columns));
  const joined = new Set(keys.flatMap(({ table }) => (table === null ? [] : wordsOf(table).flatMap((word) => [word, singularOf(word)]))));
  return change.columns.filter(({ primaryKey, name }) => primaryKey && referring.has(name.name)).length >= 2 || wordsOf(change.table.written).every((word) => joined.has(word));
}

/** Words that name an amount of money, and words that make it another quantity. */
const MONEY: ReadonlySet<string> = new Set(['price', 'prices', 'amount', 'balance', 'cost', 'costs', 'tax', 'taxes', 'fee', 'fees', 'salary', 'wage', 'subtotal', 'revenue', 'payout', 'refund', 'deposit', 'commission', 'budget', 'payment', 'money', 'mrr', 'arr', 'vat']);
const NO_MONEY: ReadonlySet<string> = new Set(['rate', 'percent', 'percentage', 'pct', 'ratio', 'factor', 'multiplier', 'count', 'score', 'weight', 'duration', 'seconds', 'ms', 'minutes', 'hours', 'days', 'id', 'at', 'type', 'date', 'index', 'estimate']);

/** Whether the name of a column says that it holds an amount of money. */
export function isMoney(name: string): boolean {
  const words = wordsOf(name);
  const isAmount = words.some((word) => MONEY.has(word)) || words.join('_') === 'total' || /^(?:grand|order|invoice|cart)_total$/u.test(words.join('_'));
  return isAmount && !words.some((word) => NO_MONEY.has(word));
}

/** Columns that take NULL though nobody said so: no NULL written, no `SET NOT NULL` later in the file, no foreign key that sets NULL. */
export function silentlyNullable(facts: SchemaFacts): readonly Column[] {
  if (facts.partial) return [];
  const tightened = new Set(facts.changes.flatMap((change) => (change.kind === 'setNotNull' ? [`${change.table.name}.${change.column}`] : [])));
  return facts.changes.flatMap((change) => {
    if (change.step === 'down' || (change.kind !== 'createTable' && change.kind !== 'addColumn')) return [];
    const columns = change.kind === 'createTable' ? change.columns : [change.column];
    const keys = foreignKeysOf([change]);
    const setsNull = (column: Column): boolean => keys.some(({ foreignKey, columns: own }) => own.includes(column) && foreignKey.onDelete === 'SET NULL');
    return columns.filter((column) => column.nullable === 'yes' && !column.stored && !setsNull(column) && !tightened.has(`${change.table.name}.${column.name.name}`));
  });
}

/** A column that takes one of a few words, without a type that says so. */
export interface WordColumn {
  readonly column: string;
  readonly by: 'check' | 'default';
  readonly range: SchemaRange;
}

/** Names of columns that hold one of a few words. */
const STATES: ReadonlySet<string> = new Set(['status', 'state', 'type', 'kind', 'role']);

/** The columns of a file that take one of a few words: by a list in a CHECK, or a text column of such a name with a word as default. */
export function wordColumns(facts: SchemaFacts): readonly WordColumn[] {
  const lists = facts.changes.flatMap((change) => {
    if (change.step === 'down') return [];
    const constraints = change.kind === 'createTable' ? change.constraints : change.kind === 'addConstraint' ? [change.constraint] : [];
    return constraints.flatMap((c) => (c.kind === 'check' && c.listCheck ? [c.listCheck] : []));
  });
  const columns = columnsOf(facts);
  const inline = columns.flatMap(({ listCheck }) => listCheck ?? []);
  const checked = [...inline, ...lists].map(({ column, range }) => ({ column, by: 'check' as const, range }));
  const defaults = columns.filter((c) => STATES.has(c.name.name) && (c.type?.name === 'text' || c.type?.name === 'varchar') && c.default?.literal && !checked.some(({ column }) => column === c.name.name));
  return [...checked, ...defaults.map((c) => ({ column: c.name.name, by: 'default' as const, range: c.range }))];
}
