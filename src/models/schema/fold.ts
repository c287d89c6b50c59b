import type { Edit } from '../../core/rule-context.ts';
import { Undone } from './undone.ts';
import type { Written } from './undone.ts';
import type { Change, ChangeOf, Column, Constraint, ForeignKey, Index, SchemaFacts, SchemaRange } from './types.ts';

/** Where something is defined. */
export interface Defined {
  readonly path: string;
  readonly range: SchemaRange;
}

/** What finds rows of a table by some of its columns: an index, or the index behind a key. */
export interface Access extends Defined {
  readonly name: string | null;
  /** In order; null for an expression. */
  readonly columns: readonly (string | null)[];
  /** Text of its expressions, as `expressionOf` gives it: null for a column and for what is not known. */
  readonly expressions: readonly (string | null)[];
  readonly unique: boolean;
  readonly kind: 'index' | 'unique' | 'primaryKey';
  readonly partial: boolean;
  readonly method: string;
  readonly operatorClasses: readonly string[];
  /** Which columns are in descending order, where that is known. */
  readonly descending: readonly boolean[];
  /** The edits that take it out of its file, where there are simple ones. */
  readonly removal: readonly Edit[] | null;
}

export interface CatalogForeignKey extends Defined {
  readonly name: string | null;
  readonly foreignKey: ForeignKey;
}

/** A table as it stands after everything that was read. */
export interface CatalogTable {
  readonly name: string;
  readonly columns: ReadonlyMap<string, Column>;
  readonly accesses: readonly Access[];
  readonly foreignKeys: readonly CatalogForeignKey[];
  readonly triggers: readonly { readonly name: string; readonly onUpdate: boolean }[];
  /** Parts of its definition were not understood: it may have more of everything. */
  readonly open: boolean;
  /** A model of an ORM says what it is. */
  readonly declared: boolean;
  /** Migrations make it, or a model that can say every index: it has no other ones. */
  readonly indexesKnown: boolean;
}

export interface Catalog {
  /** A table by its name, without the schema; null when it is not known. */
  table(name: string): CatalogTable | null;
  readonly tables: readonly CatalogTable[];
  /** What later migrations undo of what earlier ones write. */
  readonly undone: Undone;
}

/** A file with what it says. */
export interface SchemaFile {
  readonly path: string;
  readonly facts: SchemaFacts;
  /** Its text names an operator class of trigrams, understood or not. */
  readonly saysTrigrams?: boolean;
  /** Its text names an access method for full-text search, understood or not. */
  readonly saysTextIndex?: boolean;
  /** Its text has the database itself keep rows apart. */
  readonly saysRowPolicies?: boolean;
}

interface Building {
  name: string;
  readonly schema: string | null;
  readonly columns: Map<string, Column>;
  accesses: Access[];
  foreignKeys: CatalogForeignKey[];
  readonly triggers: { readonly name: string; readonly onUpdate: boolean }[];
  open: boolean;
  declared: boolean;
  indexesKnown: boolean;
  /** Where the table and its name are written, and each column by its name, with its name and type. */
  readonly made: Written;
  named: Written;
  readonly written: Map<string, ColumnPlaces>;
}

interface ColumnPlaces {
  readonly made: Written;
  readonly named: Written;
  readonly typed: Written;
}

/** The tables that files of changes, in order, leave behind; changes of other dialects, unless any will do, and of a `down` left out. Null where there is nothing to tell. */
export function foldChanges(files: readonly SchemaFile[], dialect: 'postgres' | 'any' = 'postgres'): Catalog | null {
  const folding = new Folding();
  const told = files.filter(({ facts }) => dialect === 'any' || facts.dialect === dialect);
  for (const { path, facts } of told) for (const change of facts.changes) if (change.step === 'up') folding.apply(change, path);
  for (const { path, facts } of told) for (const change of facts.changes) if (change.step === 'declared') folding.apply(change, path);
  folding.applyLate();
  const tables = [...folding.tables.values()].filter(({ name }) => !folding.ambiguous.has(name));
  return tables.length === 0 && folding.undone.isEmpty ? null : { tables, undone: folding.undone, table: (name) => (folding.ambiguous.has(name) ? null : (folding.tables.get(name) ?? null)) };
}

class Folding {
  readonly tables = new Map<string, Building>();
  /** Names that tables of several schemas of the database have: nobody says which one is meant. */
  readonly ambiguous = new Set<string>();
  readonly undone = new Undone();
  /** What is added to tables that no migration makes: a model may say what they are. */
  #late: { readonly change: ChangeOf<'createIndex' | 'createTrigger'>; readonly path: string }[] = [];

  applyLate(): void {
    const late = this.#late;
    this.#late = [];
    for (const { change, path } of late) this.apply(change, path);
  }

