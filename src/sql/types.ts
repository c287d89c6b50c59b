/** The vocabulary of SQL text: tokens, statements, facts, template holes. Every offset is a UTF-16 index. */

/** A half-open range of UTF-16 offsets in the text that was read. */
export interface SqlRange {
  readonly start: number;
  readonly end: number;
}

export type SqlDialect = 'postgres' | 'mysql' | 'sqlite' | 'mssql' | 'clickhouse' | 'unknown';

export type SqlTokenKind =
  | 'word'
  | 'quoted'
  | 'string'
  | 'dollar'
  | 'number'
  | 'operator'
  | 'punctuation'
  | 'placeholder'
  | 'hole'
  | 'comment'
  | 'unknown';

export type PlaceholderStyle =
  | '$n'
  | '?'
  | '??'
  | ':name'
  | ':name:'
  | '@name'
  | '$name'
  | '{name:Type}'
  | '{{name}}'
  | '%s';

export interface SqlToken extends SqlRange {
  readonly kind: SqlTokenKind;
  /** The token as written (holes appear as their filler). */
  readonly text: string;
  /** Lower case for an unquoted word, else empty: a quoted identifier is never a keyword. */
  readonly word: string;
  /** Numbers of the holes that stand in this token; empty for almost every token. */
  readonly holes: readonly number[];
  /** Set on placeholders only. */
  readonly style?: PlaceholderStyle;
}

export interface Placeholder extends SqlRange {
  readonly style: PlaceholderStyle;
  /** The number of `$n`, the name of `:name`, `@name` and their kin; null for `?`. */
  readonly name: string | null;
}

/** The placeholders of a whole text: what an added bound parameter must look like. */
export interface PlaceholderUse {
  /** The style in use; null without placeholders. Of mixed styles the most frequent. */
  readonly style: PlaceholderStyle | null;
  readonly mixed: boolean;
  readonly count: number;
  /** Highest n of `$n`; 0 without any. */
  readonly highest: number;
  readonly names: readonly string[];
}

export type StatementKind =
  | 'select'
  | 'values'
  | 'insert'
  | 'update'
  | 'delete'
  | 'merge'
  | 'createTable'
  | 'alterTable'
  | 'createIndex'
  | 'drop'
  | 'truncate'
  | 'view'
  | 'function'
  | 'trigger'
  | 'policy'
  | 'type'
  | 'schema'
  | 'extension'
  | 'sequence'
  | 'role'
  | 'database'
  | 'grant'
  | 'do'
  | 'tx'
  | 'set'
  | 'notify'
  | 'lock'
  | 'copy'
  | 'comment'
  | 'explain'
  | 'call'
  | 'maintenance'
  | 'other';

/** A table, index or other object as the text names it. Holes show as `${0}`. */
export interface SqlName extends SqlRange {
  /** Last part, without quotes; folded to lower case when it was not quoted. */
  readonly name: string;
  readonly schema: string | null;
  readonly quoted: boolean;
  readonly holes: readonly number[];
}

export type SqlValue =
  | { readonly kind: 'placeholder'; readonly text: string; readonly range: SqlRange }
  | { readonly kind: 'literal'; readonly text: string; readonly range: SqlRange }
  | { readonly kind: 'hole'; readonly hole: number; readonly range: SqlRange }
  | { readonly kind: 'expression' };

/** `column = value`: a conjunct of WHERE, an assignment of SET, or a column of a one-row INSERT. */
export interface ColumnValue {
  readonly column: string;
  readonly qualifier: string | null;
  readonly value: SqlValue;
}

/** One item of a select list or RETURNING list. */
export interface SelectItem {
  /** The column when the item is a plain column, `*` for a star, null for any other expression. */
  readonly column: string | null;
  readonly qualifier: string | null;
  readonly alias: string | null;
}

export interface TableRef {
  readonly table: SqlName;
  readonly alias: string | null;
}

interface Anchored {
  /** Index into `tokens` of the statement: where the fact starts. */
  readonly at: number;
}

interface Nested extends Anchored {
  /** Inside a CTE, a subquery or another statement. */
  readonly nested: boolean;
}

export interface SelectFact extends Nested {
  readonly k: 'select';
  readonly items: readonly SelectItem[];
  readonly star: boolean;
  readonly tables: readonly TableRef[];
  readonly where: readonly ColumnValue[];
  readonly hasFrom: boolean;
  readonly hasWhere: boolean;
  readonly hasLimit: boolean;
  readonly hasOffset: boolean;
  readonly hasOrderBy: boolean;
  readonly hasGroupBy: boolean;
  readonly distinct: boolean;
  /** The select list holds an aggregate that is not a window function. */
  readonly aggregate: boolean;
  /** FOR UPDATE, FOR SHARE and their kin. */
  readonly forUpdate: boolean;
}

