import type { TSESTree } from '@typescript-eslint/utils';
import type { Dialect } from '../../core/settings.ts';
import { settingsOf } from '../../core/settings.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import type { SqlFileNode } from '../../sql/file.ts';
import { withBodies } from '../../sql/bodies.ts';
import { likeOperands } from '../../sql/like.ts';
import { sqlModel } from '../sql/model.ts';
import { hasTrigramIndex } from './trigrams.ts';

/** A search of rows by a pattern that no index of the schema serves. */
export interface UnindexedSearch {
  readonly range: readonly [start: number, end: number];
  readonly column: string | null;
}

/** Patterns of the linted file that begin with a wildcard and have no trigram index. ClickHouse reads columns as a whole anyway. */
export function unindexedSearchesOf(context: RuleContext): readonly UnindexedSearch[] {
  const ast = context.sourceCode.ast as unknown as SqlFileNode | TSESTree.Program;
  if (ast.type === 'SqlFile') return inSqlFile(context, ast);
  const searches = sqlModel(context).wildcards.filter(({ dialect }) => isAsked(dialect));
  return searches.filter(({ table, column }) => !hasTrigramIndex(context, table, column));
}

function inSqlFile(context: RuleContext, { body, sql }: SqlFileNode): UnindexedSearch[] {
  if (!isAsked(sql.dialect === 'unknown' ? (settingsOf(context).dialect ?? 'unknown') : sql.dialect)) return [];
  const found = body.flatMap(({ statement }) => withBodies(statement).flatMap(likeOperands)).filter(({ leading }) => leading);
  return found.flatMap(({ token, column }) => (hasTrigramIndex(context, null, column?.column ?? null) ? [] : [{ range: [token.start, token.end] as const, column: column?.column ?? null }]));
}

function isAsked(dialect: Dialect | 'unknown'): boolean {
  return dialect !== 'clickhouse';
}
