import { all, any, packages, words } from '../../core/gates.ts';
import { memo } from '../../core/memo.ts';
import type { SourceFile } from '../../ast/source-file.ts';
import type { Project } from '../../project/types.ts';
import { CLIENT_PACKAGES, SERVER_ONLY_IMPORT } from './evidence.ts';

const SERVER_PATH = /(?:^|\/)(?:server|server-only|backend)\/|\.server\.[cm]?[jt]sx?$/u;
const SERVER_GLOBALS = /\bBuffer\s*\.|\bprocess\s*\.\s*(?!env\b)\w|\bprocess\s*\.\s*on\b/u;
const ANSWERS = /\bexport\s+(?:async\s+)?(?:function|const)\s+(?:loader|action|GET|POST|PUT|PATCH|DELETE)\b/u;
const NODE_IMPORT = /(?:from|require\(|import\()\s*['"](?:node:[\w/]+|([\w/]+))['"]/gu;
const NAMES_GLOBAL = words(/^(?:Buffer|process)/);
const MAY_ANSWER = all(words('export'), words(/^(?:loader|action|GET|POST|PUT|PATCH|DELETE)(?!\w)/));
const NAMES_NODE = any(words('node'), packages(...SERVER_ONLY_IMPORT));

/**
 * Whether a file that has no role of its own may be loaded by a browser: it, or a package that uses it, is built with a client framework,
 * and nothing in it is what only a server has.
 */
export function mayRunInBrowser(file: SourceFile, project: Project): boolean {
  const folder = project.packageOf(file)?.folder;
  if (folder === undefined || !clientFolders(project).has(folder)) return false;
  if (SERVER_PATH.test(file.path.slice(project.root.length))) return false;
  return !(file.passes(NAMES_GLOBAL) && SERVER_GLOBALS.test(file.text)) && !(file.passes(MAY_ANSWER) && ANSWERS.test(file.text)) && !(file.passes(NAMES_NODE) && importsNode(file.text));
}

function importsNode(text: string): boolean {
  return [...text.matchAll(NODE_IMPORT)].some(([, name]) => name === undefined || SERVER_ONLY_IMPORT.has(name));
}

/** Folders of the packages that client code may load: those with a client framework, and what they depend on. */
const clientFolders: (project: Project) => ReadonlySet<string> = memo((project) => {
  const clients = project.packages().filter((folder) => {
    const info = project.packageOf({ path: `${folder}/package.json` });
    return info !== null && [...CLIENT_PACKAGES].some((name) => info.dependencies.has(name));
  });
  return new Set(clients.flatMap((folder) => [folder, ...project.dependenciesOf(folder)]));
});
