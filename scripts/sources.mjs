/**
 * What the generators and the documentation scripts know about the layout of this repository.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Where the documentation of a rule is published. */
export const DOCS_URL = 'https://github.com/eslint-plugin-backend/eslint-plugin-backend/blob/main/docs/rules';

/**
 * @typedef {object} RuleSource
 * @property {string} id the rule's id: its file name
 * @property {string} topic the rule's topic: its folder
 * @property {string} file absolute path of the source file
 */

/**
 * Every rule file of `src/rules`, sorted by topic and id.
 * @param {string} [root]
 * @returns {RuleSource[]}
 */
export function ruleSources(root = ROOT) {
  const folder = join(root, 'src/rules');
  return folders(folder).flatMap((topic) =>
    sources(join(folder, topic)).map((file) => ({ id: basename(file, '.ts'), topic, file })),
  );
}

/**
 * The concerns of `src/models`, each with its TypeScript files.
 * @param {string} [root]
 * @returns {{ concern: string, files: string[] }[]}
 */
export function modelSources(root = ROOT) {
  const folder = join(root, 'src/models');
  return folders(folder).map((concern) => ({ concern, files: sources(join(folder, concern)) }));
}

/**
 * Writes a file when its text differs from what is there. Says whether it did.
 * The file appears whole: other processes may read it at the same time.
 * @param {string} file
 * @param {string} text
 */
export function writeIfChanged(file, text) {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return false;
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, text);
  renameSync(draft, file);
  return true;
}

/**
 * A path as it is written in an import or a page: with slashes, from the repository's root.
 * @param {string} file
 * @param {string} [from]
 */
export function posixPath(file, from = ROOT) {
  return relative(from, file).split(sep).join('/');
}

/**
 * `no-sql-concat` becomes `noSqlConcat`.
 * @param {string} name
 */
export function camelCase(name) {
  return name.replaceAll(/[^a-z0-9]+(.)?/giu, (_, next = '') => next.toUpperCase());
}

/** @param {string} folder */
function folders(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** @param {string} folder */
function sources(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(folder, entry.name))
    .sort();
}
