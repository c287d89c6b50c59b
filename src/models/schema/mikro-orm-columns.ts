import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isOpen, keyName, unwrap } from '../../ast/syntax.ts';
import type { ChainedCall } from '../../ast/syntax.ts';
import type { Edit } from '../../core/rule-context.ts';
import type { Project } from '../../project/types.ts';
import { readType } from '../../sql/pieces.ts';
import { column, defaultOf, flag, number, option, text } from './columns.ts';
import { retypedLiteral } from './objects.ts';
import type { Column, ColumnDefault, ColumnType, Name, SchemaRange } from './types.ts';
import { writtenDefault } from './written.ts';

/** Columns as MikroORM's property options say them, in decorators, entity schemas and property builders. */

/** What the PostgreSQL driver makes of a property's type, by its name in `types`; those that SQL knows too are not listed. */
const TYPES: Readonly<Record<string, string>> = {
  string: 'varchar', number: 'int4', tinyint: 'int2', float: 'float4', double: 'float8', blob: 'bytea', buffer: 'bytea', uint8array: 'bytea', datetime: 'timestamptz', timestamp: 'timestamptz', Date: 'timestamptz', json: 'jsonb', object: 'jsonb',
  String: 'varchar', Number: 'int4', Boolean: 'bool',
};
/** Types that are made of other options. */
const OPEN_TYPES: ReadonlySet<string> = new Set(['enum', 'array', 'enumArray', 'unknown', 'mediumint', 'type', 'embedded', 'formula']);
const SYMBOL = /^(?:new )?@mikro-orm\/[\w/-]+#(?:(?:t|types)\.(\w+)|(\w+)Type)$/u;
/** The name of `types` and of the property builders that has each better type. */
const MEMBERS: Readonly<Record<string, string>> = { text: 'text', numeric: 'decimal' };

/** What is said of a property: by the options of a decorator or a schema, or by the calls of a builder. */
export class Said {
  readonly file: SourceFile;
  readonly project: Project;
  readonly object: TSESTree.ObjectExpression | null;
  /** The builder's name, `string` of `p.string()`, and the calls after it. */
  readonly builder: TSESTree.CallExpression | null;
  readonly calls: readonly ChainedCall[];
  /** Options that are not read here say more. */
  readonly open: boolean;

  constructor(file: SourceFile, project: Project, object: TSESTree.ObjectExpression | null, isUnread: boolean, builder: TSESTree.CallExpression | null = null, calls: readonly ChainedCall[] = []) {
    this.file = file;
    this.project = project;
    this.object = object;
    this.builder = builder;
    this.calls = calls;
    this.open = isUnread || (object !== null && isOpen(object));
  }

  /** The value of an option; null where it is not said, or by a call without one. */
  value(name: string): Node | null {
    return option(this.object, name) ?? this.call(name)?.node.arguments[0] ?? null;
  }

  call(name: string): ChainedCall | null {
    return this.calls.find((call) => call.name === name) ?? null;
  }

  /** Whether an option is on; null where nobody says so, `unknown` where it cannot be told. */
  is(name: string): boolean | 'unknown' | null {
    const value = this.value(name);
    if (!value) return this.call(name) ? true : null;
    return flag(this.file, value, this.project) ?? 'unknown';
  }

  text(name: string): string | null {
    return text(this.file, this.value(name), this.project);
  }

  /** An option that is `true` or a name. */
  mark(name: string): { readonly name: string | null } | null {
    const named = this.text(name);
    return named !== null || this.is(name) === true ? { name: named } : null;
  }
}

/** A column of a property; `annotation` is what TypeScript says of it. */
export function columnBy(said: Said, name: Name, range: SchemaRange, isKey: boolean, annotation: Node | null, isOptional: boolean): Column {
  const type = typeBy(said, annotation?.type === 'TSStringKeyword');
  const primaryKey = isKey || said.is('primary') === true;
  const generated = said.text('generated');
  const isIdentity = generated !== null && /\bidentity\b/iu.test(generated);
  return column(name, type?.range ?? range, {
    type,
    nullable: primaryKey ? 'no' : nullableBy(said, isOptional ? 'unknown' : 'no'),
    primaryKey,
    unique: said.mark('unique') !== null,
    increments: isIdentity ? 'identity' : isNumbered(said, type, primaryKey, annotation) ? 'serial' : null,
    stored: said.value('generated') !== null && !isIdentity,
    default: defaultBy(said),
  });
}

