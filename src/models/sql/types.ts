import type { TSESTree } from '@typescript-eslint/utils';
import type { Dialect } from '../../core/settings.ts';
import type { Origin } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import type { HoleFact, HolePosition, PlaceholderUse, SqlStatement } from '../../sql/types.ts';

export type { HolePosition } from '../../sql/types.ts';

/** One stretch of a query's text that is written in the code. */
export interface TextPart {
  readonly kind: 'text';
  /** As the database gets it: escapes cooked. */
  readonly text: string;
  /** The literal or template element that holds it; for a folded constant the expression that names it. */
  readonly node: Node;
  readonly file: SourceFile;
  /** Offset in the file of the first character of the text; null where the text is not written there (a folded constant). */
  readonly start: number | null;
}

/** An expression spliced into a query's text. */
export interface Hole {
  readonly kind: 'hole';
  /** The value: the argument, where a builder function splices its parameter. */
  readonly node: Node;
  readonly file: SourceFile;
  /** Where the text is spliced: `node`, or the parameter inside the builder function. */
  readonly at: Node;
  readonly atFile: SourceFile;
  /**
   * What the expression can be, where that is written in the code: the branches of a conditional, the values of a
   * constant, the element of a mapped list. Empty where it is not.
   */
  readonly alternatives: readonly (readonly Part[])[];
  /** An array joined to a list: `ids.join(',')`, `ids.map(…).join()`. */
  readonly joined: boolean;
  /** Went through an escaper on its way into the text: `%L`, `escapeIdentifier(x)`. */
  readonly escaped: boolean;
}

export type Part = TextPart | Hole;

export interface PlacedHole extends Hole {
  readonly alternatives: readonly (readonly PlacedPart[])[];
  readonly position: HolePosition;
  /** Column the value is compared with or assigned to, where known. */
  readonly column: string | null;
  /** All that the text tells of the place; null when the hole is itself only a piece of text with its own holes. */
  readonly place: HoleFact | null;
}

export type PlacedPart = TextPart | PlacedHole;

/** SQL text that is handed to a database, or looks like it. */
export interface Query {
  /** The call or tagged template that runs it; of a text without a known sink, the text's own expression. */
  readonly node: Node;
  readonly file: SourceFile;
  /** Name of the adapter; null when only the text tells that it is SQL. */
  readonly client: string | null;
  readonly dialect: Dialect | 'unknown';
  /**
   * `tagged`: a tag binds the holes as parameters. `parameterised`: text with its values apart. `raw`: an escape hatch whose text is taken as it
   * stands (`sql.raw`, `$queryRawUnsafe`, `knex.raw` …). `text`: a plain text argument.
   */
  readonly style: 'tagged' | 'parameterised' | 'raw' | 'text';
  /** A piece of a larger statement (`whereRaw`, `sql.raw`, a nested tag) rather than a whole one. */
  readonly piece: boolean;
  /** Text and holes in order; holes of `tagged` queries are bound values. Null when nothing of the text is known. */
  readonly parts: readonly PlacedPart[] | null;
  /** Expression of the text; null for a tagged template. */
  readonly textNode: Node | null;
  /** Expression of the values argument (`[a, b]`, `{ a }`); null when there is none. */
  readonly values: Node | null;
  /** The bound values one by one, where they are written out: elements of the values array, further arguments. */
  readonly bound: readonly Node[] | null;
  /** How this call takes bound values; null when it takes none or that is unknown. */
  readonly binding: Binding | null;
  /** Placeholders in the text. */
  readonly placeholders: PlaceholderUse | null;
  readonly statements: readonly SqlStatement[];
  /** Function it stands in; null at module level. */
  readonly owner: FunctionNode | null;
}

/** A column and the expression it is given or compared with. */
export interface FieldValue {
  readonly column: string;
  readonly value: Node;
  readonly file: SourceFile;
}

export type Action = 'create' | 'read' | 'update' | 'upsert' | 'delete';