  apply(change: Change, path: string): void {
    if (change.kind === 'dropIndex') {
      this.#late = this.#late.filter(({ change: late }) => late.kind !== 'createIndex' || late.index.name !== change.name);
      for (const table of this.tables.values()) table.accesses = table.accesses.filter(({ name }) => name !== change.name);
      return;
    }
    if (change.kind === 'createTable') {
      this.create(change, path);
      return;
    }
    if (!('table' in change)) return;
    const table = this.tables.get(change.table.name);
    if (!table) {
      if (change.kind === 'createIndex' || change.kind === 'createTrigger') this.#late.push({ change, path });
      return;
    }
    switch (change.kind) {
      case 'dropTable':
        this.tables.delete(table.name);
        this.undone.add('table', table.made, path);
        this.undone.add('name', table.named, path);
        for (const column of [...table.columns.keys()]) this.drop(table, column, path);
        return;
      case 'renameTable':
        this.tables.delete(table.name);
        table.name = change.to.name;
        this.tables.set(table.name, table);
        this.undone.add('name', table.named, path);
        table.named = { path, range: change.range, name: change.to.name };
        return;
      case 'addColumn':
        this.addColumn(table, change.column, path);
        return;
      case 'alterType': {
        const before = table.columns.get(change.column.name.name);
        if (before) table.columns.set(before.name.name, { ...before, type: change.column.type });
        const places = table.written.get(change.column.name.name);
        this.undone.add('type', places?.typed, path);
        if (places) table.written.set(change.column.name.name, { ...places, typed: writtenBy(change.column, path) });
        return;
      }
      case 'setNotNull':
      case 'dropNotNull': {
        const before = table.columns.get(change.column);
        if (before) table.columns.set(change.column, { ...before, nullable: change.kind === 'setNotNull' ? 'no' : 'written' });
        this.undone.add('nullability', table.written.get(change.column)?.made, path);
        return;
      }
      case 'dropColumn':
        this.drop(table, change.column, path);
        return;
      case 'renameColumn':
        this.rename(table, change.column, { path, range: change.range, name: change.to.name });
        return;
      case 'addConstraint':
        this.constrain(table, change.constraint, path);
        return;
      case 'dropConstraint': {
        const names = [change.name, inPostgres(change.name)];
        table.accesses = table.accesses.filter(({ name }) => name === null || !names.includes(name));
        this.dropKeys(table, ({ name }) => name !== null && names.includes(name), path);
        return;
      }
      case 'createIndex':
        this.addIndex(table, ofIndex(change.index, path));
        return;
      case 'createTrigger':
        table.triggers.push({ name: change.name, onUpdate: change.onUpdate });
        return;
      default:
    }
  }

  private create(change: ChangeOf<'createTable'>, path: string): void {
    const { name, schema } = change.table;
    const before = this.tables.get(name);
    if (before && before.schema !== null && schema !== null && before.schema !== schema) this.ambiguous.add(name);
    // a model describes a table that migrations made; `IF NOT EXISTS` leaves one alone that is there
    if (before && change.step !== 'declared' && change.ifNotExists) return;
    const hasKey = change.constraints.some(({ kind }) => kind === 'primaryKey');
    const table = before && change.step === 'declared' ? before : { name, schema, columns: new Map<string, Column>(), accesses: [], foreignKeys: [], triggers: [], open: false, declared: false, indexesKnown: false, made: writtenTable(change, path), named: writtenTable(change, path), written: new Map<string, ColumnPlaces>() };
    table.open ||= change.open;
    table.declared ||= change.step === 'declared';
    table.indexesKnown ||= change.step === 'up' || change.saysIndexes === true;
    // what the key of the table says stands in its columns too
    for (const column of change.columns) this.addColumn(table, hasKey ? { ...column, primaryKey: false } : column, path);
    for (const constraint of change.constraints) this.constrain(table, constraint, path);
    for (const index of change.indexes) table.accesses.push(ofIndex(index, path));
    // what a migration made and the model describes is one index
    if (change.step === 'declared') {
      const described = table.accesses.filter((access) => access.path === path);
      table.accesses = table.accesses.filter((access) => access.path === path || !described.some((one) => isSameAccess(one, access)));
    }
    this.tables.set(name, table);
  }

  private addColumn(table: Building, column: Column, path: string): void {
    const { name } = column.name;
    const before = table.columns.get(name);
    // a model does not always say what the migration did
    const generatedAs = column.generatedAs ?? before?.generatedAs;
    table.columns.set(name, { ...column, type: column.type ?? before?.type ?? null, ...(generatedAs !== undefined && { generatedAs }) });
    const place = writtenBy(column, path);
    table.written.set(name, { made: place, named: place, typed: place });
    const isKnown = (kind: Access['kind']): boolean => table.accesses.some((access) => access.kind === kind && access.columns.length === 1 && access.columns[0] === name);
    if (column.primaryKey && !isKnown('primaryKey')) table.accesses.push(ofKey('primaryKey', `${table.name}_pkey`, [name], column.range, path));
    if (column.unique && !isKnown('unique')) table.accesses.push(ofKey('unique', `${table.name}_${name}_key`, [name], column.range, path));
    if (column.references) table.foreignKeys.push({ name: `${table.name}_${name}_fkey`, foreignKey: column.references, range: column.references.range, path });
  }

