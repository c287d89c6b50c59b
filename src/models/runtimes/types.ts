import type { Node } from '../../ast/source-file.ts';
import type { LoadedModule } from '../../ast/imports.ts';

/** Where code runs close to its users, with little memory and a few milliseconds of processor time for a request. */
export interface EdgeRuntime {
  /** As the field calls it. */
  readonly name: string;
  /** What of Node.js it has: `modules` and TCP sockets as with `nodejs_compat` of Cloudflare, or nothing beyond web standards. */
  readonly node: 'modules' | 'none';
}

/** Why a module does not run at the edge. */
export type Unsuited = 'native' | 'process' | 'node' | 'sockets' | 'cpu';

/** An import of an edge function that leads to a module which cannot run there. */
export interface UnsuitedImport {
  /** The import in the linted file. */
  readonly node: LoadedModule['node'];
  readonly module: string;
  readonly why: Unsuited;
  readonly runtime: EdgeRuntime;
  /** Files between the import and the module, from the root of the project; empty where the linted file imports it itself. */
  readonly path: readonly string[];
}

/** Something a serverless function starts that its platform does not keep. */
export interface LeftRunning {
  readonly node: Node;
  readonly what: 'timer' | 'server' | 'promise';
  /** As it is written: `setInterval`, `app.listen`, `sendMail`. */
  readonly name: string;
}
