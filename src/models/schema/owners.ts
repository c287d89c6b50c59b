import { perFile } from '../../core/memo.ts';
import { inWords, singularOf, wordsOf } from '../words/model.ts';
import { schemasAround } from './catalog.ts';
import type { CatalogTable } from './fold.ts';
import { tablesAround, tablesNamed } from './named.ts';

/** Columns that say whose row it is, whatever the schema says of them: those the practice names. */
const OWNERS: ReadonlySet<string> = new Set(['user id', 'owner id', 'tenant id', 'account id', 'author id', 'organization id', 'organisation id', 'org id', 'workspace id', 'customer id']);
/** Those that are certain without a foreign key. */
const CERTAIN: ReadonlySet<string> = new Set(['user id', 'owner id', 'tenant id']);
/** What a foreign key of an owner leads to. */
const HOLDERS: ReadonlySet<string> = new Set(['user', 'account', 'tenant', 'organization', 'organisation', 'org', 'customer', 'workspace', 'profile', 'member', 'company']);

/** Whether a column or property of this name says whose row it is: `user_id`, `ownerId`, `UserId`. */
export function isOwnerName(name: string): boolean {
  return OWNERS.has(inWords(name));
}

/**
 * The columns of a table that say whose row it is: `user_id`, `owner_id` and `tenant_id`, and others of the kind that refer to a table
 * of users, tenants or organisations. None for the tables of those themselves.
 */
function ownerColumnsOf(table: CatalogTable): readonly string[] {
  if (isHolder(table.name)) return [];
  const referring = new Map(table.foreignKeys.flatMap(({ foreignKey }) => foreignKey.columns.map((column) => [column, foreignKey.table] as const)));
  return [...table.columns.values()].flatMap(({ name: { name }, references }) => {
    const target = references?.table ?? referring.get(name) ?? null;
    return isOwnerName(name) && (CERTAIN.has(inWords(name)) || (target !== null && isHolder(target))) ? [name] : [];
  });
}

function isHolder(table: string): boolean {
  return HOLDERS.has(singularOf(wordsOf(table).at(-1) ?? ''));
}

/** The tables around the linted file, of any dialect; null where the schema is not known as a whole, or the database keeps their rows apart. */
const ownedTables = perFile((context): readonly CatalogTable[] | null => {
  const tables = tablesAround(context);
  const isApart = tables !== null && schemasAround(context).some((files) => files?.some(({ saysRowPolicies }) => saysRowPolicies));
  return isApart ? null : tables;
});

/**
 * The columns that say whose a row of a table is; none where the table is not known, or has none. An ORM's model is found by its name in
 * whatever case and number it is written.
 */
export function ownersIn(context: Parameters<typeof ownedTables>[0], name: string): readonly string[] {
  const tables = ownedTables(context) ?? [];
  const [only, ...others] = tablesNamed(tables, name).map(ownerColumnsOf);
  return only && others.length === 0 ? only : [];
}
