import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, propertyOf, unwrap, wrapped } from '../../ast/syntax.ts';
import type { Edit, RuleContext } from '../../core/rule-context.ts';
import { tablesAround, tablesNamed } from '../schema/named.ts';
import type { DataOperation, Query } from '../sql/types.ts';
import { isSameName } from './steps.ts';

/** How a client says that a row which is there already is left alone: behind which call of the chain, and what. */
interface Settling {
  readonly after: string;
  readonly text: (columns: readonly string[], table: string | null) => string | null;
}

const list = (columns: readonly string[]): string => columns.map((column) => `'${column}'`).join(', ');
const SETTLING: Readonly<Record<string, Settling>> = {
  knex: { after: 'insert', text: (columns) => `.onConflict([${list(columns)}]).ignore()` },
  kysely: { after: 'values', text: (columns) => `.onConflict((oc) => oc.columns([${list(columns)}]).doNothing())` },
  drizzle: { after: 'values', text: (columns, table) => table && `.onConflictDoNothing({ target: [${columns.map((column) => `${table}.${column}`).join(', ')}] })` },
};

/**
 * What lets the write itself settle who comes first: ON CONFLICT DO NOTHING, on the columns that were looked for. Null where no unique index on these
 * columns is known, without which the statement fails; where something reads what the write gives, as it may give no row then; and where the write is not
 * written out.
 * Source: PostgreSQL manual, INSERT, ON CONFLICT clause.
 */
export function conflictEdits(context: RuleContext, file: SourceFile, act: Node, write: DataOperation, checked: readonly string[]): readonly Edit[] | null {
  if (write.node !== act || !isForItself(file, act)) return null;
  const unique = uniqueColumns(context, write.table ?? '', checked);
  if (!unique) return null;
  if (write.query) return inText(file, write.query, unique);
  const settling = SETTLING[write.client ?? ''];
  const call = settling && chained(act, settling.after);
  // Builders are told the names that their rows have.
  const named = checked.map((column) => call && writtenName(call, column));
  const names = named.flatMap((name) => name ?? []);
  const text = call && names.length === checked.length ? settling.text(names, write.named?.file === file ? file.textOf(write.named.node) : null) : null;
  return call && text ? [{ range: [call.range[1], call.range[1]], text }] : null;
}

/** `await insert()` as a statement: nothing reads what it gives. */
function isForItself(file: SourceFile, act: Node): boolean {
  const wait = file.parent(wrapped(file, act));
  return wait?.type === 'AwaitExpression' && file.parent(wait)?.type === 'ExpressionStatement';
}

/** The columns of the one unique index or key of a table on just these columns, as the schema has them. */
function uniqueColumns(context: RuleContext, name: string, checked: readonly string[]): readonly string[] | null {
  const [table, ...others] = tablesNamed(tablesAround(context) ?? [], name);
  if (!table || others.length > 0) return null;
  for (const { columns, unique, partial } of table.accesses) {
    const named = columns.flatMap((column) => column ?? []);
    if (unique && !partial && named.length === columns.length && named.length === checked.length && named.every((column) => checked.some((one) => isSameName(one, column)))) return named;
  }
  return null;
}

/** `INSERT INTO t (…) VALUES (…)`, written out in one piece; names that need quotes are left alone. */
function inText(file: SourceFile, { textNode, node, dialect }: Query, columns: readonly string[]): readonly Edit[] | null {
  const text = textNode ? unwrap(textNode) : node.type === 'TaggedTemplateExpression' ? node.quasi : null;
  const knowsConflicts = dialect === 'postgres' || dialect === 'sqlite';
  if (!knowsConflicts || (text?.type !== 'Literal' && text?.type !== 'TemplateLiteral') || !columns.every((column) => /^[a-z_][a-z\d_]*$/u.test(column))) return null;
  const written = file.textOf(text);
  if (!/^['"`]\s*insert\s+into\b[^;]*\)\s*values\b[^;]*\)\s*;?\s*['"`]$/iu.test(written) || /\breturning\b|\bon\s+conflict\b/iu.test(written)) return null;
  const at = text.range[0] + written.lastIndexOf(')') + 1;
  return [{ range: [at, at], text: ` ON CONFLICT (${columns.join(', ')}) DO NOTHING` }];
}

/** The call of a method in a chain of calls. */
function chained(node: Node, method: string): TSESTree.CallExpression | null {
  const call = unwrap(node);
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return null;
  return keyName(call.callee) === method ? call : chained(call.callee.object, method);
}

/** The name under which a row has a column. */
function writtenName({ arguments: [row] }: TSESTree.CallExpression, column: string): string | null {
  const object = row && unwrap(row);
  return object?.type === 'ObjectExpression' && propertyOf(object, column) ? column : null;
}
