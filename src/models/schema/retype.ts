import type { RuleFix, RuleFixer } from '@typescript-eslint/utils/ts-eslint';
import { fixOf, locOf } from '../../core/rule-context.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { typedColumns } from './standing.ts';
import type { Column, ColumnType } from './types.ts';

/** A column whose type has a better one: where the type stands, what a message may say of it, and the edit, where there is a simple one. */
export interface Retyping {
  readonly loc: ReturnType<typeof locOf>;
  readonly data: { readonly column: string; readonly written: string };
  readonly fix: ((fixer: RuleFixer) => RuleFix[]) | null;
}

/** The columns of a PostgreSQL schema in the linted file whose type is worse than another. */
export function retypings(context: RuleContext, better: string, isWorse: (type: ColumnType, column: Column) => boolean): readonly Retyping[] {
  return typedColumns(context).filter((column) => isWorse(column.type, column)).map(({ name, type }) => {
    const edits = type.retyped(better);
    return { loc: locOf(context, type.range), data: { column: name.name, written: context.sourceCode.text.slice(...type.range) }, fix: edits && fixOf(edits) };
  });
}
