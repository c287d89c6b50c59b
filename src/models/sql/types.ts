import type { Dialect } from '../../core/settings.ts';
import type { Origin } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import type { SqlStatement } from '../../sql/types.ts';

/** One stretch of a query's text that is written in the code. */
export interface TextPart {
  readonly kind: 'text';
  /** As the database gets it: escapes cooked. */
  readonly text: string;
  readonly node: Node;
  readonly file: SourceFile;
}

/** An expression spliced into a query's text. */
export interface Hole {
  readonly kind: 'hole';
  readonly node: Node;
  readonly file: SourceFile;
}

/** Where a hole stands, as src/sql/template.ts tells it. */
export type HolePosition = 'value' | 'quoted' | 'identifier' | 'orderBy' | 'fragment' | 'placeholder' | 'ddl' | 'comment' | 'unknown';

export interface PlacedHole extends Hole {
  readonly position: HolePosition;
  /** Column the value is compared with or assigned to, where known. */
  readonly column: string | null;
}

/** SQL text that is handed to a database, or looks like it. */
export interface Query {
  /** The call or tagged template that runs it. */
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
  /** Text and holes in order; holes of `tagged` queries are bound values. Null when nothing of the text is known. */
  readonly parts: readonly (TextPart | PlacedHole)[] | null;
  /** Expression of the values argument (`[a, b]`, `{ a }`); null when there is none. */
  readonly values: Node | null;
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

/** One operation on data, whatever says it: SQL text, a query builder or an ORM. */
export interface DataOperation {
  readonly node: Node;
  readonly file: SourceFile;
  readonly client: string | null;
  readonly dialect: Dialect | 'unknown';
  readonly action: 'create' | 'read' | 'update' | 'upsert' | 'delete';
  /** Table, model or entity name as written; null when unknown. */
  readonly table: string | null;
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
  readonly query: Query | null;
  readonly owner: FunctionNode | null;
}

export interface SqlModel {
  readonly queries: readonly Query[];
  readonly operations: readonly DataOperation[];
}
