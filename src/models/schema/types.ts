import type { Dialect } from '../../core/settings.ts';

/** A range of the linted file. */
export type SchemaRange = readonly [start: number, end: number];

/** The type of a column as it is written. */
export interface ColumnType {
  /** PostgreSQL's own short name: varchar, bpchar, timestamp, timestamptz, json, float8, numeric … */
  readonly name: string;
  /** Length, precision, scale. */
  readonly args: readonly number[];
  readonly range: SchemaRange;
}

/** A column that a definition makes or gives a new type. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** What one file says about the schema of a database. */
export interface SchemaFacts {
  readonly columns: readonly Column[];
  readonly dialect: Dialect | 'unknown';
}
