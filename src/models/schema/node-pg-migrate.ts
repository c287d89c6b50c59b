import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isOpen, keyName, unwrap } from '../../ast/syntax.ts';
import { calls } from '../../core/gates.ts';
import type { Project } from '../../project/types.ts';
import { readReference } from '../../sql/pieces.ts';
import { callRange, exportsIn, isHanded, writtenType } from './builder.ts';
import { checkOf, expressionsOf, indexPart, isVolatileText, writtenConstraint } from './written.ts';
import { column, flag, impliedName, index, known, onDeleteOf, option, text, withKeys, writtenName } from './columns.ts';
import { stepOf } from './steps.ts';
import type { Change, Column, ColumnDefault, ColumnType, Constraint, ForeignKey, Name, SchemaLibrary } from './types.ts';

/** Words that the builder takes for another type. */
const ADAPTED: Readonly<Record<string, string>> = { int: 'int4', string: 'text', float: 'float4', double: 'float8', datetime: 'timestamp', bool: 'bool' };
/** Names of one operation. */
const ALIASES: Readonly<Record<string, string>> = { addColumn: 'addColumns', dropColumn: 'dropColumns', createConstraint: 'addConstraint', addIndex: 'createIndex', addType: 'createType' };
const OPERATIONS: ReadonlySet<string> = new Set([
  ...Object.keys(ALIASES), 'createTable', 'dropTable', 'renameTable', 'addColumns', 'dropColumns', 'renameColumn', 'alterColumn', 'addConstraint', 'dropConstraint', 'createIndex', 'dropIndex', 'createType', 'createTrigger', 'createView', 'createMaterializedView',
]);
/** Migrations of these are handed a value with the same methods. */
const ALIKE: readonly string[] = ['db-migrate', 'sequelize', 'typeorm'];