export interface InsertFact extends Nested {
  readonly k: 'insert';
  readonly table: SqlName;
  readonly columns: readonly string[];
  readonly source: 'values' | 'select' | 'default';
  /** Rows of VALUES; 0 for another source. */
  readonly rows: number;
  /** Column and value of a one-row VALUES with a column list, else empty. */
  readonly values: readonly ColumnValue[];
  readonly onConflict: null | 'nothing' | 'update';
  readonly hasReturning: boolean;
  readonly returning: readonly SelectItem[];
}

export interface UpdateFact extends Nested {
  readonly k: 'update';
  readonly table: SqlName;
  readonly columns: readonly string[];
  readonly set: readonly ColumnValue[];
  /** Tables of FROM. */
  readonly tables: readonly TableRef[];
  readonly where: readonly ColumnValue[];
  readonly hasWhere: boolean;
  readonly hasReturning: boolean;
  readonly returning: readonly SelectItem[];
}

export interface DeleteFact extends Nested {
  readonly k: 'delete';
  readonly table: SqlName;
  /** Tables of USING. */
  readonly tables: readonly TableRef[];
  readonly where: readonly ColumnValue[];
  readonly hasWhere: boolean;
  readonly hasReturning: boolean;
  readonly returning: readonly SelectItem[];
}

export interface MergeFact extends Nested {
  readonly k: 'merge';
  readonly table: SqlName;
  readonly hasReturning: boolean;
}

export interface LikeFact extends Anchored {
  readonly k: 'like';
  readonly op: 'LIKE' | 'ILIKE' | 'NOT LIKE' | 'NOT ILIKE';
  /** The pattern when it is a plain literal. */
  readonly pattern: string | null;
  readonly leadingWildcard: boolean;
  /** `LIKE ANY (…)`. */
  readonly any: boolean;
}

export interface CallFact extends Anchored {
  readonly k: 'call';
  readonly name: string;
  readonly schema: string | null;
}

export interface CastFact extends Anchored {
  readonly k: 'cast';
  readonly type: TypeFact;
}

export interface TypeFact extends Anchored {
  /** Index of the token after the type. */
  readonly end: number;
  /** Canonical: varchar, bpchar, text, int2, int4, int8, timestamp, timestamptz, json, jsonb, numeric … */
  readonly name: string;
  readonly args: readonly number[];
  readonly array: boolean;
}

export interface FkFact extends Anchored {
  /** Index of the token after the table and its columns: where actions stand. */
  readonly actionsAt: number;
  /** Index of the token after the clause. */
  readonly end: number;
  readonly table: SqlName;
  readonly columns: readonly string[];
  readonly refColumns: readonly string[];
  /** Upper case as written (`CASCADE`, `NO ACTION`); null when ON DELETE is not written. */
  readonly onDelete: string | null;
  readonly onUpdate: string | null;
  readonly deferrable: boolean;
  readonly notValid: boolean;
}

/** `CHECK (column IN ('a', 'b'))`, or its `= ANY (ARRAY[…])`; null for any other condition. */
export interface ListCheck extends Anchored {
  readonly end: number;
  readonly column: string;
  readonly values: readonly string[];
}

export interface ColumnFact extends Anchored {
  /** Index of the token after the definition. */
  readonly end: number;
  readonly name: string;
  readonly quoted: boolean;
  readonly type: TypeFact | null;
  readonly notNull: boolean;
  /** NULL is written. */
  readonly explicitNull: boolean;
  readonly primaryKey: boolean;
  readonly unique: boolean;
  readonly hasDefault: boolean;
  /** First token of the DEFAULT expression and the one after it; null without DEFAULT. */
  readonly defaultTokens: readonly [from: number, to: number] | null;
  readonly identity: boolean;
  readonly generated: boolean;
  /** The expression of a generated column, as `expressionOf` gives it; absent where it is none, or not compared. */
  readonly generatedAs?: string;
  readonly references: FkFact | null;
  readonly listCheck: ListCheck | null;
}

interface AnyConstraint extends Anchored {
  readonly end: number;
  readonly name: string | null;
}

export type ConstraintFact =
  | (AnyConstraint & { readonly c: 'primaryKey' | 'unique'; readonly columns: readonly string[]; /** Made of an index that is there already. */ readonly usingIndex: boolean })
  | (AnyConstraint & { readonly c: 'foreignKey'; readonly fk: FkFact })
  | (AnyConstraint & { readonly c: 'check'; readonly listCheck: ListCheck | null; /** The column of `CHECK (c IS NOT NULL)`. */ readonly notNullColumn: string | null })
  | (AnyConstraint & { readonly c: 'exclude' | 'notNull' });

