import type { Node, SourceFile } from '../../ast/source-file.ts';
import type { Gate } from '../../core/gates.ts';
import type { Dialect } from '../../core/settings.ts';
import type { Edit } from '../../core/rule-context.ts';
import type { Project } from '../../project/types.ts';

/** The vocabulary of database schemas, whatever writes them: SQL, migrations of a builder, models of an ORM, a Prisma schema. */

/** A range of the file a fact stands in. */
export type SchemaRange = readonly [start: number, end: number];

/** What a table, column, index or constraint is called. */
export interface Name {
  /** As the database has it: PostgreSQL folds what SQL text writes without quotes. */
  readonly name: string;
  /** As it is written, without quotes. */
  readonly written: string;
  readonly schema: string | null;
  /** Where it is written; null where a tool makes it from the name of a class or a property. */
  readonly range: SchemaRange | null;
  /** A later migration gives another one. */
  readonly isPast?: true;
}

/** The type of a column as it is written. */
export interface ColumnType {
  /** PostgreSQL's own short name: varchar, bpchar, timestamp, timestamptz, json, float8, numeric … */
  readonly name: string;
  /** Length, precision, scale. */
  readonly args: readonly number[];
  readonly range: SchemaRange;
  /** The edits that give the column another type (`text`, `timestamptz`, `jsonb`, `numeric`); null where the place does not allow a simple one. */
  readonly retyped: (type: string) => readonly Edit[] | null;
}

/** What happens to rows that refer to a deleted one. `unknown`: the tool has a default of its own, or an expression decides. */
export type OnDelete = 'CASCADE' | 'SET NULL' | 'SET DEFAULT' | 'RESTRICT' | 'NO ACTION' | 'unwritten' | 'unknown';

export interface ForeignKey {
  readonly columns: readonly string[];
  /** The table referred to; null when it is unknown. */
  readonly table: string | null;
  readonly refColumns: readonly string[];
  readonly onDelete: OnDelete;
  readonly range: SchemaRange;
  /** The edits that write an action; absent where there is no simple place for it. */
  readonly onDeleteEdits?: (action: string) => readonly Edit[];
  /** An index on its columns as the tool says it, with the edits that add it; absent where the tool's own words are SQL, or unknown. */
  readonly index?: { readonly written: string; readonly edits: readonly Edit[] };
}

/** A column that is one of a list of words. */
export interface ListCheck {
  readonly column: string;
  readonly values: readonly string[];
  readonly range: SchemaRange;
}

export interface ColumnDefault {
  /** The value when it is a plain string. */
  readonly literal: string | null;
  /** Another value for each row, as random numbers, UUIDs and clocks are: adding such a column rewrites the table. */
  readonly volatile: boolean;
}

/** A column that a definition makes or gives a new type. */
export interface Column {
  readonly name: Name;
  /** null when it is not known or not written. */
  readonly type: ColumnType | null;
  /** `yes`: nobody said anything and the column takes NULL. `written`: NULL is asked for. */
  readonly nullable: 'yes' | 'written' | 'no' | 'unknown';
  readonly primaryKey: boolean;
  readonly unique: boolean;
  /** The database numbers the rows. */
  readonly increments: 'serial' | 'identity' | null;
  /** GENERATED ALWAYS AS (…) STORED. */
  readonly stored: boolean;
  /** Its expression, as `expressionOf` gives it; absent where it is not known. */
  readonly generatedAs?: string;
  readonly default: ColumnDefault | null;
  readonly references: ForeignKey | null;
  readonly listCheck: ListCheck | null;
  /** Whether the tool sets the column in every update that it makes, and the edits that ask it to; absent where that cannot be told. */
  readonly onUpdate?: { readonly isSet: boolean; readonly edits: readonly Edit[] };
  readonly range: SchemaRange;
}

export type Constraint = { readonly name: string | null; readonly range: SchemaRange } & (
  | { readonly kind: 'primaryKey' | 'unique'; readonly columns: readonly string[]; readonly usingIndex: boolean }
  | { readonly kind: 'foreignKey'; readonly foreignKey: ForeignKey; readonly notValid: boolean }
  | { readonly kind: 'check'; readonly listCheck: ListCheck | null; readonly notNullColumn: string | null; readonly notValid: boolean }
  | { readonly kind: 'other' }
);

