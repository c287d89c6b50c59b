import type { Fact, SqlName, SqlStatement, StatementKind } from '../../sql/types.ts';

/** What one SQL statement changes of a schema that migrations keep. */
export interface StatementChange {
  /** `CREATE TABLE users`. */
  readonly change: string;
  /** Table it changes; null for what is no table. */
  readonly table: string | null;
  /** A table for work in between: temporary, a partition, or filled from a query. */
  readonly passing: boolean;
}

const KINDS: ReadonlySet<StatementKind> = new Set<StatementKind>(['createTable', 'alterTable', 'createIndex', 'drop', 'view', 'function', 'trigger', 'type', 'sequence', 'policy']);
/** Objects that come and go with a release; databases, roles, schemas and extensions are a matter of administration. */
const OBJECTS: ReadonlySet<string> = new Set(['table', 'index', 'view', 'type', 'function', 'procedure', 'trigger', 'sequence', 'policy', 'domain']);
/** What ALTER TABLE does to rows; partitions, owners and storage are left out. */
const ALTERS: ReadonlySet<string> = new Set(['addColumn', 'dropColumn', 'alterType', 'setNotNull', 'dropNotNull', 'setDefault', 'dropDefault', 'addConstraint', 'dropConstraint', 'validate', 'enableRls', 'renameTable', 'renameColumn']);

/** The change a statement makes; null for none, and where a name is put together: tables of tenants and partitions are no migrations'. */
export function changeOf(statement: SqlStatement): StatementChange | null {
  const { kind, tokens } = statement;
  if (!KINDS.has(kind)) return null;
  const [verb = '', second = ''] = tokens.map(({ word }) => word);
  if (verb !== 'create' && verb !== 'alter' && verb !== 'drop') return null;
  for (const fact of statement.definitions) {
    const found = ofFact(fact);
    if (found) return found;
  }
  // without a fact of their own
  const isOther = kind === 'view' || kind === 'function' || kind === 'type' || kind === 'policy' || (kind === 'sequence' && verb === 'create');
  const isPassing = second.startsWith('temp') || tokens.slice(0, 8).some(({ word, holes }) => word.startsWith('temp') || holes.length > 0);
  return isOther && !isPassing ? { change: `${verb.toUpperCase()} ${kind.toUpperCase()}`, table: null, passing: false } : null;
}

function ofFact(fact: Fact): StatementChange | null {
  switch (fact.k) {
    case 'createTable':
      return named('CREATE TABLE', fact.table, fact.temporary || fact.partition || fact.columns.length === 0);
    case 'alterTable':
      return ALTERS.has(fact.action) ? named('ALTER TABLE', fact.table, false) : null;
    case 'createIndex':
      return isFixed(fact.table) ? { change: `CREATE INDEX ON ${fact.table.name}`, table: fact.table.name, passing: isPassing(fact.table) } : null;
    case 'createTrigger':
      return isFixed(fact.table) ? { change: `CREATE TRIGGER ON ${fact.table.name}`, table: fact.table.name, passing: isPassing(fact.table) } : null;
    case 'createEnum':
      return isFixed(fact.name) ? { change: `CREATE TYPE ${fact.name.name}`, table: null, passing: false } : null;
    case 'drop': {
      const [first] = fact.names;
      if (!first || !OBJECTS.has(fact.object) || !fact.names.every(isFixed)) return null;
      return { change: `DROP ${fact.object.toUpperCase()} ${first.name}`, table: fact.object === 'table' ? first.name : null, passing: isPassing(first) };
    }
    default:
      return null;
  }
}

function named(verb: string, name: SqlName, passing: boolean): StatementChange | null {
  return isFixed(name) ? { change: `${verb} ${name.name}`, table: name.name, passing: passing || isPassing(name) } : null;
}

function isFixed({ holes }: SqlName): boolean {
  return holes.length === 0;
}

/** SQL Server's `#name` and PostgreSQL's schema of temporary tables. */
function isPassing({ name, schema }: SqlName): boolean {
  return name.startsWith('#') || schema === 'pg_temp';
}