/** One operation on data, whatever says it: SQL text, a query builder or an ORM. */
export interface DataOperation {
  readonly node: Node;
  readonly file: SourceFile;
  readonly client: string | null;
  readonly dialect: Dialect | 'unknown';
  readonly action: Action;
  /** Table, model or entity name as written; null when unknown. */
  readonly table: string | null;
  /** The expression that names the table, where a builder is given one. */
  readonly named?: { readonly node: Node; readonly file: SourceFile };
  /** What it is called on (`this.users`, `prisma.user`, `db`); null for SQL text. */
  readonly target: Origin | null;
  /** Whether it touches or returns many rows; null when unknown. */
  readonly many: boolean | null;
  /** Columns written, with their values; `openData` when there may be more (a spread, a variable). */
  readonly data: readonly FieldValue[];
  readonly openData: boolean;
  /** Whole-row value written where it is one expression (`create(dto)`). */
  readonly whole: Node | null;
  /** Equality filters, joined by AND; `openWhere` when there may be more. */
  readonly where: readonly FieldValue[];
  readonly openWhere: boolean;
  /** Whether the call's result holds the written row: RETURNING, Prisma create/update. Null when unknown. Reads: true. */
  readonly returnsRow: boolean | null;
  /** ON CONFLICT DO NOTHING and its like: a conflict writes and returns no row. */
  readonly skipsConflicts: boolean;
  /** The library gathers such calls of one tick into one query. */
  readonly gathered?: true;
  /** An ORM finds out by its primary key whether the row is there: one without a key is new. */
  readonly saves?: true;
  /** A function that the call is given takes the result, whatever becomes of the call. */
  readonly calledBack?: true;
  /** Whether a read gives at most so many rows: LIMIT, `take`. These three are null when unknown, and for writes. */
  readonly limited: boolean | null;
  /** Whether it leaves out rows before those: OFFSET, `skip`, a cursor. */
  readonly skipped: boolean | null;
  /** Whether it says in which order the rows come. */
  readonly ordered: boolean | null;
  /** The call's method or the option that bounds the rows; null for SQL text, or when nothing does. */
  readonly bound: Node | null;
  readonly query: Query | null;
  readonly owner: FunctionNode | null;
}

/** A pattern that the rows of a table are searched with, and that begins with a wildcard. Searches among the rows of one owner (`user_id = $1 AND name LIKE …`) are left out. */
export interface WildcardSearch {
  /** Where the pattern is written: in the text, its bound value, or the property that says it. */
  readonly range: readonly [start: number, end: number];
  readonly column: string | null;
  readonly table: string | null;
  readonly dialect: Dialect | 'unknown';
}

export interface SqlModel {
  readonly queries: readonly Query[];
  /** All operations. Those of SQL text are read by a SQL parser: ask for all of a file only where that is worth it. */
  readonly operations: readonly DataOperation[];
  /** Operations of query builders and ORMs, which take no SQL parser. */
  readonly built: readonly DataOperation[];
  /** The operations of one query. */
  operationsOf(query: Query): readonly DataOperation[];
  /** The operations in one function, those of functions inside it left out; with null those at module level. */
  operationsIn(owner: FunctionNode | null): readonly DataOperation[];
  /** Searches that begin with a wildcard, in the order they stand in the file. */
  readonly wildcards: readonly WildcardSearch[];
  /** SQL text that reaches no known call in this file: returned by an exported builder, kept in a property. */
  readonly texts: readonly Query[];
}

/** How a call takes bound values, for suggestions. `tag`: turn the text into a template of this tag. */
export interface Binding {
  readonly placeholder: '$n' | '?' | ':name' | 'tag';
  /** Place of the values: an argument (`values[0]`), a property in it, or every argument from there on (`rest`). */
  readonly values: Place | null;
  readonly rest: boolean;
}

/** An argument by its number (-1 is the last), then names of properties inside it. */
export type Place = readonly [argument: number, ...path: string[]];

/** The arguments that hold SQL text and its values. */
export interface SqlArgument {
  /** Places of the text; the first that is there counts. */
  readonly text: readonly Place[];
  readonly values?: readonly Place[];
  /** Every argument from this number on is a value. */
  readonly rest?: number;
  /** Taken as it stands, with nothing bound by default. */
  readonly raw?: true;
  /** A piece of a larger statement. */
  readonly piece?: true;
  /** Text that gives the piece its place: `SELECT 1 FROM t WHERE `. */
  readonly before?: string;
  readonly placeholder?: Binding['placeholder'];
}

