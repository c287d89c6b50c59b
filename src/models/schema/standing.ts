import { perFile } from '../../core/memo.ts';
import { hostViewOf } from '../../project/project.ts';
import { catalogOf } from './catalog.ts';
import { columnsOf, schemaOf } from './model.ts';
import type { Change, Column, ColumnType, Constraint, Name, SchemaFacts } from './types.ts';
import type { Undone } from './undone.ts';

/**
 * What the linted file says about the schema and no later migration has undone: a table or column that is gone, a type, a name or
 * a key that is another one now are past mending where they were written.
 */
export const standingSchemaOf = perFile((context): SchemaFacts => {
  const facts = schemaOf(context);
  if (facts.dialect !== 'postgres' || facts.changes.length === 0) return facts;
  const undone = catalogOf(context)?.undone;
  if (!undone || undone.isEmpty) return facts;
  const reader = new Standing(undone, hostViewOf(context).file.path);
  return { ...facts, changes: facts.changes.flatMap((change) => reader.change(change)) };
});

/** Columns of a PostgreSQL schema in the linted file whose type is known. */
export const typedColumns = perFile((context): readonly (Column & { readonly type: ColumnType })[] => {
  const facts = standingSchemaOf(context);
  return facts.dialect === 'postgres' ? columnsOf(facts).flatMap((column) => (column.type ? { ...column, type: column.type } : [])) : [];
});

class Standing {
  readonly #undone: Undone;
  readonly #path: string;

  constructor(undone: Undone, path: string) {
    this.#undone = undone;
    this.#path = path;
  }

  change(change: Change): readonly Change[] {
    if (change.step !== 'up') return [change];
    switch (change.kind) {
      case 'createTable': {
        const written = { path: this.#path, range: change.range, name: change.table.name };
        if (this.#undone.has('table', written)) return [];
        return [{ ...change, table: this.#undone.has('name', written) ? past(change.table) : change.table, columns: change.columns.flatMap((column) => this.column(column)), constraints: change.constraints.filter((constraint) => this.stands(constraint)) }];
      }
      case 'addColumn':
      case 'alterType':
        return this.column(change.column).map((column) => ({ ...change, column }));
      case 'renameTable':
      case 'renameColumn':
        return [this.#undone.has('name', { path: this.#path, range: change.range, name: change.to.name }) ? { ...change, to: past(change.to) } : change];
      case 'addConstraint':
        return this.stands(change.constraint) ? [change] : [];
      default:
        return [change];
    }
  }

  private column(column: Column): readonly Column[] {
    const written = { path: this.#path, range: column.range, name: column.name.name };
    if (this.#undone.has('column', written)) return [];
    return [{
      ...column,
      name: this.#undone.has('name', written) ? past(column.name) : column.name,
      references: column.references && this.#undone.has('key', { path: this.#path, range: column.references.range, name: '' }) ? null : column.references,
      ...(this.#undone.has('type', written) && { type: null, listCheck: null }),
      ...(this.#undone.has('nullability', written) && { nullable: 'unknown' }),
    }];
  }

  private stands(constraint: Constraint): boolean {
    return constraint.kind !== 'foreignKey' || !this.#undone.has('key', { path: this.#path, range: constraint.range, name: '' });
  }
}

function past(name: Name): Name {
  return { ...name, isPast: true };
}