export interface CreateTableFact extends Anchored {
  readonly k: 'createTable';
  readonly table: SqlName;
  readonly ifNotExists: boolean;
  readonly temporary: boolean;
  readonly columns: readonly ColumnFact[];
  readonly constraints: readonly ConstraintFact[];
  readonly partition: boolean;
}

export type AlterAction =
  | 'addColumn'
  | 'dropColumn'
  | 'alterType'
  | 'setNotNull'
  | 'dropNotNull'
  | 'setDefault'
  | 'dropDefault'
  | 'addConstraint'
  | 'dropConstraint'
  | 'validate'
  | 'enableRls'
  | 'renameTable'
  | 'renameColumn'
  | 'other';

/** One fact an action: `ALTER TABLE t ADD a int, ADD b int` gives two. */
export interface AlterTableFact extends Anchored {
  readonly k: 'alterTable';
  readonly table: SqlName;
  readonly action: AlterAction;
  readonly column: ColumnFact | null;
  /** The column of any column action. */
  readonly columnName: string | null;
  readonly constraint: ConstraintFact | null;
  /** Index of the token after the action. */
  readonly end: number;
  /** What RENAME gives, or the constraint of DROP and VALIDATE. */
  readonly newName: SqlName | null;
  readonly notValid: boolean;
  /** ALTER TYPE … USING. */
  readonly using: boolean;
  readonly ifExists: boolean;
}

export interface CreateIndexFact extends Anchored {
  readonly k: 'createIndex';
  readonly table: SqlName;
  readonly name: string | null;
  /** A column name, or null for an expression. */
  readonly columns: readonly (string | null)[];
  /** Where one of these is an expression: each as `expressionOf` gives it, null for a column and for what is not compared. */
  readonly expressions?: readonly (string | null)[];
  readonly unique: boolean;
  readonly concurrently: boolean;
  readonly ifNotExists: boolean;
  /** A partial index. */
  readonly where: boolean;
  /** Access method, lower case; `btree` when not written. */
  readonly method: string;
}

export interface DropFact extends Anchored {
  readonly k: 'drop';
  /** Lower case: table, index, view, type, schema … */
  readonly object: string;
  readonly names: readonly SqlName[];
  readonly ifExists: boolean;
  readonly concurrently: boolean;
  readonly cascade: boolean;
}

export interface TruncateFact extends Anchored {
  readonly k: 'truncate';
  readonly tables: readonly SqlName[];
}

export interface CreateTriggerFact extends Anchored {
  readonly k: 'createTrigger';
  readonly name: string;
  readonly table: SqlName;
  /** BEFORE, AFTER or INSTEAD OF an UPDATE. */
  readonly onUpdate: boolean;
}

/** `CREATE [MATERIALIZED] VIEW`. */
export interface CreateViewFact extends Anchored {
  readonly k: 'createView';
  readonly view: SqlName;
}

/** `CREATE TYPE … AS ENUM`. */
export interface CreateEnumFact extends Anchored {
  readonly k: 'createEnum';
  readonly name: SqlName;
}

/** `SET [LOCAL | SESSION] name`. */
export interface SetFact extends Anchored {
  readonly k: 'set';
  readonly name: string;
}

/** A statement that begins or ends a transaction. */
export interface TransactionFact extends Anchored {
  readonly k: 'transaction';
  readonly begins: boolean;
}

export interface OtherFact extends Anchored {
  readonly k: 'other';
  readonly kind: StatementKind;
}

export type Fact =
  | SelectFact
  | InsertFact
  | UpdateFact
  | DeleteFact
  | MergeFact
  | LikeFact
  | CallFact
  | CastFact
  | CreateTableFact
  | AlterTableFact
  | CreateIndexFact
  | DropFact
  | TruncateFact
  | CreateTriggerFact
  | CreateViewFact
  | CreateEnumFact
  | SetFact
  | TransactionFact
  | OtherFact;

export type FactSource = 'pgsql-ast-parser' | 'libpg-query' | 'lexical';

export interface SqlSyntaxError {
  /** UTF-16 offset in the text that was read. */
  readonly offset: number;
  /** One short line, as psql says it. */
  readonly message: string;
}

