import type { TSESTree } from '@typescript-eslint/utils';
import { exportsOf } from '../../ast/exports.ts';
import type { Origin } from '../../ast/origin.ts';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { callChain, callsOn, displayName, keyName, unwrap, wrapped } from '../../ast/syntax.ts';
import type { ChainedCall } from '../../ast/syntax.ts';
import { memo } from '../../core/memo.ts';
import type { Project } from '../../project/types.ts';
import { readType } from '../../sql/pieces.ts';
import type { TypePiece } from '../../sql/pieces.ts';
import { dataValuesOf } from '../sql/model.ts';
import { text, writtenName } from './columns.ts';
import { retypedText } from './statements.ts';
import type { ColumnType, Name, SchemaRange } from './types.ts';

/** What builders of migrations have in common: whose calls they are, and the SQL text that they take. */

/** What a file exports, worked out once. */
export const exportsIn = memo(exportsOf);

/** A library whose calls begin at the `schema` of a database: `db.schema.createTable('people')`. */
export interface SchemaBuilder {
  /** Name of its SQL client, which is its package, too. */
  readonly client: string;
  /** Calls that begin a change. */
  readonly starts: ReadonlySet<string>;
  /** Whether a call can be its own, where only the package says that it is there; `sure` where no other library has such a call. */
  shape(call: TSESTree.CallExpression, after: readonly ChainedCall[]): 'sure' | 'possible' | 'other';
}

/** A call of a schema builder and those made on what it gives. */
export interface BuilderCall {
  readonly call: TSESTree.CallExpression;
  readonly name: string;
  /** What `withSchema` says. */
  readonly schema: string | null;
  readonly after: readonly ChainedCall[];
}

/** The calls of a file that begin a change, in order. */
export function builderCalls(file: SourceFile, builder: SchemaBuilder, project: Project): readonly BuilderCall[] {
  return file.nodes('CallExpression').flatMap((call) => {
    const callee = unwrap(call.callee);
    const name = callee.type === 'MemberExpression' ? keyName(callee) : null;
    const chain = name !== null && builder.starts.has(name) ? callChain(call) : null;
    const root = chain ? unwrap(chain.first.callee) : null;
    if (!chain || name === null || root?.type !== 'MemberExpression') return [];
    const after = callsOn(file, call);
    if (!isSchemaOf(file, root.object, builder, () => builder.shape(call, after), project)) return [];
    const before = [{ name: keyName(root), node: chain.first }, ...chain.then].findLast((one) => one.name === 'withSchema');
    return [{ call, name, schema: before ? text(file, before.node.arguments[0], project) : null, after }];
  });
}

function isSchemaOf(file: SourceFile, node: Node, { client }: SchemaBuilder, shape: () => 'sure' | 'possible' | 'other', project: Project): boolean {
  const value = dataValuesOf(project).of(file, node);
  if (value) return value.client.name === client && value.kind === 'schema';
  const origin = originOf(file, node);
  if (origin.kind !== 'member' || origin.property !== 'schema' || !project.packageOf(file)?.dependencies.has(client)) return false;
  const what = shape();
  return what !== 'other' && (isHandedDatabase(origin.object) || (what === 'sure' && origin.object.kind === 'parameter'));
}

/** What `up` or `down` is handed, and what a transaction of it hands on. */
function isHandedDatabase(origin: Origin): boolean {
  if (origin.kind !== 'parameter' || origin.index !== 0 || origin.path.length > 0) return false;
  if (isHanded(origin)) return true;
  const call = origin.file.parent(origin.function);
  return call?.type === 'CallExpression' && callChainNames(call).includes('transaction') && isHanded(rootOf(originOf(origin.file, call.callee)));
}

function callChainNames(call: TSESTree.CallExpression): readonly (string | null)[] {
  const chain = callChain(call);
  const first = chain ? unwrap(chain.first.callee) : null;
  return chain && first?.type === 'MemberExpression' ? [keyName(first), ...chain.then.map(({ name }) => name)] : [];
}

function rootOf(origin: Origin): Origin {
  let root = origin;
  while (root.kind === 'member' || root.kind === 'call') root = root.kind === 'member' ? root.object : root.callee;
  return root;
}