  private addIndex(table: Building, index: Access): void {
    const before = index.name === null ? undefined : table.accesses.find(({ name, kind }) => name === index.name && kind !== 'primaryKey');
    // there is one index of a name: `IF NOT EXISTS` leaves the same alone, and another has come after a drop that nobody saw
    if (before && isSameAccess(before, index)) return;
    table.accesses = [...table.accesses.filter((access) => access !== before), index];
  }

  private constrain(table: Building, constraint: Constraint, path: string): void {
    if (constraint.kind === 'primaryKey') for (const column of constraint.columns) this.undone.add('nullability', table.written.get(column)?.made, path);
    // PostgreSQL's own names for what has none: a later statement drops it by that
    if (constraint.kind === 'foreignKey') table.foreignKeys.push({ name: constraint.name ?? `${table.name}_${constraint.foreignKey.columns.join('_')}_fkey`, foreignKey: constraint.foreignKey, range: constraint.range, path });
    else if ((constraint.kind === 'primaryKey' || constraint.kind === 'unique') && !constraint.usingIndex) table.accesses.push(ofKey(constraint.kind, constraint.name ?? (constraint.kind === 'unique' ? `${table.name}_${constraint.columns.join('_')}_key` : `${table.name}_pkey`), constraint.columns, constraint.range, path));
  }

  private drop(table: Building, column: string, path: string): void {
    const places = table.written.get(column);
    this.undone.add('column', places?.made, path);
    this.undone.add('column', places?.typed, path);
    this.undone.add('name', places?.named, path);
    table.written.delete(column);
    table.columns.delete(column);
    table.accesses = table.accesses.filter(({ columns }) => !columns.includes(column));
    this.dropKeys(table, ({ foreignKey }) => foreignKey.columns.includes(column), path);
  }

  private dropKeys(table: Building, isDropped: (key: CatalogForeignKey) => boolean, path: string): void {
    for (const key of table.foreignKeys.filter(isDropped)) this.undone.add('key', { path: key.path, range: key.range, name: '' }, path);
    table.foreignKeys = table.foreignKeys.filter((key) => !isDropped(key));
  }

  private rename(table: Building, from: string, written: Written): void {
    const column = table.columns.get(from);
    const places = table.written.get(from);
    if (!column) return;
    const to = written.name;
    this.undone.add('name', places?.named, written.path);
    table.written.delete(from);
    if (places) table.written.set(to, { ...places, named: written });
    const renamed = (columns: readonly string[]): readonly string[] => columns.map((name) => (name === from ? to : name));
    table.columns.delete(from);
    table.columns.set(to, { ...column, name: { ...column.name, name: to } });
    // what an expression says of the column is not read again
    table.accesses = table.accesses.map((access) => ({ ...access, columns: access.columns.map((name) => (name === from ? to : name)), expressions: [] }));
    table.foreignKeys = table.foreignKeys.map((key) => ({ ...key, foreignKey: { ...key.foreignKey, columns: renamed(key.foreignKey.columns) } }));
  }
}

function writtenTable({ range, table: { name } }: ChangeOf<'createTable'>, path: string): Written {
  return { path, range, name };
}

function writtenBy({ range, name: { name } }: Column, path: string): Written {
  return { path, range, name };
}

/** Knex and MikroORM have names of their own for constraints that nobody names; a column keeps those of PostgreSQL here. */
function inPostgres(name: string): string {
  return name.replace(/_foreign$/u, '_fkey').replace(/_unique$/u, '_key');
}

/** The same columns in the same way; a unique constraint is a unique index. */
function isSameAccess(a: Access, b: Access): boolean {
  return (a.kind === 'primaryKey') === (b.kind === 'primaryKey') && a.unique === b.unique && a.partial === b.partial && a.method === b.method && a.columns.length === b.columns.length && a.columns.every((column, i) => column !== null && column === b.columns[i]);
}

function ofIndex({ name, columns, expressions, unique, partial, method, operatorClasses, descending, removal, range }: Index, path: string): Access {
  return { name, columns, expressions: expressions ?? [], unique, partial, method, operatorClasses, descending: descending ?? [], removal: removal ?? null, range, path, kind: 'index' };
}

function ofKey(kind: 'unique' | 'primaryKey', name: string | null, columns: readonly string[], range: SchemaRange, path: string): Access {
  return { name, columns, expressions: [], unique: true, partial: false, method: 'btree', operatorClasses: [], descending: [], removal: null, range, path, kind };
}
