import type { Fact, FactSource, SqlDialect, SqlRange, SqlSyntaxError, SqlToken, StatementKind } from './types.ts';
import type { TemplateOptions } from './read.ts';

export interface FactRequest {
  readonly text: string;
  readonly tokens: readonly SqlToken[];
  readonly comments: readonly SqlToken[];
  readonly kind: StatementKind;
  readonly range: SqlRange;
  readonly dialect: SqlDialect;
  readonly options: TemplateOptions;
}

export interface FactOutcome {
  readonly source: FactSource;
  readonly facts: readonly Fact[];
  readonly syntaxError: SqlSyntaxError | null;
}

/** Facts of one statement. */
export function readFacts({ kind }: FactRequest): FactOutcome {
  return { source: 'lexical', facts: [{ k: 'other', kind, at: 0 }], syntaxError: null };
}
