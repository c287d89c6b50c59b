import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { unwrap } from '../../ast/syntax.ts';
import type { ChainedCall } from '../../ast/syntax.ts';
import { calls } from '../../core/gates.ts';
import type { Project } from '../../project/types.ts';
import { afterDot, builderCalls, callRange, chainsOfCallback, tableName, writtenType } from './builder.ts';
import { checkOf, expressionsOf, indexPart, isVolatileText } from './written.ts';
import type { BuilderCall, SchemaBuilder } from './builder.ts';
import { column, impliedName, index, known, onDeleteOf, text, texts, withKeys, writtenName } from './columns.ts';
import { stepOf } from './steps.ts';
import type { Change, Column, ColumnDefault, ColumnType, Constraint, ForeignKey, Index, Name, SchemaLibrary } from './types.ts';

/** Calls behind `createTable` that add no part of it. */
const PLAIN: ReadonlySet<string> = new Set(['ifNotExists', 'onCommit', 'modifyFront', 'modifyEnd', 'execute', 'compile', 'toOperationNode']);
const builder: SchemaBuilder = {
  client: 'kysely',
  starts: new Set(['createTable', 'alterTable', 'dropTable', 'createIndex', 'dropIndex', 'createType', 'createView']),
  shape: (_, after) => (after.some(({ name }) => name === 'execute') ? (after.length > 1 ? 'sure' : 'possible') : 'other'),
};

