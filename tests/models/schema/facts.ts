import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { SourceFile } from '../../../src/ast/source-file.ts';
import { codeSchemaOf, prismaSchemaOf, sqlSchemaOf } from '../../../src/models/schema/model.ts';
import type { Change, Column, Constraint, ForeignKey, Index, Name, SchemaFacts, SchemaRange } from '../../../src/models/schema/types.ts';
import { parseFile, projectFor } from '../../../src/project/project.ts';
import type { Project } from '../../../src/project/types.ts';

/** The schema facts of every file of a folder, a line each, with the text they stand on. */
export function factsOf(folder: string): string {
  const project = projectFor(folder);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:[cm]?[jt]s|sql|prisma)$/.test(path))
    .sort()
    .flatMap((path) => {
      const text = readFileSync(join(folder, path), 'utf8');
      const facts = schemaOf(text, join(folder, path), project);
      return facts.changes.length > 0 ? [`# ${relative(folder, join(folder, path))}`, ...printed(facts, text), ''] : [];
    })
    .join('\n');
}

function schemaOf(text: string, path: string, project: Project): SchemaFacts {
  if (path.endsWith('.prisma')) return prismaSchemaOf(text, path, project, {});
  return path.endsWith('.sql') ? sqlSchemaOf(text, path, project, {}) : codeSchemaOf(parsed(path, text), project, {});
}

function parsed(path: string, text: string): SourceFile {
  const file = parseFile(path, text);
  if (!file) throw new Error(`does not parse: ${path}`);
  return file;
}

/** One line for each fact. */
function printed({ changes, dialect }: SchemaFacts, text: string): string[] {
  const at = ([start, end]: SchemaRange): string => JSON.stringify(text.slice(start, end).replace(/\s+/g, ' ').slice(0, 60));
  const name = ({ name: inDatabase, written, schema, range }: Name): string => `${schema ? `${schema}.` : ''}${inDatabase}${written === inDatabase ? '' : ` (written ${written})`}${range ? '' : ' (implied)'}`;
  const key = ({ columns, table, refColumns, onDelete, range }: ForeignKey): string => `(${columns.join(', ')}) → ${table ?? '?'}(${refColumns.join(', ')}) on delete ${onDelete} at ${at(range)}`;
  const column = (c: Column): string => [
    `  column ${name(c.name)}`,
    c.type ? `${c.type.name}${c.type.args.length > 0 ? `(${c.type.args.join(', ')})` : ''}` : 'type unknown',
    `nullable ${c.nullable}`,
    c.primaryKey && 'primary key', c.unique && 'unique', c.increments, c.stored && 'stored', c.generatedAs !== undefined && `as ${c.generatedAs}`,
    c.default && `default${c.default.literal === null ? '' : ` '${c.default.literal}'`}${c.default.volatile ? ' volatile' : ''}`,
    c.references && `references ${key(c.references)}`,
    c.listCheck && `one of ${c.listCheck.values.join('|')}`,
    `at ${at(c.range)}`,
    ...['text', 'timestamptz', 'jsonb', 'numeric', 'uuid'].flatMap((to) => { const edits = to === (c.type && better(c.type.name)) ? c.type?.retyped(to) : null; return edits ? [`→ ${to}: ${edits.map((e) => `${at(e.range)} by ${JSON.stringify(e.text)}`).join(' and ')}`] : []; }),
  ].filter(Boolean).join(', ');
  const constraint = (c: Constraint): string => `  ${c.kind} ${c.name ?? '-'} ${c.kind === 'foreignKey' ? key(c.foreignKey) : 'columns' in c ? `(${c.columns.join(', ')})` : ''}${'notValid' in c && c.notValid ? ' not valid' : ''} at ${at(c.range)}`;
  const index = (i: Index): string => `  index ${i.name ?? '-'} ${i.method}${i.unique ? ' unique' : ''}${i.partial ? ' partial' : ''} (${i.columns.map((c, at) => c ?? i.expressions?.[at] ?? '<expression>').join(', ')}) ${i.operatorClasses.join(' ')} concurrently ${String(i.concurrently)} at ${at(i.range)}`;
  const detail = (c: Change): string[] => {
    switch (c.kind) {
      case 'createTable':
        return [...c.columns.map(column), ...c.constraints.map(constraint), ...c.indexes.map(index)];
      case 'addColumn':
      case 'alterType':
        return [column(c.column)];
      case 'addConstraint':
        return [constraint(c.constraint)];
      case 'createIndex':
        return [index(c.index)];
      default:
        return [];
    }
  };
  return [
    `dialect ${dialect}`,
    ...changes.flatMap((c) => [
      [c.step, c.kind, 'table' in c && c.table ? name(c.table) : '', 'name' in c ? (typeof c.name === 'string' ? c.name : name(c.name)) : '', 'column' in c && typeof c.column === 'string' ? c.column : '', 'to' in c ? `to ${name(c.to)}` : '', 'open' in c && c.open ? 'open' : '', 'concurrently' in c ? `concurrently ${String(c.concurrently)}` : '', at(c.range)].filter(Boolean).join(' '),
      ...detail(c),
    ]),
  ];
}

function better(type: string): string {
  return { timestamp: 'timestamptz', varchar: 'text', bpchar: 'text', json: 'jsonb', float4: 'numeric', float8: 'numeric', money: 'numeric', serial: 'uuid', bigserial: 'uuid', int4: 'uuid', int8: 'uuid' }[type] ?? '';
}