/** Whether a value is what a runner of migrations hands to the `up` or `down` that a file has for it. */
export function isHanded(origin: Origin): boolean {
  if (origin.kind !== 'parameter' || origin.index !== 0 || origin.path.length > 0) return false;
  const { file, function: fn } = origin;
  const name = displayName(file, fn)?.split('.').at(-1);
  if (name !== 'up' && name !== 'down') return false;
  const owner = file.parent(fn)?.type;
  if (owner === 'Property' || owner === 'MethodDefinition' || owner === 'PropertyDefinition') return true;
  const exported = exportsIn(file).names.get(name);
  return exported?.kind === 'function' && exported.node === fn;
}

/** A call in a chain from the name of its method on. */
export function callRange(call: TSESTree.CallExpression): SchemaRange {
  const callee = unwrap(call.callee);
  return [(callee.type === 'MemberExpression' ? callee.property : callee).range[0], call.range[1]];
}

/** The name of a method. */
export function methodRange(call: TSESTree.CallExpression): SchemaRange {
  const callee = unwrap(call.callee);
  return (callee.type === 'MemberExpression' ? callee.property : callee).range;
}

/** What a call says for a name of a table, `people` or `app.people`; one that is not known is shown as SQL text shows it. */
export function tableName(file: SourceFile, node: Node | undefined, project: Project, schema: string | null = null): Name {
  const found = node ? writtenName(file, node, project) : null;
  if (!found) return { name: '${0}', written: '${0}', schema, range: null };
  const dot = found.name.lastIndexOf('.');
  if (dot < 0) return { ...found, schema };
  const name = found.name.slice(dot + 1);
  const { range } = found;
  const isWhole = range && range[1] - range[0] === found.name.length;
  return { name, written: name, schema: found.name.slice(0, dot), range: isWhole ? [range[0] + dot + 1, range[1]] : range };
}

/** The last part of `app.people`. */
export function afterDot(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

const RETYPED: ReadonlySet<string> = new Set(['text', 'timestamptz', 'jsonb', 'numeric']);

/** A type that a string or a template says in SQL, with what is written behind it. */
export function writtenType(file: SourceFile, node: Node | null | undefined, project: Project): { readonly type: ColumnType; readonly rest: TypePiece['rest'] } | null {
  const written = text(file, node, project);
  const piece = written === null ? null : readType(written);
  if (!node || written === null || !piece) return null;
  const inside = textStart(file, node, written);
  const { range: { start, end }, type: { name, args }, rest } = piece;
  const range: SchemaRange = inside === null ? node.range : [inside + start, inside + end];
  const retyped: ColumnType['retyped'] = (to) => (inside === null || !RETYPED.has(to) ? null : [{ range, text: retypedText(name, written.slice(start, end), to) }]);
  return { type: { name, args, range, retyped }, rest };
}

/** Where the text of a literal begins; null where the file does not hold it as it is. */
function textStart(file: SourceFile, node: Node, written: string): number | null {
  const literal = unwrap(node);
  const start = literal.range[0] + 1;
  return (literal.type === 'Literal' || literal.type === 'TemplateLiteral') && file.text.startsWith(written, start) && literal.range[1] === start + written.length + 1 ? start : null;
}

/** The chains of calls that a callback makes on what it is handed, `(table) => { table.text('a').notNull(); }`; `open` where there may be more. */
export function chainsOfCallback(file: SourceFile, callback: Node | undefined): { readonly chains: readonly (readonly ChainedCall[])[]; readonly open: boolean } {
  const origin = callback ? originOf(file, callback) : null;
  const fn = origin?.kind === 'function' && origin.file === file ? origin.node : null;
  const first = fn?.params[0];
  const name = first?.type === 'AssignmentPattern' ? first.left : first;
  const variable = name?.type === 'Identifier' ? file.variableOf(name) : null;
  if (!variable) return { chains: [], open: true };
  const chains: (readonly ChainedCall[])[] = [];
  let open = false;
  for (const { identifier } of variable.references) {
    const node = identifier as Node;
    const at = wrapped(file, node);
    const member = file.parent(at);
    const call = member ? file.parent(wrapped(file, member)) : null;
    if (member?.type === 'MemberExpression' && member.object === at && call?.type === 'CallExpression' && unwrap(call.callee) === member) {
      chains.push([{ name: keyName(member), node: call }, ...callsOn(file, call)]);
    } else if (node !== name) open = true;
  }
  return { chains, open };
}