/** What one call says about an operation. Fields that hold places name arguments of the call. */
export interface Step {
  readonly action?: Action;
  readonly table?: Place;
  /** Objects (or lists of them) whose keys are columns written. */
  readonly data?: readonly Place[];
  /** `set({ a: b })` or `set('a', b)`. */
  readonly setter?: true;
  /** `save(entity)` or `save(Entity, data)`: the last of them is the row. */
  readonly entity?: true;
  /** Objects whose keys are columns compared for equality. */
  readonly where?: readonly Place[];
  /** The value of the primary key, or such an object. */
  readonly criteria?: Place;
  /** The value of the primary key. */
  readonly key?: Place;
  /** `where('a', b)`, `where('a', '=', b)`, `where({ a: b })`, `where(eq(t.a, b))`, `where('t.a = :a', { a: b })`. */
  readonly condition?: true;
  /** Whether the result holds the written row; null when unknown. Without it the kind's `returnsRow` counts. */
  readonly returning?: boolean | null;
  /** Flag that makes a write return the row: `{ returning: true }`. */
  readonly returningFlag?: Place;
  readonly many?: boolean;
  /** A conflict writes nothing and returns no row. */
  readonly skips?: true;
  /** Flag that turns a write into one that skips conflicts: `{ ignoreDuplicates: true }`. */
  readonly skipFlag?: Place;
  /** A conflict is merged: the insert is an upsert. */
  readonly upserts?: true;
  /** A callback that says what a conflict does: `(oc) => oc.doNothing()`. */
  readonly conflict?: Place;
  /** Adds a filter that is no equality, or another table. */
  readonly opensWhere?: true;
  /** The library gathers such calls of one tick into one query. */
  readonly gathered?: true;
  /** How many rows it gives at most: `take(n)`, `{ limit: n }`. */
  readonly limit?: readonly Place[];
  /** How many it leaves out before those, or where it goes on. */
  readonly offset?: readonly Place[];
  /** The order of the rows. A read that takes it as an option names the place, or none where it has no such option. */
  readonly order?: readonly Place[];
  /** Bounded rows without an order come in that of the primary key; with a place, where that is there. */
  readonly keyOrder?: true | Place;
  /** May bound or order the rows in a way that is not seen here: `modify(fn)`. */
  readonly opensRows?: true;
  /** Runs what the builder says: nothing is added after it. */
  readonly runs?: true;
}

/** A connection that a call takes out of a pool, until somebody gives it back. */
export interface Acquisition {
  /** Methods of the connection that give it back or end it. */
  readonly release: readonly string[];
  /** Methods of the pool that take it back as an argument. */
  readonly takesBack?: readonly string[];
  /** What a function argument is: `scoped` is called with a connection that goes back by itself; else where its parameters are. */
  readonly callback?: 'scoped' | { readonly connection: number; readonly done?: number };
  /** Methods of the connection that stand before the `try` in the library's own documentation. */
  readonly opening?: readonly string[];
  /** Nothing is taken before the first query. */
  readonly lazy?: true;
  /** The call that gives it back whatever happened; none where success and failure end it differently. */
  readonly finally?: string;
}

/** What makes a client. */
export interface Creator {
  /** A pool opens connections as they are needed; a connection runs one query at a time. */
  readonly holds: 'pool' | 'connection';
  /** What makes a pool where this makes a connection. */
  readonly pool?: string;
  /** The first argument says an address (`said`), or is no configuration without one (`not-denied`): else the call only wraps or builds. */
  readonly address?: 'said' | 'not-denied';
}

/** A client object that is made. */
export interface ClientCreated {
  readonly node: TSESTree.CallExpression | TSESTree.NewExpression;
  readonly file: SourceFile;
  /** Name of the adapter. */
  readonly client: string;
  readonly holds: 'pool' | 'connection';
  /** As it is written: `new Pool()`, `mysql.createConnection()`. */
  readonly name: string;
  /** What makes a pool, as the field says it; null where this makes one. */
  readonly pool: string | null;
  /** Function it stands in; null at module level. */
  readonly owner: FunctionNode | null;
}

/** A connection taken out of a pool, or a transaction that has one of its own. */
export interface PoolAcquire {
  readonly node: TSESTree.CallExpression;
  readonly file: SourceFile;
  readonly client: string;
  /** As it is written: `pool.connect()`. */
  readonly name: string;
  readonly acquisition: Acquisition;
}

