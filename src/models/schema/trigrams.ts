import type { SourceFile } from '../../ast/source-file.ts';
import type { Project } from '../../project/types.ts';

/** A trigram index, which serves patterns that begin with a wildcard. Null is any: it is not written as SQL. */
interface TrigramIndex {
  readonly table: string | null;
  readonly column: string | null;
}

/** The most files of one package whose text is looked at. */
const MAX_FILES = 4000;
const CODE = /\.[cm]?[jt]sx?$/;
/** Where schemas are defined in code: only there is a file of code read. */
const SCHEMA_PLACE = /migrat|schema|entit|model|\/db\//i;
const INDEX = /\bon\s+(?:only\s+)?([\w".]+)\s+using\s+gi(?:n|st)\s*\(([^;]*?gi(?:n|st)_trgm_ops[^;)]*)/gi;
/** A model of Prisma's schema, its indexed columns, and an index of a schema in code, whose table is not told here. */
const MODEL = /^model\s+(\w+)\s*\{([^}]*)\}/gim;
const MODEL_COLUMN = /(\w+)\(ops:\s*raw\("gi(?:n|st)_trgm_ops"/gi;
const CODE_COLUMN = /(?:\.(\w+)\.op\(\s*|\$\{[\w.]*?(\w+)\}\s*)['"\x60]?gi(?:n|st)_trgm_ops/gi;
const COLUMN = /(?:"(\w+)"|(\w+)|\))\s*(?:COLLATE\s+\S+\s+)?gi(?:n|st)_trgm_ops/gi;

const known = new WeakMap<Project, Map<string, readonly TrigramIndex[]>>();

/**
 * Whether a trigram index serves a column. The one place that asks. It is answered by the texts of the package of the file and of the packages
 * that the file imports: the catalog knows one package, and such an index often stands in another one of the workspace.
 */
export function hasTrigramIndex(project: Project, file: SourceFile, table: string | null, column: string | null): boolean {
  return foldersOf(project, file).some((folder) =>
    indexesOf(project, folder).some((index) => (index.table === null || table === null || isSame(index.table, table)) && (index.column === null || column === null || isSame(index.column, column))),
  );
}

function foldersOf(project: Project, file: SourceFile): readonly string[] {
  const folders = new Set<string>();
  const own = project.packageOf(file)?.folder;
  folders.add(own ?? project.root);
  for (const { source } of file.nodes('ImportDeclaration')) {
    const path = source.value.startsWith('.') ? null : project.resolve(file, source.value);
    const imported = path === null ? null : project.file(path);
    const folder = imported && project.packageOf(imported)?.folder;
    if (folder) folders.add(folder);
  }
  return [...folders];
}

function indexesOf(project: Project, folder: string): readonly TrigramIndex[] {
  const folders = known.get(project) ?? new Map<string, readonly TrigramIndex[]>();
  known.set(project, folders);
  let indexes = folders.get(folder);
  if (!indexes) {
    const files = project.filesOf(folder).filter((path) => !CODE.test(path) || SCHEMA_PLACE.test(path.slice(folder.length)));
    indexes = files.slice(0, MAX_FILES).flatMap((path) => inText(project.text(path) ?? ''));
    folders.set(folder, indexes);
  }
  return indexes;
}

function inText(text: string): TrigramIndex[] {
  if (!/_trgm_ops/i.test(text)) return [];
  const found = [
    ...[...text.matchAll(INDEX)].flatMap(([, table = '', columns = '']) => [...columns.matchAll(COLUMN)].map(([, quoted, plain]): TrigramIndex => ({ table: lastPart(table), column: quoted ?? plain ?? null }))),
    ...[...text.matchAll(MODEL)].flatMap(([, table = null, body = '']) => [...body.matchAll(MODEL_COLUMN)].map(([, column = null]): TrigramIndex => ({ table, column }))),
    ...[...text.matchAll(CODE_COLUMN)].map(([, called, spliced]): TrigramIndex => ({ table: null, column: called ?? spliced ?? null })),
  ];
  return found.length > 0 ? found : [{ table: null, column: null }];
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).replaceAll('"', '');
}

/** Names differ in case, underscores and number between a schema and an ORM. */
function isSame(a: string, b: string): boolean {
  const plain = (name: string): string => name.toLowerCase().replaceAll('_', '').replace(/s$/, '');
  return plain(a) === plain(b);
}
