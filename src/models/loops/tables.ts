import type { Node, SourceFile } from '../../ast/source-file.ts';
import type { Project } from '../../project/types.ts';
import type { SqlToken } from '../../sql/types.ts';
import { readingOf } from '../sql/queries.ts';
import type { Query } from '../sql/types.ts';
import type { Found } from './operations.ts';
import { varies } from './turns.ts';
import type { Loop } from './types.ts';

/** An expression that names a table. */
interface Named {
  readonly node: Node;
  readonly file: SourceFile;
}

const BEFORE_TABLE: ReadonlySet<string> = new Set(['from', 'join', 'into', 'update', 'only', 'table']);
/** `IS DISTINCT FROM x`, `FOR UPDATE x`: no table follows. */
const NO_TABLE: ReadonlySet<string> = new Set(['distinct', 'for']);

/**
 * Whether an operation may be about another table in each turn of a loop: no query can do that for all turns at once. Without a loop the
 * operation stands in another function, whose parameters may be anything.
 */
export function changesTable(loop: Loop | null, { query, operation }: Pick<Found, 'query' | 'operation'>, project: Project): boolean {
  const named = query ? tablesOf(query) : operation?.named ? [operation.named] : [];
  return named.some(({ node, file }) => project.constants(file, node)?.length !== 1 && (loop ? file === loop.file && varies(loop, node) : isGiven(file, node)));
}

/** Whether the words of a text are put together anew in each turn, its columns or conditions among them: `SET ${assignments.join(', ')}`. */
export function changesWords(loop: Loop, { query }: Pick<Found, 'query'>): boolean {
  return query?.parts?.some((part) => part.kind === 'hole' && part.position === 'fragment' && part.file === loop.file && varies(loop, part.node)) ?? false;
}

/** Whether two operations are about one table, by the names that their words say. */
export function isSameTable(one: Pick<Found, 'query' | 'operation'>, other: Pick<Found, 'query' | 'operation'>): boolean {
  const [first, second] = [tableOf(one), tableOf(other)];
  return first !== null && first === second;
}

function tableOf({ query, operation }: Pick<Found, 'query' | 'operation'>): string | null {
  const named = query?.statements.flatMap(({ tokens }) => tokens.filter((_, i) => isTable(tokens, i))) ?? [];
  return (operation?.table ?? named[0]?.text.replaceAll('"', ''))?.toLowerCase() ?? null;
}

/** The expressions in the places of tables in a text: `FROM ${table}`, `INTO "${schema}"."${table}"`, `FROM ??`. */
function tablesOf(query: Query): Named[] {
  const reading = readingOf(query);
  const holes = (reading?.template.holes ?? []).flatMap(({ hole, range, statement }): Named[] => {
    const tokens = query.statements[statement]?.tokens ?? [];
    const spliced = reading?.holes[hole];
    return spliced && isTable(tokens, tokens.findIndex(({ end }) => end > range.start)) ? [spliced] : [];
  });
  const marks = query.statements.flatMap(({ tokens }) => tokens.flatMap((token, i) => (token.kind === 'placeholder' ? [{ isName: token.text === '??' && isTable(tokens, i) }] : [])));
  return [...holes, ...marks.flatMap(({ isName }, i) => (isName && query.bound?.[i] ? [{ node: query.bound[i], file: query.file }] : []))];
}

function isTable(tokens: readonly SqlToken[], place: number): boolean {
  let at = place;
  // `${schema}.${table}`, `${prefix}"${table}"`
  for (let before = tokens[at - 1]; before && (before.text === '.' || (before.holes.length > 0 && before.end === tokens[at]?.start)); before = tokens[at - 1]) at -= before.text === '.' ? 2 : 1;
  return BEFORE_TABLE.has(tokens[at - 1]?.word ?? '') && !NO_TABLE.has(tokens[at - 2]?.word ?? '');
}

/** Whether an expression names something that a function is given. */
function isGiven(file: SourceFile, node: Node): boolean {
  return file.nodesIn(node, 'Identifier').some((name) => file.variableOf(name)?.defs.some(({ type }) => type === 'Parameter') ?? false);
}
