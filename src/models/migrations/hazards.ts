import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import type { Change, Column, ColumnType, Constraint, Name, SchemaRange } from '../schema/types.ts';
import { Course } from './course.ts';
import { hasNotNullCheck, isSame, migrationOf, runsInTransaction, tableOfIndex, typeBefore } from './model.ts';
import { rewrites } from './rewrites.ts';
import type { Hazard, HazardKind, Migration, MigrationStep } from './types.ts';

/** What the `up` of the linted migration does that hurts a running system or loses data, in order. */
const hazardsOf = perFile((context): readonly Hazard[] => {
  const migration = migrationOf(context);
  if (!migration) return [];
  const course = new Course(migration.changes);
  return migration.steps.flatMap((step) => new StepReader(context, migration, course, step).hazards());
});

/** The hazards of some kinds. */
export function hazardsOfKinds<K extends HazardKind>(context: RuleContext, kinds: readonly K[]): readonly (Hazard & { readonly kind: K })[] {
  return hazardsOf(context).filter((hazard): hazard is Hazard & { readonly kind: K } => kinds.some((kind) => kind === hazard.kind));
}

/** The first change of a migration that takes a lock writers wait for, where nothing limits how long it waits itself. */
export const unlimitedLockOf = perFile((context): { readonly range: SchemaRange; readonly table: string } | null => {
  const migration = migrationOf(context);
  if (!migration || settingsOf(context).migrations?.lockTimeout || limitsLocks(migration, context.sourceCode.text)) return null;
  const step = migration.steps.find(({ change, emptied }) => !emptied && locks(change));
  return step ? { range: step.change.range, table: tableOf(step.change) } : null;
});