/** Migrations of node-pg-migrate. Source: its documentation, "Migrations / pgm", and version 9. */
export default {
  name: 'node-pg-migrate',
  says: calls(...OPERATIONS),
  hint: /\.\s*(?:(?:create|drop|rename)Table|(?:add|drop)Columns?|(?:rename|alter)Column|(?:add|create|drop)Constraint|(?:create|add|drop)Index|createTrigger|(?:create|add)Type|create(?:Materialized)?View)\s*\(/u,
  dialect: 'postgres',
  collect(file, project) {
    return file.nodes('CallExpression').flatMap((call) => {
      const callee = unwrap(call.callee);
      const name = callee.type === 'MemberExpression' ? keyName(callee) : null;
      if (callee.type !== 'MemberExpression' || name === null || !OPERATIONS.has(name) || !isBuilder(file, callee.object, project)) return [];
      return new OperationReader(file, project, call).changes(ALIASES[name] ?? name);
    });
  },
} satisfies SchemaLibrary;

function isBuilder(file: SourceFile, node: Node, project: Project): boolean {
  const origin = originOf(file, node);
  const symbol = project.symbol(origin);
  if (symbol !== null) return /^new node-pg-migrate(?:\/[^#]*)?#MigrationBuilder$/u.test(symbol);
  if (!isHanded(origin)) return false;
  const dependencies = project.packageOf(file)?.dependencies;
  return dependencies?.has('node-pg-migrate') === true && !ALIKE.some((name) => dependencies.has(name));
}

/** Reads one operation. */
class OperationReader {
  private readonly file: SourceFile;
  private readonly project: Project;
  private readonly call: TSESTree.CallExpression;
  private readonly table: Name;

  constructor(file: SourceFile, project: Project, call: TSESTree.CallExpression) {
    this.file = file;
    this.project = project;
    this.call = call;
    this.table = this.name(call.arguments[0]);
  }

  changes(name: string): readonly Change[] {
    const [first, second, third] = this.call.arguments;
    const base = { range: callRange(this.call), step: stepOf(this.file, this.call) ?? 'up', table: this.table } as const;
    const written = text(this.file, second, this.project);
    switch (name) {
      case 'createTable': {
        if (flag(this.file, option(third, 'temporary'), this.project) === true) return [{ ...base, kind: 'createRelation' }];
        const { columns, open } = this.columns(second);
        const constraints = this.constraints(option(third, 'constraints'), null);
        const isWhole = !option(third, 'like') && !option(third, 'inherits');
        return [{ ...base, kind: 'createTable', ifNotExists: flag(this.file, option(third, 'ifNotExists'), this.project) === true, columns: withKeys(columns, constraints), constraints, indexes: [], open: open || !isWhole || (third !== undefined && !this.object(third)) }];
      }
      case 'createView':
      case 'createMaterializedView':
        return [{ ...base, kind: 'createRelation' }];
      case 'dropTable':
        return [{ ...base, kind: 'dropTable' }];
      case 'renameTable':
        return [{ ...base, kind: 'renameTable', to: this.name(second) }];
      case 'addColumns':
        return this.columns(second).columns.map((added): Change => ({ ...base, kind: 'addColumn', column: added, using: false }));
      case 'dropColumns': {
        const object = second ? this.object(second) : null;
        const names = object ? object.properties.map((property) => (property.type === 'Property' ? keyName(property) : null)) : this.list(second);
        return known(names).map((dropped): Change => ({ ...base, kind: 'dropColumn', column: dropped }));
      }
      case 'renameColumn': {
        const to = third ? writtenName(this.file, third, this.project) : null;
        return written === null || !to ? [] : [{ ...base, kind: 'renameColumn', column: written, to }];
      }
      case 'alterColumn':
        return second && third && written !== null ? this.altered(second, written, third, base) : [];
      case 'addConstraint':
        return this.added(second, third).map((constraint): Change => ({ ...base, kind: 'addConstraint', constraint }));
      case 'dropConstraint':
        return written === null ? [] : [{ ...base, kind: 'dropConstraint', name: written }];
      case 'createIndex':
        return this.createdIndex(second, third, base);
      case 'dropIndex': {
        const dropped = this.indexName(this.list(second), third);
        return dropped === null ? [] : [{ ...base, kind: 'dropIndex', name: dropped, concurrently: this.concurrently(third) }];
      }
      case 'createType':
        return first && second && unwrap(second).type === 'ArrayExpression' ? [{ range: base.range, step: base.step, kind: 'createEnum', name: this.table }] : [];
      case 'createTrigger': {
        const operations = this.list(option(third, 'operation') ?? undefined);
        return written === null ? [] : [{ ...base, kind: 'createTrigger', name: written, onUpdate: operations.some((one) => one?.toUpperCase().includes('UPDATE') === true) }];
      }
      default:
        return [];
    }
  }

  /** `'people'` or `{ schema: 'app', name: 'people' }`. */
  private name(node: Node | undefined): Name {
    const object = node ? this.object(node) : null;
    const named = object ? option(object, 'name') : node;
    const found = named ? writtenName(this.file, named, this.project) : null;
    return { ...(found ?? { name: '${0}', written: '${0}', range: null }), schema: object ? text(this.file, option(object, 'schema'), this.project) : null };
  }

  /** An object that is written here or in a constant of the same file. */
  private object(node: Node): TSESTree.ObjectExpression | null {
    const at = unwrap(node);
    if (at.type === 'ObjectExpression') return at;
    const origin = at.type === 'Identifier' ? originOf(this.file, at) : null;
    return origin?.kind === 'value' && origin.file === this.file && origin.node.type === 'ObjectExpression' ? origin.node : null;
  }

  /** One name or a list of names, each of them perhaps the `name` of an object. */
  private list(node: Node | undefined): readonly (string | null)[] {
    const given = node ? unwrap(node) : null;
    if (!given) return [];
    const elements = given.type === 'ArrayExpression' ? given.elements : [given];
    return elements.map((element) => text(this.file, option(element, 'name') ?? element, this.project));
  }

  private columns(node: Node | undefined): { readonly columns: readonly Column[]; readonly open: boolean } {
    const object = node ? this.object(node) : null;
    if (!object) return { columns: [], open: true };
    const columns = object.properties.flatMap((property) => {
      const key = property.type === 'Property' ? keyName(property) : null;
      return property.type === 'Property' && key !== null ? [this.column(property, key)] : [];
    });
    return { columns, open: columns.length < object.properties.length };
  }

  private column({ key, value }: TSESTree.Property, name: string): Column {
    const written: Name = { name, written: name, schema: null, range: key.type === 'Literal' ? [key.range[0] + 1, key.range[1] - 1] : key.range };
    const object = this.object(value);
    const typed = object ? option(object, 'type') : value;
    const shorthand = this.shorthand(typed, 0);
    const says = (wanted: string): Node | null => [object, ...(shorthand?.objects ?? [])].reduce<Node | null>((found, one) => found ?? option(one, wanted), null);
    const is = (wanted: string): boolean => flag(this.file, says(wanted), this.project) === true;
    const type = shorthand ? shorthand.type : this.type(typed);
    const primaryKey = is('primaryKey') || shorthand?.isId === true;
    const numbered = type !== null && /serial$/u.test(type.name);
    const identity = says('sequenceGenerated');
    const references = says('references');
    const check = says('check');
    const fallback = says('default');
    const given = fallback ? this.default(fallback) : null;
    const checked = check ? checkOf(null, text(this.file, check, this.project), check.range) : null;
    const notNull = says('notNull');
    const mayBe = notNull ? flag(this.file, notNull, this.project) : false;
    return column(written, type?.range ?? value.range, {
      type,
      nullable: primaryKey || numbered || identity || mayBe === true ? 'no' : mayBe === null || (!object && !type) || (object && isOpen(object)) ? 'unknown' : notNull || (fallback && !given) ? 'written' : 'yes',
      primaryKey,
      unique: is('unique'),
      increments: numbered ? 'serial' : identity ? 'identity' : null,
      stored: says('expressionGenerated') !== null,
      default: given,
      references: references ? this.foreignKey([name], references, says('onDelete')) : null,
      listCheck: checked?.kind === 'check' ? checked.listCheck : null,
    });
  }

  /** What a word for a whole definition means: `id`, and what the file exports as `shorthands`, the nearest definition first. */
  private shorthand(node: Node | null, depth: number): { readonly type: ColumnType | null; readonly objects: readonly TSESTree.ObjectExpression[]; readonly isId: boolean } | null {
    const word = text(this.file, node, this.project);
    if (!node || word === null || depth > 4) return null;
    const exported = exportsIn(this.file).names.get('shorthands');
    const defined = exported?.kind === 'value' ? option(exported.node, word) : null;
    const range = this.inside(node);
    if (!defined) return word === 'id' ? { type: { name: 'serial', args: [], range, retyped: () => null }, objects: [], isId: true } : null;
    const object = this.object(defined);
    const typed = object ? option(object, 'type') : defined;
    const inner = this.shorthand(typed, depth + 1);
    const type = inner ? inner.type : this.type(typed);
    // one definition stands for many columns: it is changed where it is
    return { type: type && { ...type, range, retyped: () => null }, objects: [...(object ? [object] : []), ...(inner?.objects ?? [])], isId: inner?.isId ?? false };
  }

  private inside(node: Node): readonly [number, number] {
    const literal = unwrap(node);
    const [start, end] = literal.range;
    return literal.type === 'Literal' ? [start + 1, end - 1] : [start, end];
  }

  private type(node: Node | null): ColumnType | null {
    const type = writtenType(this.file, node, this.project)?.type ?? null;
    const word = text(this.file, node, this.project);
    return type && word !== null && Object.hasOwn(ADAPTED, word) ? { ...type, name: ADAPTED[word] ?? type.name } : type;
  }

  /** A value, or `pgm.func('now()')` and `new PgLiteral('now()')`. */
  private default(value: Node): ColumnDefault | null {
    const values = this.project.constants(this.file, value);
    if (values?.length === 1 && values[0] === null) return null;
    const made = unwrap(value);
    const [first] = made.type === 'CallExpression' || made.type === 'NewExpression' ? made.arguments : [];
    return { literal: text(this.file, value, this.project), volatile: isVolatileText(text(this.file, first, this.project)) };
  }

  /** `references: 'people'`, `'people(id)'`, `{ schema, name }`. */
  private foreignKey(columns: readonly string[], references: Node, onDelete: Node | null): ForeignKey {
    const range = [references.range[0], Math.max(references.range[1], onDelete?.range[1] ?? 0)] as const;
    const written = text(this.file, references, this.project);
    // the builder quotes what is only a name
    const target = written !== null && /^"|\)$/u.test(written) ? readReference(written) : null;
    const table = target?.table.name ?? written ?? text(this.file, option(this.object(references), 'name'), this.project);
    return { columns, refColumns: target?.columns ?? [], table, onDelete: onDeleteOf(this.file, onDelete, this.project), range };
  }

  private altered(named: Node, name: string, options: Node, base: Pick<Change, 'range' | 'step'> & { readonly table: Name }): readonly Change[] {
    const typed = option(options, 'type');
    const type = typed && this.type(typed);
    const notNull = option(options, 'notNull') ? flag(this.file, option(options, 'notNull'), this.project) : undefined;
    const drops = notNull === false || (!notNull && flag(this.file, option(options, 'allowNull'), this.project) === true);
    const changes: Change[] = [];
    if (typed) changes.push({ ...base, kind: 'alterType', column: column(writtenName(this.file, named, this.project) ?? impliedName(name), type?.range ?? typed.range, { type }), using: option(options, 'using') !== null });
    if (notNull === true || drops) changes.push({ ...base, kind: notNull === true ? 'setNotNull' : 'dropNotNull', column: name });
    return changes;
  }

  /** `addConstraint(table, name, 'CHECK (…)')`, or an object of them. */
  private added(named: Node | undefined, expression: Node | undefined): readonly Constraint[] {
    const name = text(this.file, named, this.project);
    const sql = text(this.file, expression, this.project);
    const range = callRange(this.call);
    if (sql === null) return this.constraints(expression ?? null, name);
    const constraint = writtenConstraint(sql, range);
    return [constraint ? { ...constraint, name } : { kind: 'other', name, range }];
  }

  private constraints(node: Node | null, name: string | null): readonly Constraint[] {
    const object = node ? this.object(node) : null;
    if (!object) return [];
    const part = (wanted: string): Node | null => option(object, wanted);
    const constraints: Constraint[] = [];
    const [primaryKey, unique, check, foreign, exclude] = ['primaryKey', 'unique', 'check', 'foreignKeys', 'exclude'].map(part);
    if (primaryKey) constraints.push({ kind: 'primaryKey', name, columns: known(this.list(primaryKey)), usingIndex: false, range: primaryKey.range });
    for (const set of elements(unique, true)) constraints.push({ kind: 'unique', name, columns: known(this.list(set)), usingIndex: false, range: set.range });
    for (const one of elements(check)) constraints.push(checkOf(name, text(this.file, one, this.project), one.range));
    for (const key of elements(foreign)) {
      const references = option(key, 'references');
      const foreignKey = references && this.foreignKey(known(this.list(option(key, 'columns') ?? undefined)), references, option(key, 'onDelete'));
      if (foreignKey) constraints.push({ kind: 'foreignKey', name: text(this.file, option(key, 'referencesConstraintName'), this.project) ?? name, notValid: false, range: key.range, foreignKey });
    }
    if (exclude) constraints.push({ kind: 'other', name, range: exclude.range });
    return constraints;
  }

  private createdIndex(columns: Node | undefined, options: Node | undefined, base: Pick<Change, 'range' | 'step'> & { readonly table: Name }): readonly Change[] {
    const names = this.list(columns);
    // what is no name is an expression
    const parts = names.map((name) => (name !== null && /[^\w".]/u.test(name) ? indexPart(name) : { column: name, operatorClasses: [] }));
    const given = columns ? unwrap(columns) : null;
    const classes = (given?.type === 'ArrayExpression' ? given.elements : [given]).flatMap((element) => text(this.file, option(element, 'opclass'), this.project) ?? []);
    return [{
      ...base, kind: 'createIndex',
      index: index(parts.map((part) => part.column), base.range, {
        ...expressionsOf(parts),
        name: this.indexName(names, options),
        unique: flag(this.file, option(options, 'unique'), this.project) === true,
        partial: option(options, 'where') !== null,
        method: text(this.file, option(options, 'method'), this.project)?.toLowerCase() ?? 'btree',
        operatorClasses: [...parts.flatMap((part) => part.operatorClasses), ...classes],
        concurrently: this.concurrently(options),
      }),
    }];
  }

  private concurrently(options: Node | undefined): boolean | null {
    if (!options) return false;
    const object = this.object(options);
    const said = option(object, 'concurrently');
    return said ? flag(this.file, said, this.project) : object && !isOpen(object) ? false : null;
  }

  /** The name that is written, or the one the builder makes. */
  private indexName(columns: readonly (string | null)[], options: Node | undefined): string | null {
    const written = option(options, 'name');
    if (written) return text(this.file, written, this.project);
    if (!this.table.range || columns.includes(null) || (options && !this.object(options))) return null;
    return [this.table.name, ...columns, ...(flag(this.file, option(options, 'unique'), this.project) === true ? ['unique'] : []), 'index'].join('_');
  }
}

/** One part or a list of parts; with `sets`, a list of names is one part. */
function elements(node: Node | null | undefined, sets = false): readonly Node[] {
  const at = node ? unwrap(node) : null;
  if (!at) return [];
  if (at.type !== 'ArrayExpression' || (sets && !at.elements.some((element) => element?.type === 'ArrayExpression'))) return [at];
  return at.elements.filter((element) => element !== null);
}
