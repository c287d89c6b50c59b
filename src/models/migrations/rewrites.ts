import type { ColumnType } from '../schema/types.ts';

/** Text of any length. */
const TEXTS: ReadonlySet<string> = new Set(['text', 'citext']);
/** No other type has values that are stored in the same way: whatever the column was, it is written anew. */
const ALWAYS: ReadonlySet<string> = new Set(['int2', 'int4', 'int8', 'float4', 'float8', 'bool', 'uuid', 'json', 'jsonb', 'date', 'bytea']);
/** Integers that are numbered. */
const NUMBERED: Readonly<Record<string, string>> = { smallserial: 'int2', serial: 'int4', bigserial: 'int8' };
/** Types that may be stored as the old one was. */
const SOMETIMES: ReadonlySet<string> = new Set(['text', 'citext', 'varchar', 'bpchar', 'numeric', 'money', 'bit', 'varbit', 'inet', 'cidr', 'xml', 'name', 'oid', 'timestamp', 'timestamptz', 'time', 'timetz', 'interval']);

/**
 * Whether a new type of a column makes PostgreSQL write the whole table anew; `zone`: unless the session's time zone is
 * UTC. The old type is null where it is not known. Source: PostgreSQL manual, "ALTER TABLE", notes: not where the old type
 * is binary coercible to the new one; and the release notes of 9.2 (varchar, numeric, timestamps with more room) and 12
 * (timestamp to timestamptz in UTC).
 */
export function rewrites(from: ColumnType | null, to: ColumnType, using: boolean): 'yes' | 'no' | 'zone' | 'unknown' {
  if (!from) {
    // of a column that has a time zone already, only the precision may change
    if (to.name === 'timestamptz' && to.args.length === 0) return 'zone';
    return ALWAYS.has(to.name) || (using && !SOMETIMES.has(to.name)) ? 'yes' : 'unknown';
  }
  const before = { ...from, name: NUMBERED[from.name] ?? from.name };
  // a type of the project may be a domain over the other one
  if (![before.name, to.name].every((name) => ALWAYS.has(name) || SOMETIMES.has(name))) return using ? 'yes' : 'unknown';
  return differs(before, to);
}

function differs(from: ColumnType, to: ColumnType): 'yes' | 'no' | 'zone' {
  const [before, after] = [from.args[0], to.args[0]];
  const grows = after === undefined || (before !== undefined && after >= before);
  if (from.name === to.name) {
    if (to.name === 'numeric') return grows && (after === undefined || (from.args[1] ?? 0) === (to.args[1] ?? 0)) ? 'no' : 'yes';
    return from.name === 'bpchar' ? (before === after ? 'no' : 'yes') : grows ? 'no' : 'yes';
  }
  if (TEXTS.has(to.name) || to.name === 'varchar') return (TEXTS.has(from.name) || from.name === 'varchar') && grows ? 'no' : 'yes';
  if (from.name === 'cidr' && to.name === 'inet') return 'no';
  return after === undefined && /^timestamp(?:tz)?$/u.test(from.name) && /^timestamp(?:tz)?$/u.test(to.name) ? 'zone' : 'yes';
}
