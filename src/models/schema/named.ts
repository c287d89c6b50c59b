import { perFile } from '../../core/memo.ts';
import { singularOf, wordsOf } from '../words/model.ts';
import { schemasAround } from './catalog.ts';
import { foldChanges } from './fold.ts';
import type { Catalog, CatalogTable, SchemaFile } from './fold.ts';

const catalogs = new WeakMap<readonly SchemaFile[], Catalog | null>();

/** The tables of the packages around the linted file, of any dialect; null where the schema is not known as a whole. */
export const tablesAround = perFile((context): readonly CatalogTable[] | null => {
  const found: CatalogTable[] = [];
  for (const files of schemasAround(context)) {
    if (files === null) return null;
    let catalog = catalogs.get(files);
    if (catalog === undefined) catalogs.set(files, (catalog = foldChanges(files, 'any')));
    found.push(...(catalog?.tables ?? []));
  }
  return found;
});

/** The tables of a name. An ORM's model is found by its name in whatever case and number it is written. */
export function tablesNamed(tables: readonly CatalogTable[], name: string): readonly CatalogTable[] {
  const exact = tables.filter((table) => table.name === name);
  return exact.length > 0 ? exact : tables.filter((table) => sameThing(table.name) === sameThing(name));
}

/** Whether rows of one of two tables refer to rows of the other by a foreign key. */
export function areRelated(context: Parameters<typeof tablesAround>[0], a: string, b: string): boolean {
  const tables = tablesAround(context) ?? [];
  return refersTo(tables, a, b) || refersTo(tables, b, a);
}

function refersTo(tables: readonly CatalogTable[], from: string, to: string): boolean {
  return tablesNamed(tables, from).some(({ columns, foreignKeys }) => {
    const targets = [...[...columns.values()].map(({ references }) => references?.table ?? null), ...foreignKeys.map(({ foreignKey }) => foreignKey.table)];
    return targets.some((target) => target !== null && sameThing(target) === sameThing(to));
  });
}

/** `order_lines`, `OrderLine` and `orderLines` are one thing. */
function sameThing(name: string): string {
  const words = wordsOf(name);
  return [...words.slice(0, -1), singularOf(words.at(-1) ?? '')].join(' ');
}
