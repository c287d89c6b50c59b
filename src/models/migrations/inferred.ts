import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../../ast/source-file.ts';
import { callsOnFirst } from './directions.ts';
import type { Directions } from './directions.ts';

/**
 * Operations that node-pg-migrate cannot turn round when a migration has no `down`: those without a `reverse`.
 * Source: node-pg-migrate 9, MigrationBuilder; documentation, "Migrations", "Automatic down migrations".
 */
const NO_REVERSE = /^(?:sql|addTypeValue|setTypeAttribute|removeFromOperatorFamily|revoke\w+|alter\w+|drop\w+)$/u;

/** The first operation of `up` that the builder cannot turn round; null when it can do without a `down`. */
export function irreversible(file: SourceFile, { up }: Directions): TSESTree.CallExpression | null {
  return callsOnFirst(file, up).find(({ name }) => NO_REVERSE.test(name))?.node ?? null;
}
