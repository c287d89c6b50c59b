import { basename, dirname } from 'node:path/posix';
import { perFile } from '../../core/memo.ts';
import { settingsOf } from '../../core/settings.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import type { Settings } from '../../core/settings.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { matchesGlob } from '../layers/glob.ts';
import { foldChanges } from './fold.ts';
import type { Catalog, SchemaFile } from './fold.ts';
import { codeSchemaOf, mayDefine, prismaSchemaOf, schemaOf, sqlSchemaOf } from './model.ts';
import type { SchemaFacts } from './types.ts';
import { stampOf } from './undone.ts';

/** Files and text that one catalog reads; a package with more has none. */
const MAX_FILES = 3000;
const MAX_TEXT = 12_000_000;
/** Packages of the workspace that one question reads. */
const MAX_PACKAGES = 20;
/** Folders and files that hold schemas and migrations by the conventions of the tools that run them. */
const PLACE = /(?:^|[/._-])(?:migrations?|migrate|schemas?|entit(?:y|ies)|models?|drizzle|database|db|tables?)(?:[/._-]|$)/iu;

const TRIGRAMS = /_trgm_ops/i;
const TEXT_INDEX = /\b(?:gin|gist|rum)\b/i;
const ROW_POLICIES = /\brow\s+level\s+security\b|\bcreate\s+policy\b/i;

/** What is known of one text, however often catalogs are made. */
const factsByPath = new Map<string, { readonly text: string; readonly facts: SchemaFacts }>();
const readings = new WeakMap<Project, Map<string, readonly SchemaFile[] | null>>();
const catalogs = new WeakMap<readonly SchemaFile[], Catalog | null>();

/**
 * Tables, columns, keys and indexes of the package that the linted file belongs to: its migrations in order, and what its
 * ORM models declare. Null where there is none, or more than can be read. Nothing is run.
 */
export const catalogOf = perFile((context): Catalog | null => {
  const settings = settingsOf(context);
  const { file } = hostViewOf(context);
  const project = projectOf(context);
  const files = filesOf(project, project.packageOf(file)?.folder ?? project.root, settings);
  if (files === null) return null;
  // a file that is not on the disk yet, or stands elsewhere, is a part of the schema all the same
  const facts = schemaOf(context);
  if (facts.partial) return null;
  if (facts.changes.length > 0 && !files.some(({ path }) => path === file.path)) return foldChanges([...files, { path: file.path, facts }]);
  let catalog = catalogs.get(files);
  if (catalog === undefined) catalogs.set(files, (catalog = foldChanges(files)));
  return catalog;
});

/**
 * What the package of the linted file says about schemas, the packages that the file imports from, and those of the workspace
 * that these depend on: the tables of a query often stand in another package. Each as the files of its catalog; null for what
 * is more than can be read.
 */
export const schemasAround = perFile((context): readonly (readonly SchemaFile[] | null)[] => {
  const project = projectOf(context);
  const settings = settingsOf(context);
  const folders = new Set([project.packageOf(hostViewOf(context).file)?.folder ?? project.root, ...importedPackages(context, project)]);
  for (const folder of folders) for (const next of project.dependenciesOf(folder)) if (folders.size < MAX_PACKAGES) folders.add(next);
  return [...folders].map((folder) => filesOf(project, folder, settings));
});

/** Packages that a file imports from without a word in a package.json, too. */
function importedPackages(context: RuleContext, project: Project): readonly string[] {
  if ((context.sourceCode.ast as { readonly type: string }).type !== 'Program') return [];
  const file = sourceFileOf(context);
  return file.nodes('ImportDeclaration').flatMap(({ source }) => {
    const path = source.value.startsWith('.') ? null : project.resolve(file, source.value);
    return path === null ? [] : (project.packageOf({ path })?.folder ?? []);
  });
}

function filesOf(project: Project, folder: string, settings: Settings): readonly SchemaFile[] | null {
  let known = readings.get(project);
  if (!known) readings.set(project, (known = new Map()));
  let files = known.get(folder);
  if (files === undefined) known.set(folder, (files = settings.index?.maxHops === 0 ? [] : read(project, folder, settings)));
  return files;
}

function read(project: Project, folder: string, settings: Settings): readonly SchemaFile[] | null {
  const wanted = project.filesOf(folder).filter((path) => {
    const inProject = path.slice(project.root.length + 1);
    return settings.schema ? settings.schema.some((glob) => matchesGlob(glob, inProject)) : path.endsWith('.sql') || path.endsWith('.prisma') || PLACE.test(path.slice(folder.length));
  });
  if (wanted.length > MAX_FILES) return null;
  let size = 0;
  const files: SchemaFile[] = [];
  for (const path of inOrder(wanted)) {
    const text = project.text(path);
    if (text === null) continue;
    const facts = factsOf(path, text, project, settings);
    size += facts.changes.length > 0 ? text.length : 0;
    if (size > MAX_TEXT || facts.partial) return null;
    files.push({ path, facts, saysTrigrams: TRIGRAMS.test(text), saysTextIndex: TEXT_INDEX.test(text), saysRowPolicies: ROW_POLICIES.test(text) });
  }
  return files;
}

/**
 * Migrations run in the order of their names, the numbers in them taken as numbers; what an ORM declares comes last. Those that
 * modules keep in folders of their own are one row by their stamps.
 */
function inOrder(paths: readonly string[]): readonly string[] {
  const folders = new Map<number, string>();
  const keyed = paths.map((path) => ({ path, folder: dirname(path), name: basename(path), stamp: stampOf(path)?.length ?? 0 }));
  for (const { folder, stamp } of keyed) if (stamp > 0 && !isBefore(folders.get(stamp), folder)) folders.set(stamp, folder);
  const placeOf = ({ folder, stamp }: (typeof keyed)[number]): string => folders.get(stamp) ?? folder;
  return keyed.sort((a, b) => byNumbers.compare(placeOf(a), placeOf(b)) || byNumbers.compare(a.name, b.name) || byNumbers.compare(a.folder, b.folder)).map(({ path }) => path);
}

const byNumbers = new Intl.Collator('en', { numeric: true });

function isBefore(first: string | undefined, folder: string): boolean {
  return first !== undefined && byNumbers.compare(first, folder) <= 0;
}

const NOTHING: SchemaFacts = { changes: [], dialect: 'unknown' };

function factsOf(path: string, text: string, project: Project, settings: Settings): SchemaFacts {
  // its other files have a say in what one says
  if (path.endsWith('.prisma')) return prismaSchemaOf(text, path, project, settings);
  const known = factsByPath.get(path);
  if (known?.text === text) return known.facts;
  const facts = path.endsWith('.sql') ? sqlSchemaOf(text, path, project, settings) : codeFactsOf(path, text, project, settings);
  if (factsByPath.size > MAX_FILES) factsByPath.clear();
  factsByPath.set(path, { text, facts });
  return facts;
}

function codeFactsOf(path: string, text: string, project: Project, settings: Settings): SchemaFacts {
  const file = mayDefine(text) ? project.file(path) : null;
  return file ? codeSchemaOf(file, project, settings) : NOTHING;
}
