import { exportsNothing } from '../../ast/exports.ts';
import type { SourceFile } from '../../ast/source-file.ts';
import type { Settings } from '../../core/settings.ts';
import { filesByName } from '../../project/named-files.ts';
import type { Project } from '../../project/types.ts';
import { fileRole } from './model.ts';

/** Roles of programs that somebody starts by hand or that run once. */
const COMMANDS: ReadonlySet<string> = new Set(['cli', 'script', 'migration']);
/** Roles of files that say nothing of what the others are for. */
const ASIDE: ReadonlySet<string> = new Set(['test', 'generated']);
const SPECIFIER = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)['"]([./@#~][^'"\n]*)['"]/g;
const MAX_IMPORTERS = 20;

/**
 * Whether a file is a part of commands only: it hands nothing on, so that it runs by itself, or all that import it are commands,
 * scripts and the like. A file that nobody is seen to import is of nobody that is known.
 */
export function isOfCommands(file: SourceFile, project: Project, settings: Settings): boolean {
  const folder = project.packageOf(file)?.folder;
  if (folder === undefined) return false;
  const named = importersIn(project, folder).get(nameOf(file.path)) ?? [];
  if (named.length > MAX_IMPORTERS) return false;
  if (named.length === 0) return exportsNothing(file);
  // The index of a folder may be the face of the package.
  if (/\/index\.\w+$/.test(file.path)) return false;
  const roles = named.flatMap((path) => {
    const importer = path === file.path ? null : project.file(path);
    return importer ? [fileRole(importer, project, settings).role] : [];
  }).filter((role) => !ASIDE.has(role));
  return roles.length > 0 && roles.every((role) => COMMANDS.has(role));
}

/** The files of a package by the last names in what they import. */
const importersIn = filesByName((text) => Array.from(text.matchAll(SPECIFIER), ([, specifier]) => nameOf(specifier ?? '')));

/** What a specifier names last: `../lib/stats.js` is `stats`, `./stats/index.ts` is `stats`. */
function nameOf(path: string): string {
  const parts = path.replace(/\/$/, '').split('/');
  const base = (parts.at(-1) ?? '').replace(/\.[cm]?[jt]sx?$/, '');
  return base === 'index' ? (parts.at(-2) ?? base) : base;
}
