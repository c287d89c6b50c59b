import type { Origin } from '../ast/origin.ts';
import type { Primitive } from '../ast/constants.ts';
import type { Node, SourceFile } from '../ast/source-file.ts';

/** The nearest package.json of a file. */
export interface PackageInfo {
  /** Folder of the package.json, absolute. */
  readonly folder: string;
  readonly name: string | null;
  /** All dependencies of any kind, name to range. */
  readonly dependencies: ReadonlyMap<string, string>;
  readonly type: 'module' | 'commonjs';
}

/**
 * What imported names are. Lazy, synchronous, bounded by `settings.backend.index`, counted per question; a file that cannot be read, parsed or
 * resolved is unknown, never an error. Reads only inside the workspace, never in node_modules, build output or ignored folders.
 */
export interface Project {
  /** Absolute folder that holds the project. */
  readonly root: string;
  /**
   * Where a value really comes from: imports of the project's own files are replaced by what those files export, calls of
   * the project's own functions by what they return, members of classes and objects by their definition (superclasses
   * included). What cannot be followed is returned as it is.
   */
  follow(origin: Origin): Origin;
  /** `follow`, then the name in a package (see `symbolOf` of src/ast/origin.ts); null when it comes from no package. */
  symbol(origin: Origin): string | null;
  /** Values of an expression that is constant, imported constants included; null when it is not. */
  constants(file: SourceFile, node: Node): readonly Primitive[] | null;
  /** The file a specifier names, absolute path; null for packages, built-ins and what cannot be resolved. */
  resolve(from: SourceFile, specifier: string): string | null;
  /** A file of the project, parsed; null when it cannot be. */
  file(path: string): SourceFile | null;
  /** The text of a file of any kind inside the project, for cheap gates before it is parsed; null when it cannot be read. */
  text(path: string): string | null;
  /** The package a file belongs to. */
  packageOf(file: { readonly path: string }): PackageInfo | null;
  /** Folders of the packages of the workspace that the package around a folder depends on, installed or not. */
  dependenciesOf(folder: string): readonly string[];
  /** Folders of the packages in the project, its root first. */
  packages(): readonly string[];
  /** Source files of a package, absolute, sorted; ignored folders, build output, nested packages left out. Listed once. */
  filesOf(folder: string): readonly string[];
}
