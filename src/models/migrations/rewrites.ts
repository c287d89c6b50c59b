import type { ColumnType } from '../schema/types.ts';

/** Text of any length. */
const TEXTS: ReadonlySet<string> = new Set(['text', 'citext']);
/** Types with a precision that may grow. */
const CLOCKS: ReadonlySet<string> = new Set(['timestamp', 'timestamptz', 'time', 'timetz', 'interval']);
/** No other type has values that are stored in the same way: whatever the column was, it is written anew. */
const ALWAYS: ReadonlySet<string> = new Set(['int2', 'int4', 'int8', 'float4', 'float8', 'bool', 'uuid', 'json', 'jsonb', 'date', 'bytea']);
/** Types that may be stored as the old one was. */
const SOMETIMES: ReadonlySet<string> = new Set(['text', 'citext', 'varchar', 'bpchar', 'numeric', 'money', 'bit', 'varbit', 'inet', 'cidr', 'xml', 'name', 'oid', ...CLOCKS]);

/**
 * Whether a new type of a column makes PostgreSQL write the whole table anew; `zone`: unless the session's time zone is
 * UTC. Source: PostgreSQL manual, "ALTER TABLE", notes: not where the old type is binary coercible to the new one; and the
 * release notes of 9.2 (varchar, numeric, timestamps with more room) and 12 (timestamp to timestamptz in UTC).
 */
export function rewrites(from: ColumnType | null, to: ColumnType, using: boolean): 'yes' | 'no' | 'zone' | 'unknown' {
  if (!from) {
    if (to.name === 'timestamptz') return 'zone';
    return ALWAYS.has(to.name) || (using && !SOMETIMES.has(to.name)) ? 'yes' : 'unknown';
  }
  if (!ALWAYS.has(to.name) && !SOMETIMES.has(to.name)) return using ? 'yes' : 'unknown';
  const [before, after] = [from.args[0], to.args[0]];
  const grows = after === undefined || (before !== undefined && after >= before);
  if (from.name === to.name) {
    if (to.name === 'numeric') return grows && (after === undefined || (from.args[1] ?? 0) === (to.args[1] ?? 0)) ? 'no' : 'yes';
    return from.name === 'bpchar' ? (before === after ? 'no' : 'yes') : grows ? 'no' : 'yes';
  }
  if (TEXTS.has(to.name) || to.name === 'varchar') return (TEXTS.has(from.name) || from.name === 'varchar') && grows ? 'no' : 'yes';
  if (from.name === 'cidr' && to.name === 'inet') return 'no';
  return /^timestamp(?:tz)?$/u.test(from.name) && /^timestamp(?:tz)?$/u.test(to.name) ? 'zone' : 'yes';
}
