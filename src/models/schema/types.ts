import type { Dialect } from '../../core/settings.ts';

/** A range of the linted file. */
export type SchemaRange = readonly [start: number, end: number];

/** The type of a column as it is written. */
export interface ColumnType {
  /** PostgreSQL's own short name: varchar, bpchar, timestamp, timestamptz, json, float8, numeric … */
  readonly name: string;
  /** Length, precision, scale. */
  readonly args: readonly number[];
  readonly array: boolean;
  readonly range: SchemaRange;
}

/** A column as a definition gives it, or changes it. */
export interface Column {
  readonly table: string | null;
  readonly name: string;
  /** Null where a definition does not say it. */
  readonly type: ColumnType | null;
  readonly primaryKey: boolean;
  readonly range: SchemaRange;
}

/** What one file says about the schema of a database. */
export interface SchemaFacts {
  readonly columns: readonly Column[];
  readonly dialect: Dialect | 'unknown';
}