export interface SqlStatement {
  readonly kind: StatementKind;
  /** From the first to the last token, without the semicolon. */
  readonly range: SqlRange;
  /** Without comments. */
  readonly tokens: readonly SqlToken[];
  readonly comments: readonly SqlToken[];
  readonly placeholders: readonly Placeholder[];
  /** Who gave the facts; `lexical` is of low confidence. Parses on first read. */
  readonly source: FactSource;
  /** In order of `at`. Parses on first read. */
  readonly facts: readonly Fact[];
  /** Those of the facts that say what is defined, altered, dropped or set. Read from tokens: no parser is asked. */
  readonly definitions: readonly Fact[];
  /** Of DO, CREATE FUNCTION and CREATE PROCEDURE, where it can be read. Read from tokens, on first use. */
  readonly body: SqlBody | null;
  /** Set only when PostgreSQL's own grammar rejects the statement. Parses on first read. */
  readonly syntaxError: SqlSyntaxError | null;
}

/** The static statements that a block or routine runs, at their places in the whole text. What is wrong in them nobody is told: names may be variables. */
export interface SqlBody {
  /** A DO block runs where it stands; a routine when it is called. */
  readonly runs: 'now' | 'later';
  readonly statements: readonly SqlStatement[];
  readonly comments: readonly SqlToken[];
}

export interface SqlText {
  readonly text: string;
  readonly statements: readonly SqlStatement[];
  /** Kinds of the statements, at the end of a large text, of which nothing else is known: they have no tokens and no facts. */
  readonly skimmed: ReadonlySet<StatementKind>;
  readonly comments: readonly SqlToken[];
  /** From the text alone. */
  readonly dialect: SqlDialect;
  readonly placeholders: PlaceholderUse;
}

export interface ReadSqlOptions {
  /** `auto`: pgsql-ast-parser, then PostgreSQL's grammar, then tokens. `none`: tokens only. */
  readonly parser?: 'auto' | 'pgsql-ast-parser' | 'libpg-query' | 'none';
  /** Known dialect, of a client or setting; else the text decides. */
  readonly dialect?: SqlDialect;
  /** One of many texts: PostgreSQL's grammar, which takes time to load and is twenty times as fast from then on, reads it first. */
  readonly many?: boolean;
}

/** A piece of SQL text, or a hole (`${expression}`) with the caller's number for it. */
export type TemplatePart =
  | { readonly text: string }
  | {
      readonly hole: number;
      /** What the caller knows of the hole's value: generated placeholders, or a piece of SQL. */
      readonly guess?: 'placeholder' | 'fragment';
    };

export type HolePosition =
  | 'value'
  | 'quoted'
  | 'identifier'
  | 'orderBy'
  | 'fragment'
  | 'placeholder'
  | 'ddl'
  | 'comment'
  | 'unknown';

export interface SqlColumnRef {
  readonly column: string;
  readonly qualifier: string | null;
}

/** The quotes a hole stands in: `'%${q}%'` has before `%` and after `%`. */
export interface HoleQuote extends SqlRange {
  readonly before: string;
  readonly after: string;
  /** The hole is the whole content. */
  readonly alone: boolean;
  /** Text around the hole holds `%` or `_` next to it, or the string is the operand of LIKE. */
  readonly wildcard: boolean;
  readonly mark: "'" | '"' | '`' | '$';
}

export interface HoleFact {
  readonly hole: number;
  readonly position: HolePosition;
  /** Range of the filler in `SqlTemplate.text`. */
  readonly range: SqlRange;
  /** Index into `sql.statements`; -1 in a comment outside every statement. */
  readonly statement: number;
  readonly statementKind: StatementKind;
  /** The column the hole is compared with or assigned to, when known. */
  readonly column: SqlColumnRef | null;
  /**
   * Lower case operator or keyword that takes the hole as operand: `=`, `<>`, `like`, `ilike`, `in`, `any`,
   * `between`, `limit`, `offset`, `values`, `call`, `array`, `interval` …; null when there is none.
   */
  readonly operator: string | null;
  /** Clause the hole stands in: `where`, `set`, `values`, `select`, `from`, `orderBy` …; empty when unknown. */
  readonly clause: string;
  /** Name of the function when the hole is its argument. */
  readonly call: string | null;
  /** The hole stands alone for a whole parenthesised list: `IN (${x})`, `VALUES (${x})`. */
  readonly list: boolean;
  /** Of `orderBy`: an item, or the direction after it. */
  readonly part: 'item' | 'direction' | null;
  readonly quote: HoleQuote | null;
}

export interface SqlTemplate {
  /** Composed text; every hole is a filler of `HOLE_WIDTH` characters. */
  readonly text: string;
  /** Range of each given part in `text`, in the given order. */
  readonly parts: readonly SqlRange[];
  /** In the order of the given parts. */
  readonly holes: readonly HoleFact[];
  readonly dialect: SqlDialect;
  readonly placeholders: PlaceholderUse;
  /** Statements with the holes repaired; the facts parse on first read. */
  readonly sql: SqlText;
}
