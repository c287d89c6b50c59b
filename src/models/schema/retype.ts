import type { RuleFix, RuleFixer } from '@typescript-eslint/utils/ts-eslint';
import { locOf } from '../../core/rule-context.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { schemaOf } from './model.ts';
import type { ColumnType } from './types.ts';

/** A column whose type has a better one: where the type stands, what a message may say of it, and the edit. */
export interface Retyping {
  readonly loc: ReturnType<typeof locOf>;
  readonly data: { readonly column: string; readonly written: string };
  readonly fix: (fixer: RuleFixer) => RuleFix;
}

/** The columns of a PostgreSQL schema in the linted file whose type is worse than another. */
export function retypings(context: RuleContext, better: string, isWorse: (type: ColumnType) => boolean): readonly Retyping[] {
  const { columns, dialect } = schemaOf(context);
  if (dialect !== 'postgres') return [];
  return columns.filter(({ type }) => isWorse(type)).map(({ name, type }) => {
    const written = context.sourceCode.text.slice(...type.range);
    return {
      loc: locOf(context, type.range),
      data: { column: name, written },
      fix: (fixer) => fixer.replaceTextRange(type.range, retyped(type.name, written, better)),
    };
  });
}

/** What stands behind the name stays: the precision of a time, array bounds. */
function retyped(before: string, written: string, name: string): string {
  const precision = before === 'timestamp' ? (/\(\s*\d+\s*\)/u.exec(written)?.[0] ?? '') : '';
  const bounds = /(?:(?:\s*\[[^\]]*\])+|\s+array\b.*)$/iu.exec(written)?.[0] ?? '';
  return `${name}${precision}${bounds}`;
}