/** `unwritten` is what a property is without the option. */
export function nullableBy(said: Said, unwritten: Column['nullable']): Column['nullable'] {
  const value = said.is('nullable');
  if (value === null) return said.open ? 'unknown' : unwritten;
  return value === 'unknown' ? 'unknown' : value ? 'written' : 'no';
}

/** A primary key that is a number counts by itself. */
function isNumbered(said: Said, type: ColumnType | null, primaryKey: boolean, annotation: Node | null): boolean {
  const asked = said.is('autoincrement');
  if (asked !== null || !primaryKey) return asked === true;
  return type ? /^int[248]$/u.test(type.name) : !said.value('type') && !said.open && (annotation?.type === 'TSNumberKeyword' || annotation?.type === 'TSBigIntKeyword');
}

function defaultBy(said: Said): ColumnDefault | null {
  const raw = said.text('defaultRaw');
  const value = said.value('default');
  const at = value && unwrap(value);
  if (raw !== null) return writtenDefault(raw);
  return !at || (at.type === 'Literal' && at.value === null) ? null : defaultOf(said.file, at, said.project);
}

/** `columnType` is SQL, `type` one of MikroORM's; a length alone says varchar where the property is a string. */
function typeBy(said: Said, isString: boolean): ColumnType | null {
  const { file, project, object, builder } = said;
  const sql = said.value('columnType');
  if (sql) {
    const written = text(file, sql, project);
    const found = written === null ? null : (readType(written)?.type ?? null);
    return found && { name: found.name, args: found.args, range: unwrap(sql).range, retyped: (to) => retypedLiteral(file, sql, found.name, to, object, to === 'text' ? ['length'] : []) };
  }
  const args = ['length', 'precision', 'scale'].flatMap((key) => number(file, said.value(key), project) ?? []);
  const type = said.value('type');
  if (type) {
    const name = typeNamed(file, type, project);
    return name === null ? null : { name, args, range: unwrap(type).range, retyped: (to) => retypedLiteral(file, type, name, to, object, to === 'text' ? ['length'] : []) ?? retypedMember(said, type, to) };
  }
  if (builder) {
    const callee = unwrap(builder.callee);
    const name = callee.type === 'MemberExpression' ? named(keyName(callee) ?? '') : null;
    return name === null || callee.type !== 'MemberExpression' ? null : { name, args, range: callee.range, retyped: (to) => retypedMember(said, callee, to) };
  }
  const length = object?.properties.find((property) => property.type === 'Property' && keyName(property) === 'length');
  if (!length || !isString || args.length === 0) return null;
  return { name: 'varchar', args, range: length.range, retyped: (to) => (to === 'text' ? [{ range: length.range, text: "type: 'text'" }] : null) };
}

function typeNamed(file: SourceFile, node: Node, project: Project): string | null {
  const at = unwrap(node);
  const written = text(file, at, project);
  if (written !== null) return named(written);
  if (at.type === 'Identifier' && !file.variableOf(at)) return Object.hasOwn(TYPES, at.name) ? named(at.name) : null;
  const [, member, ofClass] = SYMBOL.exec(project.symbol(originOf(file, at)) ?? '') ?? [];
  return named(member ?? ofClass?.toLowerCase() ?? '');
}

function named(name: string): string | null {
  if (OPEN_TYPES.has(name) || name === '') return null;
  return (Object.hasOwn(TYPES, name) ? TYPES[name] : readType(name)?.type.name) ?? null;
}

/** `t.string` → `t.text`, `p.string().length(20)` → `p.text()`. */
function retypedMember(said: Said, node: Node, to: string): readonly Edit[] | null {
  const at = unwrap(node);
  const member = MEMBERS[to];
  if (at.type !== 'MemberExpression' || at.computed || !member || option(said.object, 'length')) return null;
  const edits: Edit[] = [{ range: at.property.range, text: member }];
  const length = said.call('length');
  if (to === 'text' && length?.node.callee.type === 'MemberExpression') edits.push({ range: [length.node.callee.object.range[1], length.node.range[1]], text: '' });
  return edits;
}
