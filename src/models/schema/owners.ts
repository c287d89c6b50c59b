import { perFile } from '../../core/memo.ts';
import { projectOf } from '../../project/project.ts';
import { inWords, singularOf, wordsOf } from '../words/model.ts';
import { schemasAround } from './catalog.ts';
import { foldChanges } from './fold.ts';
import type { Catalog, CatalogTable, SchemaFile } from './fold.ts';

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

/** Text of a schema in which the database itself keeps rows apart. */
const ROW_POLICIES = /\brow\s+level\s+security\b|\bcreate\s+policy\b/iu;
const catalogs = new WeakMap<readonly SchemaFile[], Catalog | null>();

/** The owned tables around the linted file, of any dialect; null where the schema is not known as a whole, or the database keeps their rows apart. */
const ownedTables = perFile((context): readonly CatalogTable[] | null => {
  const found: CatalogTable[] = [];
  for (const files of schemasAround(context)) {
    if (files === null) return null;
    let catalog = catalogs.get(files);
    if (catalog === undefined) catalogs.set(files, (catalog = foldChanges(files, 'any')));
    if (catalog && files.some(({ path }) => ROW_POLICIES.test(projectOf(context).text(path) ?? ''))) return null;
    found.push(...(catalog?.tables ?? []));
  }
  return found;
});

/**
 * The columns that say whose a row of a table is; none where the table is not known, or has none. An ORM's model is found by its name in
 * whatever case and number it is written.
 */
export function ownersIn(context: Parameters<typeof ownedTables>[0], name: string): readonly string[] {
  const tables = ownedTables(context) ?? [];
  const exact = tables.filter((table) => table.name === name);
  const named = exact.length > 0 ? exact : tables.filter((table) => sameThing(table.name) === sameThing(name));
  const [only, ...others] = named.map(ownerColumnsOf);
  return only && others.length === 0 ? only : [];
}

/** `order_lines`, `OrderLine` and `orderLines` are one thing. */
function sameThing(name: string): string {
  const words = wordsOf(name);
  return [...words.slice(0, -1), singularOf(words.at(-1) ?? '')].join(' ');
}
