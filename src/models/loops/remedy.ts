import type { Node, SourceFile } from '../../ast/source-file.ts';
import { keyName } from '../../ast/syntax.ts';
import { clientNamed } from '../sql/clients.ts';
import type { Bulk, DataOperation } from '../sql/types.ts';
import { varies } from './turns.ts';
import type { Loop, LoopedQuery } from './types.ts';

/** What a looped query should be instead: the state a message is about, and the words of the library for it. */
export interface Remedy {
  readonly state: 'joined' | 'repeated' | 'read' | 'created' | 'changed' | 'deleted';
  /** A filter by a list of keys: `= ANY($1)`, `inArray(…)`; of an update also what gives each row its own values. */
  readonly filter: string;
  /** What writes many rows: `createMany`. */
  readonly rows: string;
}

/** Filters by a list: the operation is about more than one row already. */
const OF_MANY = /\.(?:whereIn|orWhereIn|whereNotIn)\s*\(|\binArray\s*\(|\bin\s*:|\$in\s*:|\[\s*Op\.in\s*\]|['"]in['"]|\b[aA][nN][yY]\s*\(|\b[iI][nN]\s*\((?!\s*select)/;
const FROM_VALUES = 'UPDATE … FROM (VALUES …)';
const NESTED_WRITES: ReadonlySet<string> = new Set(['create', 'createMany', 'connect', 'connectOrCreate', 'upsert', 'set']);

export function remedyOf({ action, query, operation, source, varies: isVarying, hasBulkForm: isSaid }: LoopedQuery): Remedy {
  const { dialect, client } = query ?? operation ?? { dialect: 'unknown', client: null };
  const bulk = isSaid ? bulkOf(operation) : undefined;
  const keys = bulk?.filter ?? (dialect === 'postgres' ? '= ANY($1)' : 'IN (…)');
  const rows = (action === 'upsert' ? bulk?.upserts : bulk?.rows) ?? (dialect === 'postgres' ? 'INSERT … SELECT … FROM unnest(…)' : 'INSERT … VALUES (…), (…)');
  const changes = bulk?.changes ?? (operation ? null : FROM_VALUES);
  const change = isSaid ? [keys, ...(changes === null ? [] : [changes])].join(', or ') : FROM_VALUES;
  return { state: stateOf(action, source !== null && client !== 'mongoose', isVarying), filter: action === 'update' ? change : keys, rows };
}

function stateOf(action: LoopedQuery['action'], isJoinable: boolean, isVarying: boolean): Remedy['state'] {
  switch (action) {
    case 'read':
      return isVarying ? (isJoinable ? 'joined' : 'read') : 'repeated';
    case 'create':
    case 'upsert':
      return 'created';
    case 'delete':
      return 'deleted';
    default:
      return 'changed';
  }
}

function bulkOf(operation: DataOperation | null): Bulk | undefined {
  return operation && operation.client !== null ? clientNamed(operation.client)?.bulk : undefined;
}

/** Whether an operation is about a list of rows already, so that each turn handles a group. */
export function isOfMany(file: SourceFile, node: Node): boolean {
  return OF_MANY.test(file.textOf(node));
}

/**
 * Whether the library can say an operation for all rows at once. SQL can say any; a builder has no word for rows that each change in their own
 * way, for most upserts, or for rows that are written together with their relations. Without a loop (the operation stands in another function)
 * all it writes may vary.
 */
export function hasBulkForm(loop: Loop | null, { operation, action }: { readonly operation: DataOperation | null; readonly action: LoopedQuery['action'] }): boolean {
  if (!operation) return true;
  const bulk = bulkOf(operation);
  switch (action) {
    case 'create':
      return !operation.data.some(({ value, file }) => isNestedWrite(file, value));
    case 'upsert':
      return bulk?.upserts !== undefined;
    case 'update':
      return bulk?.changes !== undefined || !writesVary(loop, operation);
    default:
      return true;
  }
}

function isNestedWrite(file: SourceFile, value: Node): boolean {
  return file.nodesIn(value, 'Property').some((property) => NESTED_WRITES.has(keyName(property) ?? ''));
}

function writesVary(loop: Loop | null, { data, openData, whole }: DataOperation): boolean {
  return openData || whole !== null || data.length === 0 || data.some(({ value }) => (loop ? varies(loop, value) : value.type !== 'Literal'));
}