/** What a method of a value does. */
export interface Method {
  readonly sql?: SqlArgument;
  /** Matches a column with a LIKE pattern. */
  readonly like?: { readonly column: Place; readonly pattern: Place };
  /** A template tag as method: `prisma.$queryRaw`…``. */
  readonly tag?: 'query' | 'piece';
  readonly step?: Step;
  /** Kind of the call's result, promises included; `client:kind` for another client's. Default for a builder: itself. */
  readonly gives?: string;
  /** Table named by this argument. */
  readonly table?: Place;
  /** A function argument is called with a value of this kind. */
  readonly hands?: { readonly argument: number; readonly parameter: number; readonly kind: string };
  /** Gives a row with the fields of this argument, which nothing has stored yet: `repository.create({ … })`. */
  readonly passes?: Place;
  /** What it makes cannot be injected into: `ref('name')`, `escape(x)`. */
  readonly escapes?: true;
  /** Takes a connection out of a pool. */
  readonly acquires?: Acquisition;
}

/** A kind of value of a library: a client, a model, a query builder, a template tag. */
export interface Kind {
  readonly methods?: Readonly<Record<string, Method>>;
  /** Properties: name to kind (see `gives`). `*` is any other name, whose name is then the table. */
  readonly members?: Readonly<Record<string, string>>;
  /** Calling the value itself: `knex('users')`, `sql(name)`. */
  readonly call?: Method;
  /** The value used as a template tag: it binds its holes. `query` runs or makes a whole statement, `piece` a fragment. */
  readonly tag?: 'query' | 'piece';
  /** The value is this SQL text: `Prisma.empty`. */
  readonly text?: string;
  /** Kind of `new value()`. */
  readonly instance?: string;
  /** Any method without an entry gives the builder back. */
  readonly builder?: true;
  /** What a builder does when no step says otherwise. */
  readonly action?: Action;
  /** Whether a write's result holds the row when no step says otherwise. */
  readonly returnsRow?: boolean;
}

/** How a library says many rows at once; what it cannot say is left out. */
export interface Bulk {
  /** Inserts many rows: `createMany`. */
  readonly rows: string;
  /** A filter by a list of keys: `inArray(…)`. */
  readonly filter: string;
  /** Inserts or updates many rows. */
  readonly upserts?: string;
  /** Updates many rows, each to values of its own. */
  readonly changes?: string;
}

/** One library that talks to a database, as data. */
export interface SqlClient {
  readonly name: string;
  readonly packages: readonly string[];
  readonly dialect: Dialect | 'unknown';
  /** Dialects told by a symbol's module: `drizzle-orm/pg-core` → postgres. */
  readonly dialects?: Readonly<Record<string, Dialect>>;
  /** Places of the option that tells the dialect, in the call or `new` that makes a client: `{ client: 'pg' }`. */
  readonly dialectOption?: readonly Place[];
  /** How it says many rows at once, in the words of messages. */
  readonly bulk?: Bulk;
  /** Symbols (see `symbolOf`) to the kind of value they are. */
  readonly values: Readonly<Record<string, string>>;
  /** Base classes: a class that extends one is a value of this kind, with the class name as table; `instance` is the kind of its instances. */
  readonly bases?: Readonly<Record<string, { readonly kind?: string; readonly instance?: string }>>;
  /** Symbols of calls that name their table, with the argument: `typeorm#getRepository()`. */
  readonly tables?: Readonly<Record<string, Place>>;
  /** Kinds whose type argument names the table: `Repository<User>`. */
  readonly typed?: readonly string[];
  readonly kinds: Readonly<Record<string, Kind>>;
  /** Symbols of the calls and constructors that make a client, as `values` has them. */
  readonly creators?: Readonly<Record<string, Creator>>;
  /** How filters say LIKE, beside methods. */
  readonly likes?: {
    /** Symbols of functions, with the arguments of column and pattern: `ilike(t.name, '%a')`, `Like('%a')`. */
    readonly functions?: Readonly<Record<string, { readonly column?: number; readonly pattern: number }>>;
    /** Keys of a filter, by name or as a symbol: whether the value is a pattern, or is put behind a wildcard by the library. */
    readonly keys?: Readonly<Record<string, 'pattern' | 'contained'>>;
  };
  /** A function as the last argument of a call takes its result. */
  readonly callbacks?: true;
  /** Functions that run no SQL but take part in it. */
  readonly functions?: Readonly<Record<string, FunctionRole>>;
  /** Names of a generated client that no package holds, the packages that say the project has one, a specifier that tells it too, and the header of its files. */
  readonly generated?: { readonly names: readonly string[]; readonly dependencies: readonly string[]; readonly from: string; readonly hint: RegExp; readonly header: RegExp };
}

/** `equals(column, value)`, `and(…)`; an escaper; a format with quoted arguments. */
export type FunctionRole = 'equals' | 'all' | 'escape' | 'format' | 'dedent';
