import type { Origin } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import type { Role } from '../../core/settings.ts';

/** The role of a file and what told it: `settings`, `folder`, `file name`, `decorator`, `imports`, `content`. */
export interface FileRole {
  readonly role: Role | 'unknown';
  readonly evidence: 'settings' | 'folder' | 'file name' | 'decorator' | 'imports' | 'content' | 'none';
  /** What exactly told it, for messages: `src/repositories/`, `@Injectable()`. */
  readonly detail: string;
}

/** Another file of the project that a file uses when it runs: by an import of any form, or injected into a class. */
export interface Dependency {
  /** The imported name, re-export or call, or the type of the parameter or field it is injected into. */
  readonly node: Node;
  readonly name: string;
  readonly how: 'import' | 'injected';
  /** What it is, where the index can follow it. */
  readonly origin: Origin;
  /** The file that defines it, behind barrels. */
  readonly file: SourceFile;
}

/** The layers, from the request inwards. */
export type Layer = 'controller' | 'service' | 'repository';

/** One step between layers that the order of the layers does not allow. */
export interface Crossing {
  /** `skip`: from a controller to a repository. `back`: to an outer layer. `circle`: the same, and that file comes back. */
  readonly kind: 'skip' | 'back' | 'circle';
  readonly dependency: Dependency;
  readonly from: FileRole & { readonly role: Layer };
  readonly to: FileRole & { readonly role: Layer };
  /** A service that stands between; null unless a layer is skipped. */
  readonly between: string | null;
}