function limitsLocks({ changes }: Migration, text: string): boolean {
  return changes.some((change) => change.kind === 'set' && change.name === 'lock_timeout') || /\bset_config\s*\(\s*\\?['"]lock_timeout/u.test(text);
}

/** Locks that writers or readers wait for. Source: PostgreSQL manual, "Explicit Locking", "ALTER TABLE". */
function locks(change: Change): boolean {
  switch (change.kind) {
    case 'validateConstraint':
    case 'deleteAll':
      return false;
    case 'createIndex':
      return change.index.concurrently !== true;
    case 'dropIndex':
      return change.concurrently !== true;
    default:
      return true;
  }
}

function tableOf(change: Change): string {
  return 'table' in change && change.table ? change.table.name : '';
}

class StepReader {
  private readonly context: RuleContext;
  private readonly migration: Migration;
  private readonly course: Course;
  private readonly step: MigrationStep;

  constructor(context: RuleContext, migration: Migration, course: Course, step: MigrationStep) {
    this.context = context;
    this.migration = migration;
    this.course = course;
    this.step = step;
  }

  hazards(): readonly Hazard[] {
    const { change, emptied } = this.step;
    switch (change.kind) {
      case 'renameColumn':
        return this.makes(change.table, change.column) ? [] : [this.hazard('renamedColumn', change.range, { name: change.column })];
      case 'renameTable':
        return [this.hazard('renamedTable', change.range)];
      case 'dropColumn':
        return this.makes(change.table, change.column) ? [] : [this.hazard('droppedColumn', change.range, { name: change.column })];
      case 'dropTable':
        return this.isReplaced(change.table, change) ? [] : [this.hazard('droppedTable', change.range)];
      case 'truncate':
        return [this.hazard('truncated', change.range)];
      case 'deleteAll':
        return [this.hazard('deleted', change.range)];
      default:
        return emptied ? [] : this.blocking(change);
    }
  }

  private blocking(change: Change): readonly Hazard[] {
    switch (change.kind) {
      case 'createIndex':
        return this.index('blockingIndex', change.range, change.index.name, change.index.concurrently);
      case 'dropIndex':
        return this.goesWithTable(change.name) ? [] : this.index('blockingIndexDrop', change.range, change.name, change.concurrently);
      case 'setNotNull':
        return this.isChecked(change.table, change.column) ? [] : [this.hazard('unprovenNotNull', change.range, { name: change.column })];
      case 'addConstraint':
        return this.constraint(change.constraint);
      case 'addColumn':
        return this.column(change.column);
      case 'alterType':
        return change.column.type ? this.newType(change.table, change.column, change.column.type, change.using) : [];
      default:
        return [];
    }
  }

  private index(kind: 'blockingIndex' | 'blockingIndexDrop', range: SchemaRange, name: string | null, concurrently: boolean | null): readonly Hazard[] {
    const inTransaction = runsInTransaction(this.context, this.migration, this.step);
    if (concurrently) return inTransaction ? [this.hazard('concurrentlyInTransaction', range, { name: name ?? '' })] : [];
    const text = this.text(range);
    // the index of a partitioned table alone is made in no time: its parts follow one by one
    if (/^create\b[^;(]*\son\s+only\s/iu.test(text)) return [];
    const keyword = /^(?:create\s+(?:unique\s+)?|drop\s+)index\b/iu.exec(text);
    const edit = keyword && inTransaction !== true ? { at: range[0] + keyword[0].length, text: ' CONCURRENTLY' } : null;
    return [this.hazard(kind, range, { name: name ?? '', elsewhere: concurrently === null ? 'raw SQL' : null, edit })];
  }

  private constraint(constraint: Constraint): readonly Hazard[] {
    const { range } = constraint;
    const name = constraint.name ?? '';
    if (constraint.kind === 'primaryKey' || constraint.kind === 'unique') return constraint.usingIndex ? [] : [this.hazard('indexingConstraint', range, { name })];
    if ((constraint.kind !== 'foreignKey' && constraint.kind !== 'check') || constraint.notValid) return [];
    const text = this.text(range);
    // SQL, and not `foreign(['a'])` or `check('a > 0')` of a builder
    const isWritten = /^(?:constraint\s|foreign\s+key\b|check\s*\(\s*[^\s'"`])/iu.test(text);
    const edit = isWritten ? { at: range[1], text: ' NOT VALID' } : null;
    return [this.hazard('validatedConstraint', range, { name, edit, elsewhere: isWritten || /\badd\s+(?:constraint|foreign|check)\b/iu.test(text) ? null : 'raw SQL' })];
  }

  private column(column: Column): readonly Hazard[] {
    const { range, name: { name } } = column;
    if (column.stored) return [this.hazard('storedColumn', range, { name })];
    if (column.default?.volatile || column.increments) return [this.hazard('volatileDefault', range, { name })];
    const found: Hazard[] = [];
    if (column.primaryKey || column.unique) found.push(this.hazard('indexingConstraint', range, { name }));
    if (column.nullable === 'no' && !column.default) found.push(this.hazard('requiredColumn', range, { name }));
    // without a default the rows have no value that could refer to anything
    else if (column.default && column.references) found.push(this.hazard('validatedConstraint', column.references.range, { name, elsewhere: 'a statement of its own' }));
    return found;
  }

  private newType(table: Name, column: Column, to: ColumnType, using: boolean): readonly Hazard[] {
    const earlier = this.before(table, column.name.name).at(-1);
    const rewriting = rewrites(earlier ? earlier.type : typeBefore(this.context, table, column.name.name), to, using);
    const isZoned = rewriting === 'zone' && !using;
    if (rewriting === 'no' || rewriting === 'unknown' || (isZoned && this.setsZone())) return [];
    return [this.hazard(isZoned ? 'zonedType' : 'rewritingType', to.range, { name: column.name.name })];
  }

  /** What earlier changes of the file say of a column. */
  private before(table: Name, name: string): readonly Column[] {
    return this.course.before(this.step.change, ['addColumn', 'alterType'], name).flatMap((change) => (isSame(change.table, table) ? [change.column] : []));
  }

  /** Whether the file itself adds a column, as one that holds values for a while. */
  private makes(table: Name, name: string): boolean {
    return this.course.before(this.step.change, ['addColumn'], name).some((change) => isSame(change.table, table));
  }

  /** Whether the table of an index is dropped by the same file. */
  private goesWithTable(index: string): boolean {
    if (this.migration.partial) return true;
    const dropped = this.migration.changes.flatMap((change) => (change.kind === 'dropTable' ? [change.table.name] : []));
    const table = dropped.length > 0 ? tableOfIndex(this.context, index) : null;
    return table !== null && dropped.some((name) => name.toLowerCase() === table.toLowerCase());
  }

  private setsZone(): boolean {
    const { change } = this.step;
    return ['timezone', 'time'].some((name) => this.course.before(change, ['set'], name).length > 0);
  }

  /** Whether a CHECK says that a column is not null, and was validated. */
  private isChecked(table: Name, column: string): boolean {
    const { change } = this.step;
    const check = this.course.before(change, ['addConstraint'], column).find((one) => isSame(one.table, table));
    if (check?.constraint.kind !== 'check') return hasNotNullCheck(this.context, column);
    const { notValid, name } = check.constraint;
    return !notValid || (name !== null && this.course.before(change, ['validateConstraint'], name).length > 0);
  }

  /** Whether a table of the same name takes the place of one: its rows were copied, or there was none yet. */
  private isReplaced(table: Name, dropped: Change): boolean {
    return this.migration.partial || this.course.after(dropped, ['createTable'], table.name).some((one) => isSame(one.table, table)) || this.course.after(dropped, ['renameTable'], table.name).some((one) => isSame(one.to, table));
  }

  private hazard(kind: HazardKind, range: SchemaRange, more: Partial<Hazard> = {}): Hazard {
    const table = tableOf(this.step.change);
    return { kind, range, table, name: table, remedy: this.migration.runner?.remedy ?? '', elsewhere: null, edit: null, ...more };
  }

  private text([start, end]: SchemaRange): string {
    return this.context.sourceCode.text.slice(start, end);
  }
}
