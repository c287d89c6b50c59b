import { modulesLoaded } from '../ast/imports.ts';
import type { SourceFile } from '../ast/source-file.ts';
import type { Project } from './types.ts';

/** A package, or a module of Node.js, that is loaded with a module. */
interface PackageBehind {
  /** As it is written, `node:` left out. */
  readonly module: string;
  /** Files of the project between, by their path below its root; empty for the module itself. */
  readonly path: readonly string[];
}

/**
 * The packages that are loaded with a module, through files of the project, the nearest first. Files in `seen` are not read again; no more are once there are
 * `most` in it. A file of the project may be called as a package is.
 */
export function* packagesBehind(from: SourceFile, specifier: string, project: Project, seen: Set<string>, most: number): Generator<PackageBehind> {
  const queue = [{ file: from, specifier, path: [] as readonly string[] }];
  for (let at = queue.shift(); at && seen.size < most; at = queue.shift()) {
    const path = project.resolve(at.file, at.specifier);
    if (path === null) yield { module: at.specifier, path: at.path };
    if (path === null || seen.has(path)) continue;
    seen.add(path);
    const file = project.file(path);
    const way = [...at.path, path.startsWith(`${project.root}/`) ? path.slice(project.root.length + 1) : path];
    if (file) queue.push(...modulesLoaded(file).map((one) => ({ file, specifier: one.specifier, path: way })));
  }
}
