import type { Node, SourceFile } from '../../ast/source-file.ts';
import { propertyOf, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import type { Column, ColumnDefault, Constraint, Index, Name, OnDelete, SchemaRange } from './types.ts';

/** Facts of schemas that are written in code: what every adapter of a library reads in the same way. */

/** The only string an expression can be; null for anything else. */
export function text(file: SourceFile, node: Node | null | undefined, project: Project): string | null {
  const value = only(file, node, project);
  return typeof value === 'string' ? value : null;
}

/** The only number an expression can be; null for anything else. */
export function number(file: SourceFile, node: Node | null | undefined, project: Project): number | null {
  const value = only(file, node, project);
  return typeof value === 'number' ? value : null;
}

/** Whether an expression is known to be true or false; null when it is neither. */
export function flag(file: SourceFile, node: Node | null | undefined, project: Project): boolean | null {
  const value = only(file, node, project);
  return typeof value === 'boolean' ? value : null;
}

function only(file: SourceFile, node: Node | null | undefined, project: Project): unknown {
  const values = node ? project.constants(file, node) : null;
  return values?.length === 1 ? values[0] : undefined;
}

/** Strings of an array literal; null for an element that is none, an empty list for anything but an array. */
export function texts(file: SourceFile, node: Node | null | undefined, project: Project): readonly (string | null)[] {
  const list = node ? unwrap(node) : null;
  return list?.type === 'ArrayExpression' ? list.elements.map((element) => text(file, element, project)) : [];
}

/** The names that are known. */
export const known = (names: readonly (string | null)[]): string[] => names.filter((name) => name !== null);

/** The value of an option of an object literal. */
export function option(object: Node | null | undefined, name: string): Node | null {
  const at = object ? unwrap(object) : null;
  return at?.type === 'ObjectExpression' ? (propertyOf(at, name)?.value ?? null) : null;
}

/** A name that is written out; its range is the text between the quotes. */
export function writtenName(file: SourceFile, node: Node, project: Project): Name | null {
  const name = text(file, node, project);
  if (name === null) return null;
  const literal = unwrap(node);
  const [start, end] = literal.range;
  return { name, written: name, schema: null, range: literal.type === 'Literal' || literal.type === 'TemplateLiteral' ? [start + 1, end - 1] : [start, end] };
}

/** A name that the tool makes from one in the code: nobody wrote it as the database has it. */
export function impliedName(name: string): Name {
  return { name, written: name, schema: null, range: null };
}

/** A column of which nothing is known but its name and place. */
export function column(name: Name, range: SchemaRange, known: Partial<Column>): Column {
  return { name, range, type: null, nullable: 'unknown', primaryKey: false, unique: false, increments: null, stored: false, default: null, references: null, listCheck: null, ...known };
}

/** An index of all rows. */
export function index(columns: readonly (string | null)[], range: SchemaRange, known: Partial<Index>): Index {
  return { name: null, columns, unique: false, partial: false, method: 'btree', operatorClasses: [], concurrently: null, range, ...known };
}

/** Columns with what the constraints of their table say of them. */
export function withKeys(columns: readonly Column[], constraints: readonly Constraint[]): readonly Column[] {
  const keys = constraints.flatMap((constraint) => (constraint.kind === 'primaryKey' ? constraint.columns : []));
  return keys.length === 0 ? columns : columns.map((column) => (keys.includes(column.name.name) ? { ...column, primaryKey: true, nullable: 'no' } : column));
}

/** A default that is written: the string it is, if it is one. */
export function defaultOf(file: SourceFile, node: Node | null | undefined, project: Project): ColumnDefault {
  return { literal: text(file, node, project), volatile: false };
}

/** `'set null'`, `'SET NULL'`, `'cascade'` as SQL says it; `unwritten` without one, `unknown` for what is none of them. */
export function onDeleteOf(file: SourceFile, node: Node | null | undefined, project: Project): OnDelete {
  if (!node) return 'unwritten';
  const written = text(file, node, project)?.toUpperCase();
  switch (written) {
    case 'CASCADE':
    case 'SET NULL':
    case 'SET DEFAULT':
    case 'RESTRICT':
    case 'NO ACTION':
      return written;
    default:
      return 'unknown';
  }
}
