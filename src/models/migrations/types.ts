import type { Settings } from '../../core/settings.ts';
import type { Change, SchemaRange } from '../schema/types.ts';

/** The vocabulary of migrations: what runs them, and what their changes do to the tables that are there. */

/** The tools that the settings may name. */
export type RunnerName = NonNullable<NonNullable<Settings['migrations']>['runner']>;

/** A tool that runs migrations, as data. */
export interface Runner {
  readonly name: RunnerName;
  readonly reads: readonly ('sql' | 'code')[];
  /** What code of a migration imports, or a package depends on, when this tool runs its migrations. */
  readonly packages: readonly string[];
  /** Paths of files that only this tool has. */
  readonly path?: RegExp;
  /** Marks in a file that only this tool reads. */
  readonly mark?: RegExp;
  /** A file in the folder of the migrations, or above it, that only this tool has. */
  readonly beside?: readonly string[];
  /**
   * `each`: every migration runs in a transaction unless it says otherwise. `script`: the whole text of a file is sent at
   * once, and several statements that are sent at once are a transaction. `never`: none but those a migration begins itself.
   */
  readonly transaction: 'each' | 'script' | 'never' | 'unknown';
  /** What a migration says to run outside of a transaction. */
  readonly optsOut?: RegExp;
  /** What the project's configuration says when migrations run outside of transactions. */
  readonly configured?: RegExp;
  /** How a migration gets out of the transaction, for messages. */
  readonly remedy?: string;
}

/** One change of an `up` to a relation that was there before the migration. */
export interface MigrationStep {
  readonly change: Change;
  /** The table had its rows taken away earlier in the file. */
  readonly emptied: boolean;
  /** What the file itself says of the transaction around it: begun, ended; null when it says nothing. */
  readonly within: 'begun' | 'ended' | null;
}

export interface Migration {
  readonly runner: Runner | null;
  readonly steps: readonly MigrationStep[];
  /** Every change of the `up`, those of new tables included, in order. */
  readonly changes: readonly Change[];
  /** There may be more, which was not read. */
  readonly partial: boolean;
}

export type HazardKind =
  | 'blockingIndex' | 'blockingIndexDrop' | 'concurrentlyInTransaction'
  | 'unprovenNotNull' | 'indexingConstraint' | 'volatileDefault' | 'storedColumn'
  | 'rewritingType' | 'zonedType' | 'renamedColumn' | 'renamedTable' | 'requiredColumn'
  | 'validatedConstraint'
  | 'droppedTable' | 'droppedColumn' | 'truncated' | 'deleted';

/** A change that hurts a running system or loses data. */
export interface Hazard {
  readonly kind: HazardKind;
  readonly range: SchemaRange;
  /** The table; empty where it is not known. */
  readonly table: string;
  /** The column, index or constraint; the table where it is the table itself. */
  readonly name: string;
  /** How the tool that runs the file gets out of a transaction; empty where that is not known. */
  readonly remedy: string;
  /** Where the harmless form can be said, when it cannot be said here: a builder may have no word for it, and the definition of a column has no place for it. */
  readonly elsewhere: 'raw SQL' | 'a statement of its own' | null;
  /** What turns it into the harmless form, where that is a word more. */
  readonly edit: { readonly at: number; readonly text: string } | null;
}
