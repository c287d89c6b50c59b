import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { SourceFile } from '../../../src/ast/source-file.ts';
import type { Settings } from '../../../src/core/settings.ts';
import { sqlModelOf } from '../../../src/models/sql/model.ts';
import type { DataOperation, FieldValue, PlacedPart, Query, SqlModel } from '../../../src/models/sql/types.ts';
import { parseFile, projectFor } from '../../../src/project/project.ts';

const SOURCE = /\.(?:[cm]?[jt]s|tsx)$/;

/** The sql facts of a text, as a file of its own in a folder that holds nothing else. */
export function modelOf(code: string, settings: Settings = {}, name = 'input.ts'): Pick<SqlModel, 'queries' | 'texts' | 'operations'> & { readonly file: SourceFile } {
  const root = join(import.meta.dirname, 'nowhere');
  const file = parseFile(join(root, name), code);
  if (!file) throw new Error(`does not parse: ${code}`);
  const model = sqlModelOf(file, projectFor(root, settings), settings);
  return { file, queries: model.queries, texts: model.texts, operations: model.operations };
}

/** The facts of every source file of a folder, a line each, with the place it stands. */
export function factsOf(folder: string, settings: Settings = {}): string {
  const project = projectFor(folder, settings);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => SOURCE.test(path))
    .sort()
    .flatMap((path) => {
      const file = parseFile(join(folder, path), readFileSync(join(folder, path), 'utf8'));
      const lines = file ? [...printed(sqlModelOf(file, project, settings))] : ['does not parse'];
      return lines.length > 0 ? [`# ${relative(folder, join(folder, path))}`, ...lines, ''] : [];
    })
    .join('\n');
}

function printed(model: SqlModel): string[] {
  const facts = [
    ...model.queries.map((q) => ({ at: q.node.range[0], text: `${lineOf(q)} ${query(q)}` })),
    ...model.texts.map((q) => ({ at: q.node.range[0], text: `${lineOf(q)} text    ${textOf(q)}` })),
    ...model.operations.map((o) => ({ at: o.node.range[0] + 0.5, text: `${lineOf(o)} ${operation(o)}` })),
  ];
  return facts.sort((a, b) => a.at - b.at).map((f) => f.text);
}

function lineOf({ file, node }: { readonly file: SourceFile; readonly node: { readonly range: readonly [number, number] } }): string {
  return String(file.text.slice(0, node.range[0]).split('\n').length).padStart(3);
}

function query(q: Query): string {
  const values = q.bound ? ` (${q.bound.map((b) => short(q.file, b)).join(', ')})` : q.values ? ` (${short(q.file, q.values)} …)` : '';
  return `query   ${q.client ?? 'unknown client'} ${q.dialect} ${q.style}${q.piece ? ' piece' : ''}: ${textOf(q)}${values}`;
}

/** Text of a query: holes as `{position column expression}`, alternatives in angle brackets. */
export function textOf(q: Query): string {
  return q.parts ? parts(q.parts).trim() : 'null';
}

function parts(list: readonly PlacedPart[]): string {
  return list
    .map((p) => {
      if (p.kind === 'text') return p.text.replace(/\s+/g, ' ');
      if (p.alternatives.length > 0) return `<${p.alternatives.map(parts).join('|')}>`;
      return `{${p.position}${p.column ? ` ${p.column}` : ''}${p.escaped ? ' escaped' : ''}${p.joined ? ' joined' : ''} ${short(p.file, p.node)}}`;
    })
    .join('');
}

/** One line that says all about an operation. */
export function operation(o: DataOperation): string {
  const flags = [o.many === true ? 'many' : o.many === false ? 'one' : '', o.skipsConflicts ? 'skips conflicts' : '', ...rows(o), o.action === 'read' ? '' : o.returnsRow ? 'returns row' : o.returnsRow === null ? 'row unknown' : 'no row'];
  const data = o.data.length > 0 || o.openData ? ` set ${fields(o.data, o.openData)}` : '';
  const where = o.where.length > 0 || o.openWhere ? ` where ${fields(o.where, o.openWhere)}` : '';
  const whole = o.whole ? ` whole ${short(o.file, o.whole)}` : '';
  return [`${o.action.padEnd(7)} ${o.client ?? 'unknown client'} ${o.dialect} ${o.table ?? '?'}${data}${whole}${where}`, ...flags.filter((f) => f !== '')].join(', ');
}

/** Which rows a read gives, in which order: what is said of it, and what is missing. */
function rows({ limited, skipped, ordered }: DataOperation): string[] {
  const unordered = (limited || skipped) && !ordered ? (ordered === null ? 'order unknown' : 'unordered') : '';
  return [limited ? 'limited' : '', skipped ? 'skipped' : '', ordered ? 'ordered' : '', unordered];
}

function fields(list: readonly FieldValue[], open: boolean): string {
  return `{ ${[...list.map((f) => `${f.column}: ${short(f.file, f.value)}`), ...(open ? ['…'] : [])].join(', ')} }`;
}

function short(file: SourceFile, node: { readonly range: readonly [number, number] }): string {
  const text = file.text.slice(...node.range).replace(/\s+/g, ' ');
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