/** Migrations of Kysely. Source: Kysely API documentation, SchemaModule and the builders it gives. */
export default {
  name: 'kysely',
  says: calls(...builder.starts),
  hint: /\.\s*(?:create(?:Table|Index|Type|View)|alterTable|drop(?:Table|Index))\s*\(/u,
  dialect: null,
  collect(file, project) {
    return file.text.includes('schema') ? builderCalls(file, builder, project).flatMap((call) => new CallReader(file, project, call).changes()) : [];
  },
} satisfies SchemaLibrary;

/** Reads one call of the schema module and what follows it. */
class CallReader {
  private readonly file: SourceFile;
  private readonly project: Project;
  private readonly from: BuilderCall;

  constructor(file: SourceFile, project: Project, from: BuilderCall) {
    this.file = file;
    this.project = project;
    this.from = from;
  }

  changes(): readonly Change[] {
    const { call, name, schema, after } = this.from;
    const [named] = call.arguments;
    const base = this.base(call);
    const table = tableName(this.file, named, this.project, schema);
    switch (name) {
      case 'createTable':
        return after.some((one) => one.name === 'temporary') ? [{ ...base, kind: 'createRelation', table }] : [{ ...base, kind: 'createTable', table, ifNotExists: after.some((one) => one.name === 'ifNotExists'), ...this.created() }];
      case 'createView':
        return [{ ...base, kind: 'createRelation', table }];
      case 'dropTable':
        return [{ ...base, kind: 'dropTable', table }];
      case 'createIndex':
        return this.createdIndex(base);
      case 'dropIndex': {
        const dropped = text(this.file, named, this.project);
        const on = after.find((one) => one.name === 'on');
        return dropped === null ? [] : [{ ...base, kind: 'dropIndex', name: afterDot(dropped), table: on ? tableName(this.file, on.node.arguments[0], this.project, schema) : null, concurrently: null }];
      }
      case 'createType':
        return named && after.some((one) => one.name === 'asEnum') ? [{ ...base, kind: 'createEnum', name: table }] : [];
      default:
        return after.flatMap((one) => this.altered(one, table));
    }
  }

  private base(call: TSESTree.CallExpression): Pick<Change, 'range' | 'step'> {
    return { range: callRange(call), step: stepOf(this.file, call) ?? 'up' };
  }

  private created(): { columns: readonly Column[]; constraints: readonly Constraint[]; indexes: readonly Index[]; open: boolean } {
    const columns: Column[] = [];
    const constraints: Constraint[] = [];
    // a chain that does not end here goes on elsewhere
    let open = !this.from.after.some(({ name }) => name === 'execute');
    for (const one of this.from.after) {
      const made = one.name === 'addColumn' ? this.column(one.node) : null;
      const constraint = this.constraint(one);
      if (made) columns.push(made);
      else if (constraint) constraints.push(constraint);
      else if (one.name === null || !PLAIN.has(one.name)) open = true;
    }
    return { columns: withKeys(columns, constraints), constraints, indexes: [], open };
  }

  private altered({ name, node }: ChainedCall, table: Name): readonly Change[] {
    const base = { ...this.base(node), table };
    const [first, second] = node.arguments;
    const named = text(this.file, first, this.project);
    switch (name) {
      case 'addColumn':
      case 'modifyColumn': {
        const made = this.column(node);
        return made ? [{ ...base, kind: name === 'addColumn' ? 'addColumn' : 'alterType', column: made, using: false }] : [];
      }
      case 'alterColumn':
        return first && named !== null ? chainsOfCallback(this.file, second).chains.flatMap((chain) => chain.flatMap((step) => this.alteredColumn(step, first, named, base))) : [];
      case 'dropColumn':
        return named === null ? [] : [{ ...base, kind: 'dropColumn', column: named }];
      case 'renameColumn': {
        const to = second ? writtenName(this.file, second, this.project) : null;
        return named === null || !to ? [] : [{ ...base, kind: 'renameColumn', column: named, to }];
      }
      case 'renameTo':
        return [{ ...base, kind: 'renameTable', to: tableName(this.file, first, this.project) }];
      case 'dropConstraint':
        return named === null ? [] : [{ ...base, kind: 'dropConstraint', name: named }];
      case 'dropIndex':
        return named === null ? [] : [{ ...base, kind: 'dropIndex', name: named, concurrently: null }];
      default: {
        const constraint = this.constraint({ name, node });
        return constraint ? [{ ...base, kind: 'addConstraint', constraint }] : [];
      }
    }
  }

  private alteredColumn({ name, node }: ChainedCall, named: Node, columnName: string, table: Pick<Change, 'range' | 'step'> & { readonly table: Name }): readonly Change[] {
    const base = { ...table, range: callRange(node) };
    switch (name) {
      case 'setDataType': {
        const type = this.type(node.arguments[0])?.type ?? null;
        const known = writtenName(this.file, named, this.project) ?? impliedName(columnName);
        return [{ ...base, kind: 'alterType', column: column(known, type?.range ?? base.range, { type }), using: false }];
      }
      case 'setNotNull':
      case 'dropNotNull':
        return [{ ...base, kind: name, column: columnName }];
      default:
        return [];
    }
  }

  /** `addColumn('id', 'uuid', (col) => col.primaryKey())`. */
  private column(call: TSESTree.CallExpression): Column | null {
    const [named, typed, callback] = call.arguments;
    const name = named ? writtenName(this.file, named, this.project) : null;
    if (!name) return null;
    const found = this.type(typed);
    const type = found?.type ?? null;
    const { chains, open } = callback ? chainsOfCallback(this.file, callback) : { chains: [], open: false };
    const steps = chains.flat();
    const step = (wanted: string): ChainedCall | undefined => steps.find((one) => one.name === wanted);
    const primaryKey = step('primaryKey') !== undefined;
    const identity = step('generatedAlwaysAsIdentity') ?? step('generatedByDefaultAsIdentity') ?? step('identity');
    const numbered = type !== null && /serial$/u.test(type.name);
    const fallback = step('defaultTo');
    const value = fallback ? this.default(fallback.node.arguments[0]) : null;
    const references = step('references');
    const check = step('check');
    const checked = check ? checkOf(null, this.sql(check.node.arguments[0]), callRange(check.node)) : null;
    const isNotNull = primaryKey || numbered || identity || step('notNull');
    return column(name, type?.range ?? callRange(call), {
      type,
      nullable: isNotNull ? 'no' : open || steps.some((one) => one.name === 'modifyEnd' || one.name === '$call') ? 'unknown' : fallback && !value ? 'written' : 'yes',
      primaryKey,
      unique: step('unique') !== undefined,
      increments: numbered ? 'serial' : identity ? 'identity' : null,
      stored: step('generatedAlwaysAs') !== undefined && step('stored') !== undefined,
      default: value,
      references: references ? this.columnReference(name.name, references, step('onDelete')) : null,
      listCheck: checked?.kind === 'check' ? checked.listCheck : null,
    });
  }

  private columnReference(name: string, { node }: ChainedCall, action: ChainedCall | undefined): ForeignKey {
    const target = text(this.file, node.arguments[0], this.project);
    const dot = target?.lastIndexOf('.') ?? -1;
    const [start, end] = callRange(node);
    return {
      columns: [name], refColumns: target !== null && dot > 0 ? [target.slice(dot + 1)] : [], table: target !== null && dot > 0 ? afterDot(target.slice(0, dot)) : null,
      onDelete: onDeleteOf(this.file, action?.node.arguments[0], this.project), range: [start, Math.max(end, action?.node.range[1] ?? 0)],
    };
  }

  /** `'varchar(100)'` or ``sql`citext` ``. */
  private type(node: Node | undefined): { readonly type: ColumnType } | null {
    const template = node ? this.template(node) : null;
    return writtenType(this.file, template ?? node, this.project);
  }

  /** The text of ``sql`…` ``. */
  private template(node: Node): TSESTree.TemplateLiteral | null {
    const tagged = unwrap(node);
    return tagged.type === 'TaggedTemplateExpression' && this.project.symbol(originOf(this.file, tagged.tag)) === 'kysely#sql' ? tagged.quasi : null;
  }

  private sql(node: Node | undefined): string | null {
    const template = node ? this.template(node) : null;
    return template && text(this.file, template, this.project);
  }

  private default(value: Node | undefined): ColumnDefault | null {
    const values = value ? this.project.constants(this.file, value) : [null];
    if (values?.length === 1 && values[0] === null) return null;
    return { literal: text(this.file, value, this.project), volatile: isVolatileText(this.sql(value)) };
  }

  private constraint({ name, node }: ChainedCall): Constraint | null {
    const [first, second, third, fourth] = node.arguments;
    const base = { name: text(this.file, first, this.project), range: callRange(node) };
    const columns = known(texts(this.file, second, this.project));
    switch (name) {
      case 'addPrimaryKeyConstraint':
        return { ...base, kind: 'primaryKey', columns, usingIndex: false };
      case 'addUniqueConstraint':
        return { ...base, kind: 'unique', columns, usingIndex: false };
      case 'addCheckConstraint':
        return checkOf(base.name, this.sql(second), base.range);
      case 'addForeignKeyConstraint': {
        const steps = [...chainsOfCallback(this.file, node.arguments[4]).chains.flat(), ...(this.from.name === 'alterTable' ? this.from.after.slice(this.from.after.findIndex((one) => one.node === node) + 1) : [])];
        const table = text(this.file, third, this.project);
        const action = steps.find((one) => one.name === 'onDelete');
        return {
          ...base, kind: 'foreignKey', notValid: false,
          foreignKey: { columns, refColumns: known(texts(this.file, fourth, this.project)), table: table === null ? null : afterDot(table), onDelete: onDeleteOf(this.file, action?.node.arguments[0], this.project), range: base.range },
        };
      }
      default:
        return null;
    }
  }

  private createdIndex(base: Pick<Change, 'range' | 'step'>): readonly Change[] {
    const { call, after, schema } = this.from;
    const on = after.find(({ name }) => name === 'on');
    if (!on) return [];
    const using = after.find(({ name }) => name === 'using');
    const parts = after.flatMap(({ name, node }) => {
      const [first] = node.arguments;
      if (name === 'expression') return [indexPart(this.sql(first))];
      const written = name === 'column' ? [text(this.file, first, this.project)] : name === 'columns' ? texts(this.file, first, this.project) : [];
      return written.map((one) => ({ column: one?.split(' ')[0] ?? null, operatorClasses: [] }));
    });
    return [{
      ...base, kind: 'createIndex', table: tableName(this.file, on.node.arguments[0], this.project, schema),
      index: index(parts.map((part) => part.column), base.range, {
        ...expressionsOf(parts),
        name: text(this.file, call.arguments[0], this.project),
        unique: after.some(({ name }) => name === 'unique'),
        partial: after.some(({ name }) => name === 'where'),
        method: text(this.file, using?.node.arguments[0], this.project)?.toLowerCase() ?? 'btree',
        operatorClasses: parts.flatMap((part) => part.operatorClasses),
      }),
    }];
  }
}
