import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SourceFile } from '../../../src/ast/source-file.ts';
import { adapters } from '../../../src/models/search/adapters.ts';
import { clientCalls } from '../../../src/models/search/calls.ts';
import { mappingsOf } from '../../../src/models/search/mappings.ts';
import { requestsOf } from '../../../src/models/search/queries.ts';
import type { MappedField, SearchClause, SearchClient, SearchMapping, SearchRequest } from '../../../src/models/search/types.ts';
import { parseFile, projectFor } from '../../../src/project/project.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures/models/search');
const libraries: readonly SearchClient[] = adapters;

const groups = readdirSync(FIXTURES).sort().map((group) => {
  const folder = join(FIXTURES, group);
  const project = projectFor(folder);
  const files = readdirSync(join(folder, 'src')).sort().map((name) => {
    const file = parseFile(join(folder, 'src', name), readFileSync(join(folder, 'src', name), 'utf8'));
    if (!file) throw new Error(`does not parse: ${name}`);
    return { name, file, requests: clientCalls(file, project).flatMap((call) => requestsOf(file, call, project)), mappings: mappingsOf(file, project) };
  });
  return { group, files };
});

describe('facts of the search fixtures', () => {
  it.each(groups)('$group', async ({ group, files }) => {
    const lines = files.flatMap(({ name, requests, mappings }) => [`# ${name}`, ...mappings.flatMap(mapping), ...requests.flatMap(request), '']);
    await expect(lines.join('\n')).toMatchFileSnapshot(`facts/${group}.txt`);
  });
});

describe('what the adapters name', () => {
  const texts = groups.flatMap(({ files }) => files.map(({ file }) => file.text)).join('\n');

  it.each(libraries)('$name: every package and class stands in a fixture', ({ packages, clients }) => {
    expect(packages.filter((name) => !texts.includes(`from '${name}'`))).toEqual([]);
    expect(clients.filter((name) => !new RegExp(`\\b${name}\\b`, 'u').test(texts))).toEqual([]);
  });
});

const line = (file: SourceFile, node: SearchClause['node']): string => String(file.lineOf(node)).padStart(3);

function mapping({ indices, fields }: SearchMapping): readonly string[] {
  return [`    mapping of ${indices?.join(', ') ?? 'unknown indices'}`, ...fields.map(field)];
}

function field({ path, type, file, node, subFields, options, analyzer, unsearched, open }: MappedField): string {
  const subs = subFields?.map((sub) => `${sub.name}: ${sub.type ?? 'unknown'}`).join(', ') ?? 'unknown';
  const more = [...options].filter((option) => !['type', 'fields', 'properties', 'index', 'analyzer'].includes(option));
  return `${line(file, node)} ${basename(file.path)} ${path}: ${type ?? 'unknown'}${subs ? ` (${subs})` : ''}${analyzer === null ? '' : `, analyzer ${analyzer}`}${unsearched ? ', not searched' : ''}${open ? ', open' : ''}${more.length > 0 ? `, ${more.join(', ')}` : ''}`;
}

function request({ node, file, indices, clauses, open, hits, scored, suggests }: SearchRequest): readonly string[] {
  const order = !hits ? 'no hits' : scored === null ? 'order unknown' : scored ? 'by score' : 'without scores';
  return [`${line(file, node)} ${file.textOf(node.callee)} in ${indices?.join(', ') ?? 'unknown indices'}, ${order}${suggests ? ', suggests' : ''}${open ? ', open' : ''}`, ...clauses.map(clause)];
}

function clause({ kind, context, file, node, at, fields, text, options, open }: SearchClause): string {
  const named = fields?.map(({ name, boosted }) => `${name}${boosted ? '^' : ''}`).join(', ') ?? 'unknown fields';
  const place = at === node ? '' : `, from ${basename(file.path)}`;
  return `${line(file, node)}   ${kind} of ${named}: ${text ? text.file.textOf(text.node) : 'nothing'}, ${context}${options ? `, options ${options.properties.length}` : ''}${open ? ', open' : ''}${place}`;
}