export interface Index {
  readonly name: string | null;
  /** A column, or null for an expression. */
  readonly columns: readonly (string | null)[];
  readonly unique: boolean;
  /** Each expression as `expressionOf` gives it, null for a column and for what is not known; absent where nobody reads them. */
  readonly expressions?: readonly (string | null)[];
  /** WHERE: an index of some rows. */
  readonly partial: boolean;
  /** Lower case: btree, gin, gist, hash, brin … */
  readonly method: string;
  /** Operator classes written, `gin_trgm_ops`. */
  readonly operatorClasses: readonly string[];
  /** null when the writer cannot say it. */
  readonly concurrently: boolean | null;
  /** Which columns are in descending order; absent where nobody reads it. */
  readonly descending?: readonly boolean[];
  readonly range: SchemaRange;
  /** The edits that take it out; absent where that is not simple, or a migration's business. */
  readonly removal?: readonly Edit[];
}

/** One thing a file does to the schema or says about it, in order. */
export type Change = {
  /** The statement, call, class or model; reports on it stand here unless something smaller has to change. */
  readonly range: SchemaRange;
  /** `declared`: the file describes what there is, as an ORM's model does. */
  readonly step: 'up' | 'down' | 'declared';
  /** Stands in a DO block, which runs as one transaction. */
  readonly inBlock?: true;
} & (
  | { readonly kind: 'createTable'; readonly table: Name; readonly ifNotExists: boolean; readonly columns: readonly Column[]; readonly constraints: readonly Constraint[]; readonly indexes: readonly Index[]; /** Parts were not understood: there may be more of each. */ readonly open: boolean; /** A model whose tool can say every index. */ readonly saysIndexes?: true }
  | { readonly kind: 'addColumn' | 'alterType'; readonly table: Name; readonly column: Column; readonly using: boolean }
  | { readonly kind: 'setNotNull' | 'dropNotNull' | 'dropColumn'; readonly table: Name; readonly column: string }
  | { readonly kind: 'renameColumn'; readonly table: Name; readonly column: string; readonly to: Name }
  | { readonly kind: 'renameTable'; readonly table: Name; readonly to: Name }
  | { readonly kind: 'addConstraint'; readonly table: Name; readonly constraint: Constraint }
  | { readonly kind: 'dropConstraint' | 'validateConstraint'; readonly table: Name; readonly name: string }
  | { readonly kind: 'createIndex'; readonly table: Name; readonly index: Index }
  | { readonly kind: 'dropIndex'; readonly name: string; /** Known where the writer names it. */ readonly table: Name | null; readonly concurrently: boolean | null }
  | { readonly kind: 'dropTable' | 'truncate'; readonly table: Name }
  | { readonly kind: 'deleteAll'; readonly table: Name }
  | { readonly kind: 'createTrigger'; readonly table: Name; readonly name: string; readonly onUpdate: boolean }
  | { readonly kind: 'createEnum'; readonly name: Name }
  /** A view or a temporary table: what is done to one is done to no table of the schema. */
  | { readonly kind: 'createRelation'; readonly table: Name }
  | { readonly kind: 'set'; readonly name: string }
  | { readonly kind: 'begin' | 'commit' }
);

export type ChangeOf<K extends Change['kind']> = Extract<Change, { readonly kind: K }>;

/** What one file says about the schema of a database. */
export interface SchemaFacts {
  readonly changes: readonly Change[];
  readonly dialect: Dialect | 'unknown';
  /** The file is too large to be read to its end, and may say more there: what it says up to then may not hold. */
  readonly partial?: boolean;
}

/** A library whose code describes or changes a schema. */
export interface SchemaLibrary {
  readonly name: string;
  /** Passed by a file that the hint is worth asking of. */
  readonly says: Gate;
  /** A file that mentions none of these, and imports none of them, has nothing for it. */
  readonly hint: RegExp;
  /** What a file says, in order; none where the file does not use the library. Never throws: what it cannot read it leaves out. */
  collect(file: SourceFile, project: Project): readonly Change[];
  /** The column of a table that an expression names, as the database has both; absent where code names none. */
  columnNamed?(file: SourceFile, node: Node, project: Project): { readonly table: string; readonly column: string } | null;
  /** Dialect that using it proves; null when the package's driver tells. */
  readonly dialect: Dialect | null;
}
